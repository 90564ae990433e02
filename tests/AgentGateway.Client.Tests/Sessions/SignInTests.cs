using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>Tests the start of a session: its properties, and that sign-ins of one agent never overlap (session.md 4 and 9).</summary>
public sealed class SignInTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private Bench Bench => shared.Bench;

    [Fact]
    public async Task A_session_contains_the_facts_of_its_sign_in()
    {
        var agent = Bench.NextAgent();
        Bench.Control.ChangeAgent(agent, new AgentChange { TimeRemaining = "9", IsForceChange = true, MediaType = "FTF" });
        var before = DateTimeOffset.Now;

        var session = await Bench.SignInAsync(Bench.Request(agent) with { PhoneNumber = "40038" });

        Assert.Equal(
            (SessionState.SignedIn, (int?)agent, (int?)1, "40038"), (session.State, session.AgentId, session.VdnId, session.PhoneNumber));
        Assert.Equal(Bench.Gateway.Address, session.Gateway);
        Assert.Equal(
            (true, (int?)9, "FTF", "AgentGateway"),
            (session.Facts!.MustChangePassword, session.Facts.PasswordExpiresInDays, session.Facts.MediaType, session.Facts.ServerName));
        Assert.InRange(session.Facts.LoginTime!.Value, before.AddSeconds(-2), DateTimeOffset.Now.AddSeconds(2));
        Assert.InRange(session.SignedInAt!.Value, before, DateTimeOffset.Now);
        Assert.True(session.IsPolling);
        Assert.Null(session.LastError);
        Assert.Equal("login", session.LastOperation);
    }

    [Fact]
    public async Task A_session_can_be_compared_with_the_options_of_a_sign_in()
    {
        var request = Bench.Request(Bench.NextAgent()) with { AutoAnswer = false };
        var session = await Bench.SignInAsync(request);

        Assert.True(session.WasSignedInWith(request));
        Assert.True(session.WasSignedInWith(Bench.Request(request.AgentId, "another password") with { AutoAnswer = false, Force = true }));
        Assert.False(session.WasSignedInWith(request with { AutoAnswer = null }));
        Assert.False(session.WasSignedInWith(request with { PhoneNumber = null }));
        Assert.False((await AgwSession.AttachAsync(Bench.Gateway, Secrets.Of(session), request.AgentId)).WasSignedInWith(request));
    }

    [Fact]
    public async Task Without_a_phone_number_the_sent_one_is_in_the_session()
    {
        var request = Bench.Request(Bench.NextAgent()) with { PhoneNumber = null };

        Assert.True((await Bench.SignInAsync(request)).WasSignedInWith(request with { PhoneNumber = $"{request.AgentId}" }));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("180", 180)]
    public async Task A_password_may_never_expire(string remaining, int? days)
    {
        var agent = Bench.NextAgent();
        Bench.Control.ChangeAgent(agent, new AgentChange { TimeRemaining = remaining });

        Assert.Equal(days, (await Bench.SignInAsync(agent)).Facts!.PasswordExpiresInDays);
    }

    [Fact]
    public async Task Only_a_forced_sign_in_takes_over_an_agent_that_is_signed_in()
    {
        var first = await Bench.SignInAsync();
        var again = Bench.Request(first.AgentId!.Value);

        var failure = await Assert.ThrowsAsync<GatewayException>(() => Bench.SignInAsync(again));
        var second = await Bench.SignInAsync(again with { Force = true });

        Assert.Equal((FailureKind.AlreadySignedIn, "100-002"), (failure.Kind, failure.RetCode));
        Assert.Contains("forced sign-in", failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(AgentState.Idle, (await second.GetStatusAsync()).State);
        await Eventually.TrueAsync(() => first.State == SessionState.Ended, "the end of the session that was pushed out");
    }

    [Fact]
    public async Task A_wrong_password_is_an_AuthenticationFailed_that_does_not_show_it()
    {
        var failure = await Assert.ThrowsAsync<GatewayException>(
            () => Bench.SignInAsync(Bench.Request(Bench.NextAgent(), "Wr0ng-Passw0rd")));

        Assert.Equal((FailureKind.AuthenticationFailed, "100-004"), (failure.Kind, failure.RetCode));
        Assert.DoesNotContain("Wr0ng", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Set-GUID: JSESSIONID=abc.AgentGateway0")]
    [InlineData("Set-GUID: abc.AgentGateway0")]
    [InlineData("Guid: abc.AgentGateway0")]
    [InlineData("GUID: JSESSIONID=abc.AgentGateway0; Path=/")]
    public async Task A_sign_in_takes_the_GUID_from_every_header_that_gateways_send(string header)
    {
        await using var server = Answering("""{"message":"","retcode":"0","result":{"workno":"101"}}""", header + "\r\n");
        using var gateway = NewGateway(server);

        var session = await AgwSession.SignInAsync(gateway, Bench.Request(101));
        await session.DetachAsync();

        Assert.Equal("abc.AgentGateway0", Secrets.Of(session));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Set-GUID: JSESSIONID=\r\n")]
    [InlineData("Set-GUID: SESSION=279fe21d-2caa-4437-84c3-ab9e9dae20f5.AgentGateway0\r\n")]
    [InlineData("Set-GUID: JSESSIONID=a b\r\n")]
    public async Task A_sign_in_without_a_usable_GUID_has_an_unknown_outcome(string header)
    {
        await using var server = Answering("""{"message":"","retcode":"0","result":{"workno":"101"}}""", header);
        using var gateway = NewGateway(server);

        var failure = await Assert.ThrowsAsync<GatewayException>(() => AgwSession.SignInAsync(gateway, Bench.Request(101)));

        Assert.Equal(FailureKind.OutcomeUnknown, failure.Kind);
        Assert.Contains("contained no GUID", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData(
        """{"message":"","retcode":"0","result":{"vdnid":1}}""",
        "Set-GUID: JSESSIONID=279fe21d-2caa-4437-84c3-ab9e9dae20f5.AgentGateway0\r\n")]
    [InlineData(
        """{"msg":"","retcode":0}""", "set-guid: jsessionid=279fe21d-2caa-4437-84c3-ab9e9dae20f5.AgentGateway0; Path=/; HttpOnly\r\n")]
    [InlineData("""{"retcode":"0","result":{"guid":"279fe21d-2caa-4437-84c3-ab9e9dae20f5.AgentGateway0"}}""", "")]
    [InlineData(
        """{"retcode":"0","result":{"guid":"of the body"}}""",
        "Set-GUID: JSESSIONID=279fe21d-2caa-4437-84c3-ab9e9dae20f5.AgentGateway0\r\n")]
    public async Task The_GUID_is_in_the_header_or_else_in_the_body(string body, string header)
    {
        await using var server = Answering(body, header);
        using var gateway = NewGateway(server);

        var session = await AgwSession.SignInAsync(gateway, Bench.Request(101));
        await session.DetachAsync();

        Assert.Equal("279fe21d-2caa-4437-84c3-ab9e9dae20f5.AgentGateway0", Secrets.Of(session));
    }

    [Theory]
    [InlineData("\"102\"", "000-000")]
    [InlineData("102", "0")]
    public async Task A_reply_about_another_agent_is_a_BadReply_and_the_agent_is_signed_out(string workNo, string signOutCode)
    {
        var requests = new List<string>();
        await using var server = new RawServer(null, async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                requests.Add(request.Split(" HTTP", 2)[0]);
                var body = requests.Count == 1
                    ? $$$"""{"message":"","retcode":"0","result":{"workno":{{{workNo}}}}}"""
                    : $$"""{"message":"","retcode":"{{signOutCode}}"}""";
                await connection.AnswerAsync(body, "Set-GUID: JSESSIONID=279fe21d-2caa-4437-84c3-ab9e9dae20f5.AgentGateway0\r\n");
            }
        });
        using var gateway = NewGateway(server);

        var failure = await Assert.ThrowsAsync<GatewayException>(() => AgwSession.SignInAsync(gateway, Bench.Request(101)));

        Assert.Equal((FailureKind.BadReply, (int?)101, "login"), (failure.Kind, failure.AgentId, failure.Operation));
        Assert.Contains("another agent", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, requests.Count);
        Assert.StartsWith("DELETE ", requests[1], StringComparison.Ordinal);
        Assert.EndsWith("/onlineagent/101/logout", requests[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"101\\u0000\"")]
    [InlineData("101")]
    [InlineData("\"\"")]
    [InlineData("null")]
    public async Task A_reply_can_contain_the_agent_in_any_form_or_not_at_all(string workNo)
    {
        await using var server = Answering(
            $$$"""{"message":"","retcode":"0","result":{"workno":{{{workNo}}}}}""", "Set-GUID: JSESSIONID=abc.AgentGateway0\r\n");
        using var gateway = NewGateway(server);

        var session = await AgwSession.SignInAsync(gateway, Bench.Request(101));
        await session.DetachAsync();

        Assert.Equal(101, session.AgentId);
    }

    [Fact]
    public async Task Two_sign_ins_of_one_agent_never_overlap()
    {
        var agent = Bench.NextAgent();
        Bench.Control.AddFault(new Fault { Kind = FaultKind.Latency, Milliseconds = 100, AgentId = agent, Operation = "forceLogin" });
        var request = Bench.Request(agent) with { Force = true };

        var sessions = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Bench.SignInAsync(request)));

        var times = Bench.Seen(agent, "forceLogin").Select(seen => seen.Time).Order().ToArray();
        Assert.Equal(3, times.Length);
        Assert.All(
            times.Zip(times.Skip(1)),
            pair => Assert.True(
                pair.Second - pair.First >= TimeSpan.FromMilliseconds(90),
                "A sign-in was sent before the one before it had been answered."));
        Assert.Equal(3, sessions.Select(Secrets.Of).Distinct().Count());
    }

    [Fact]
    public async Task A_sign_in_waits_for_the_sign_out_of_the_same_agent()
    {
        var session = await Bench.SignInAsync();
        var agent = session.AgentId!.Value;
        Bench.Control.AddFault(new Fault { Kind = FaultKind.Latency, Milliseconds = 150, AgentId = agent, Operation = "logout" });
        var leaving = session.SignOutAsync(new SignOutRequest());
        await Eventually.TrueAsync(() => Bench.Seen(agent, "logout").Length == 1, "the sign-out at the gateway");

        var next = await Bench.SignInAsync(agent);

        await leaving.WithinTimeout();
        Assert.Equal(SessionState.SignedIn, next.State);
        Assert.True(Bench.Seen(agent, "login")[^1].Time - Bench.Seen(agent, "logout")[0].Time >= TimeSpan.FromMilliseconds(140));
    }

    [Fact]
    public async Task A_sign_in_that_is_canceled_while_it_waits_does_not_block_the_others()
    {
        var agent = Bench.NextAgent();
        Bench.Control.AddFault(
            new Fault { Kind = FaultKind.Latency, Milliseconds = 150, AgentId = agent, Operation = "forceLogin", Count = 1 });
        using var cancellation = new CancellationTokenSource();
        var request = Bench.Request(agent) with { Force = true };
        var first = Bench.SignInAsync(request);
        var second = AgwSession.SignInAsync(Bench.Gateway, request, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second).WithinTimeout();
        _ = await first;
        _ = await Bench.SignInAsync(request).WithinTimeout();
        Assert.Equal(2, Bench.Seen(agent, "forceLogin").Length);
    }

    [Fact]
    public async Task Different_agents_sign_in_at_the_same_time()
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Latency = TimeSpan.FromMilliseconds(200) });
        var started = System.Diagnostics.Stopwatch.GetTimestamp();

        _ = await Task.WhenAll(Enumerable.Range(101, 50).Select(agent => bench.SignInAsync(agent)));

        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(started), TimeSpan.FromMilliseconds(190), TimeSpan.FromSeconds(5));
    }

    private static RawServer Answering(string body, string headers) => new(null, async connection =>
    {
        _ = await connection.ReadRequestAsync();
        await connection.AnswerAsync(body, headers);
    });

    private static Gateway NewGateway(RawServer server) =>
        new(new GatewayOptions { Address = server.Address, NoProxy = true, MaximumRetryCount = 0 });
}
