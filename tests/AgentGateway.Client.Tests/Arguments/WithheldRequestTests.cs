using System.Net;

namespace AgentGateway.Client.Tests;

/// <summary>A request that the client can refuse never reaches the gateway.</summary>
public sealed class WithheldRequestTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private static readonly Dictionary<string, Func<SignInRequest, SignInRequest>> BadSignIns = new()
    {
        ["an agent ID below the range"] = request => request with { AgentId = 100 },
        ["an agent ID above the range"] = request => request with { AgentId = 60000 },
        ["a password of 33 characters"] = request => request with { Credential = new NetworkCredential("", new string('x', 33)) },
        ["an empty phone"] = request => request with { PhoneNumber = "" },
        ["a phone of 25 characters"] = request => request with { PhoneNumber = new string('1', 25) },
        ["a video phone of 25 characters"] = request => request with { VideoPhoneNumber = new string('1', 25) },
        ["an IPv6 address"] = request => request with { IPAddress = "::1" },
        ["a forced sign-in to the platform"] = request => request with { Force = true, PlatformOnly = true },
        ["an agent type that is none"] = request => request with { AgentType = (AgentType)5 },
        ["an initial state that is none"] = request => request with { InitialState = (InitialAgentState)7 },
    };

    private Bench Bench => shared.Bench;

    public static TheoryData<string> Names => [.. BadSignIns.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_sign_in_outside_the_limits_is_not_sent(string name)
    {
        var request = BadSignIns[name](Bench.Request(Bench.NextAgent()));

        var failure = await Assert.ThrowsAsync<GatewayException>(() => Bench.SignInAsync(request));

        Assert.Equal(FailureKind.InvalidArgument, failure.Kind);
        Assert.Empty(Bench.Seen(request.AgentId));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(60000)]
    [InlineData(-101)]
    public async Task A_call_for_an_agent_outside_the_range_is_not_sent(int agentId)
    {
        var session = await Bench.SignInAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(ConferenceCalls.Release, agentId).AsTask());

        Assert.Equal((FailureKind.InvalidArgument, (int?)agentId), (failure.Kind, failure.AgentId));
        Assert.Empty(Bench.Seen(agentId));
        Assert.Equal(SessionState.SignedIn, session.State);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(256)]
    public async Task A_sign_out_with_a_reason_outside_the_range_is_not_sent_and_the_session_continues(int reason)
    {
        var session = await Bench.SignInAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.SignOutAsync(new SignOutRequest { Reason = reason }));

        Assert.Equal(FailureKind.InvalidArgument, failure.Kind);
        Assert.Equal(SessionState.SignedIn, session.State);
        Assert.Empty(Bench.Seen(session.AgentId!.Value, "forceLogoutWithReason"));
    }

    [Theory]
    [InlineData("bad guid")]
    [InlineData("a\r\nCookie: b")]
    [InlineData("")]
    public async Task A_GUID_with_other_characters_is_not_sent(string guid)
    {
        var agent = Bench.NextAgent();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => AgwSession.AttachAsync(Bench.Gateway, guid, agent));

        Assert.Equal(FailureKind.InvalidArgument, failure.Kind);
        Assert.Empty(Bench.Seen(agent));
        Assert.DoesNotContain("Cookie", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_impossible_wait_is_refused_before_the_operation_is_sent()
    {
        var session = await Bench.SignInAsync();

        foreach (var wait in new[] { TimeSpan.FromSeconds(-1), TimeSpan.MaxValue })
        {
            var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayBusy(), wait: wait).AsTask());
            Assert.Equal(FailureKind.InvalidArgument, failure.Kind);
        }

        Assert.Empty(Bench.Seen(session.AgentId!.Value, "sayBusy"));
    }

    [Fact]
    public async Task A_session_cannot_wait_for_the_events_of_another_agent()
    {
        var session = await Bench.SignInAsync();
        var other = Bench.NextAgent();

        var failure = await Assert.ThrowsAsync<GatewayException>(
            () => session.InvokeAsync(AgentCalls.SayBusy(), other, TimeSpan.FromSeconds(1)).AsTask());

        Assert.Equal(FailureKind.InvalidArgument, failure.Kind);
        Assert.Empty(Bench.Seen(other));
    }

    [Fact]
    public async Task A_call_that_is_canceled_before_it_begins_is_not_sent()
    {
        var session = await Bench.SignInAsync();
        using var givenUp = new CancellationTokenSource();
        await givenUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => session.InvokeAsync(AgentCalls.SayFree, cancellationToken: givenUp.Token).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => session.InvokeAsync(AgentCalls.SayFree, wait: TimeSpan.FromSeconds(1), cancellationToken: givenUp.Token).AsTask());

        Assert.Empty(Bench.Seen(session.AgentId!.Value, "sayFree"));
    }
}
