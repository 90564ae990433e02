using System.Diagnostics;
using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>No call fails because the GUID changes during the call (session.md 3, polling.md 3).</summary>
public sealed class RotationTests
{
    private static readonly TimeSpan LengthOfWork = TimeSpan.FromSeconds(
        Environment.GetEnvironmentVariable("AGW_TEST_ROTATION_SECONDS") is { } seconds
            ? int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)
            : 4);

    [Fact]
    public async Task Forty_agents_at_work_lose_no_call_to_the_rotation()
    {
        // The previous GUID is good for half a second at most after the next was issued.
        await using var bench = await Bench.StartAsync(new SimulatorOptions
        {
            GuidInterval = TimeSpan.FromSeconds(1.5),
            GuidTimeout = TimeSpan.FromSeconds(2),
            PollHold = TimeSpan.FromMilliseconds(200),
        });
        var sessions = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => bench.SignInAsync()));
        var first = sessions.Select(Secrets.Of).ToArray();
        var started = Stopwatch.GetTimestamp();

        var calls = await Task.WhenAll(sessions.Select(session => WorkAsync(session, started)));

        Assert.Equal(calls, sessions.Select(session => bench.Control.CountOperation(session.AgentId!.Value, "getAgentStatus")));
        Assert.All(calls, count => Assert.True(count > 20));
        Assert.All(sessions.Zip(first), pair => Assert.NotEqual(pair.Second, Secrets.Of(pair.First)));
        Assert.All(sessions, session => Assert.True(DateTimeOffset.Now - session.GuidChangedAt < TimeSpan.FromSeconds(3)));
        Assert.All(sessions, session => Assert.Equal((SessionState.SignedIn, (string?)null), (session.State, session.LastError)));
    }

    [Fact]
    public async Task A_new_GUID_in_any_reply_is_used_immediately()
    {
        var guids = new List<string>();
        await using var server = new RawServer(null, async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                guids.Add(SentRequest.GuidOf(request));
                await connection.AnswerAsync(headers: guids.Count == 1 ? "Set-GUID: JSESSIONID=second.AgentGateway1\r\n" : "");
            }
        });
        using var gateway = new Gateway(new GatewayOptions { Address = server.Address, NoProxy = true });
        var session = await AgwSession.AttachAsync(gateway, "first.AgentGateway0");

        for (var i = 0; i < 3; i++)
        {
            _ = await session.InvokeAsync(AgentCalls.SayFree, 101);
        }

        Assert.Equal(["first.AgentGateway0", "second.AgentGateway1", "second.AgentGateway1"], guids);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nSet-GUID: JSESSIONID=second\r\nContent-Length: 2\r\n\r\nOK")]
    [InlineData("HTTP/1.1 200 OK\r\nSet-GUID: JSESSIONID=second\r\nContent-Length: 200\r\n\r\n{\"retcode\":")]
    [InlineData("HTTP/1.1 502 Bad Gateway\r\nSet-GUID: JSESSIONID=second\r\nContent-Length: 0\r\n\r\n")]
    public async Task A_new_GUID_is_used_even_if_the_body_of_its_reply_is_lost(string answer)
    {
        await using var server = new RawServer(null, async connection =>
        {
            _ = await connection.ReadRequestAsync();
            await connection.WriteAsync(answer);
        });
        using var gateway = new Gateway(new GatewayOptions { Address = server.Address, NoProxy = true, MaximumRetryCount = 0 });
        var session = await AgwSession.AttachAsync(gateway, "first");

        await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree, 101).AsTask());

        Assert.Equal("second", Secrets.Of(session));
    }

    [Fact]
    public async Task A_requested_GUID_is_used()
    {
        await using var bench = await Bench.StartAsync();
        var session = await bench.SignInAsync();
        var (before, since) = (Secrets.Of(session), session.GuidChangedAt);

        await session.UpdateGuidAsync();
        _ = await session.GetStatusAsync();

        Assert.NotEqual(before, Secrets.Of(session));
        Assert.True(session.GuidChangedAt > since);
        Assert.Equal("current", Assert.Single(bench.Seen(session.AgentId!.Value, "getAgentStatus")).GuidMatched);
    }

    [Theory]
    [InlineData(FaultKind.AbsentResult)]
    [InlineData(FaultKind.NullResult)]
    [InlineData(FaultKind.StringResult)]
    public async Task An_update_without_a_new_GUID_has_an_unknown_outcome_and_the_old_GUID_is_kept(FaultKind kind)
    {
        await using var bench = await Bench.StartAsync();
        var session = await bench.SignInAsync();
        var before = Secrets.Of(session);
        bench.Control.AddFault(new Fault { Kind = kind, Operation = "updateGuid", Acted = false });

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.UpdateGuidAsync());

        Assert.Equal((FailureKind.OutcomeUnknown, "updateGuid"), (failure.Kind, failure.Operation));
        Assert.Equal(before, Secrets.Of(session));
    }

    [Fact]
    public async Task A_read_that_is_canceled_while_its_body_arrives_has_already_set_its_new_GUID()
    {
        await using var server = new RawServer(null, async connection =>
        {
            _ = await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nSet-GUID: JSESSIONID=second\r\nContent-Length: 200\r\n\r\n{\"retcode\":");
            _ = await connection.ReadRequestAsync();
        });
        using var gateway = new Gateway(new GatewayOptions { Address = server.Address, NoProxy = true });
        var session = await AgwSession.AttachAsync(gateway, "first");
        using var stop = new CancellationTokenSource();

        var call = session.InvokeAsync(AgentCalls.Status, 101, cancellationToken: stop.Token).AsTask();
        await Eventually.TrueAsync(() => Secrets.Of(session) == "second", "the new GUID");
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call).WithinTimeout();
        Assert.Equal("second", Secrets.Of(session));
    }

    [Theory]
    [InlineData("Set-GUID: second")]
    [InlineData("set-guid: JSESSIONID=second")]
    [InlineData("Guid: second")]
    [InlineData("Set-GUID: Path=/\r\nSet-GUID: JSESSIONID=second")]
    [InlineData("Set-GUID: not a GUID\r\nGuid: second")]
    [InlineData("Guid: first\r\nSet-GUID: JSESSIONID=second")]
    public async Task A_new_GUID_is_accepted_in_every_form_that_gateways_send(string header)
    {
        await using var server = new RawServer(null, async connection =>
        {
            _ = await connection.ReadRequestAsync();
            await connection.AnswerAsync(headers: header + "\r\n");
        });
        using var gateway = new Gateway(new GatewayOptions { Address = server.Address, NoProxy = true });
        var session = await AgwSession.AttachAsync(gateway, "first");

        _ = await session.InvokeAsync(AgentCalls.SayFree, 101);

        Assert.Equal("second", Secrets.Of(session));
    }

    [Theory]
    [InlineData("JSESSIONID=279fe21d-2caa-4437-84c3-ab9e9dae20f5.AgentGateway0", "279fe21d-2caa-4437-84c3-ab9e9dae20f5.AgentGateway0")]
    [InlineData("jsessionid=abc", "abc")]
    [InlineData(" JSESSIONID= abc ; Path=/; HttpOnly", "abc")]
    [InlineData("other=1; JSESSIONID=abc", "abc")]
    [InlineData(
        "279fe21d2caa443784c3ab9e9dae20f5279fe21d2caa4437.AgentGateway0", "279fe21d2caa443784c3ab9e9dae20f5279fe21d2caa4437.AgentGateway0")]
    [InlineData(" abc ; Path=/; HttpOnly", "abc")]
    [InlineData("JSESSIONID=", null)]
    [InlineData("SESSION=abc", null)]
    [InlineData("a b", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("JSESSIONID=a b", null)]
    [InlineData("JSESSIONID=\"abc\"", null)]
    [InlineData("JSESSIONID=a\r\nX: 1", null)]
    public void The_header_is_read_as_gateways_write_it(string? header, string? guid) => Assert.Equal(guid, SetGuid.Parse(header));

    private static async Task<int> WorkAsync(AgwSession session, long started)
    {
        var calls = 0;
        while (Stopwatch.GetElapsedTime(started) < LengthOfWork)
        {
            _ = await session.GetStatusAsync();
            calls++;
            await Task.Delay(10);
        }

        return calls;
    }
}
