using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>Tests the end of a session, and its state afterwards (session.md 7).</summary>
public sealed class SignOutTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private Bench Bench => shared.Bench;

    public static TheoryData<string> Ways => ["logout", "forceLogout", "forceLogoutWithReason"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_session_that_was_signed_out_reports_it_and_sends_nothing_more(string way)
    {
        var session = await Bench.SignInAsync();

        await session.SignOutAsync(Request(way));

        Assert.Equal((SessionState.SignedOut, false), (session.State, session.IsPolling));
        Assert.Null(session.LastError);
        Assert.False(Bench.Control.GetAgent(session.AgentId!.Value)["signedIn"]!.GetValue<bool>());
        Bench.Control.ClearRequests();
        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree).AsTask());
        Assert.Equal(FailureKind.NotSignedIn, failure.Kind);
        await session.SignOutAsync(Request(way));
        // The last poll can be recorded after the sign-out that has ended it.
        Assert.DoesNotContain(Bench.Seen(session.AgentId.Value), seen => seen.Operation != "getAgentEvent");
    }

    [Fact]
    public async Task A_sign_out_while_talking_needs_force()
    {
        var session = await Bench.SignInAsync();
        _ = await session.InvokeAsync(ConferenceCalls.Request(new ConferenceRequest { MemberCount = 2 }), wait: TimeSpan.FromSeconds(10));

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.SignOutAsync(new SignOutRequest()));

        Assert.Equal("100-010", failure.RetCode);
        Assert.Equal((SessionState.SignedIn, true), (session.State, session.IsPolling));
        await session.SignOutAsync(new SignOutRequest { Force = true });
        Assert.Equal(SessionState.SignedOut, session.State);
    }

    [Theory]
    [InlineData("100-006")]
    [InlineData("100-008")]
    public async Task A_sign_out_of_an_agent_that_is_already_signed_out_succeeds(string code)
    {
        var session = await Bench.SignInAsync();
        Bench.Control.AddFault(new Fault { Kind = FaultKind.RetCode, RetCode = code, AgentId = session.AgentId, Operation = "logout" });
        Bench.Control.AddFault(
            new Fault { Kind = FaultKind.RetCode, RetCode = "100-006", AgentId = session.AgentId, Operation = "getAgentStatus" });

        await session.SignOutAsync(new SignOutRequest());

        Assert.Equal(SessionState.SignedOut, session.State);
        Assert.Single(Bench.Seen(session.AgentId!.Value, "logout"));
    }

    [Fact]
    public async Task A_sign_out_that_is_refused_although_the_agent_is_signed_in_is_sent_again()
    {
        var session = await Bench.SignInAsync();
        Bench.Control.AddFault(
            new Fault { Kind = FaultKind.RetCode, RetCode = "100-006", AgentId = session.AgentId, Operation = "logout", Count = 1 });

        await session.SignOutAsync(new SignOutRequest());

        Assert.Equal(SessionState.SignedOut, session.State);
        Assert.False(Bench.Control.GetAgent(session.AgentId!.Value)["signedIn"]!.GetValue<bool>());
    }

    [Fact]
    public async Task An_agent_that_stays_signed_in_does_not_count_as_signed_out()
    {
        var session = await Bench.SignInAsync();
        Bench.Control.AddFault(
            new Fault { Kind = FaultKind.RetCode, RetCode = "100-006", AgentId = session.AgentId, Operation = "logout" });

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.SignOutAsync(new SignOutRequest()));

        Assert.Equal((FailureKind.NotSignedIn, "100-006"), (failure.Kind, failure.RetCode));
        Assert.Equal((SessionState.SignedIn, true), (session.State, session.IsPolling));
        Assert.Equal(2, Bench.Seen(session.AgentId!.Value, "logout").Length);
    }

    [Fact]
    public async Task A_sign_out_with_a_lost_reply_leaves_the_session_unchanged()
    {
        var session = await Bench.SignInAsync();
        Bench.Control.AddFault(new Fault { Kind = FaultKind.CutBefore, AgentId = session.AgentId, Operation = "logout", Count = 1 });

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.SignOutAsync(new SignOutRequest()));

        Assert.Equal(FailureKind.OutcomeUnknown, failure.Kind);
        Assert.Equal((SessionState.SignedIn, true, failure.Message), (session.State, session.IsPolling, session.LastError));
        await session.SignOutAsync(new SignOutRequest());
        Assert.Equal(2, Bench.Seen(session.AgentId!.Value, "logout").Length);
    }

    [Fact]
    public async Task A_session_that_signs_out_is_signed_out_even_if_its_poll_reports_the_end_first()
    {
        var session = await Bench.SignInAsync();
        Bench.Control.AddFault(
            new Fault { Kind = FaultKind.Latency, Milliseconds = 900, AgentId = session.AgentId, Operation = "logout", Acted = true });

        await session.SignOutAsync(new SignOutRequest());

        Assert.Equal(SessionState.SignedOut, session.State);
        Assert.Null(session.LastError);
    }

    [Fact]
    public async Task A_session_that_signs_out_is_signed_out_even_if_the_gateway_announces_it()
    {
        var session = await Bench.SignInAsync();
        Bench.Control.AddFault(
            new Fault { Kind = FaultKind.Latency, Milliseconds = 300, AgentId = session.AgentId, Operation = "logout", Acted = false });
        var leaving = session.SignOutAsync(new SignOutRequest());
        await Eventually.TrueAsync(() => Bench.Seen(session.AgentId!.Value, "logout").Length == 1, "the sign-out at the gateway");

        Bench.Control.RaiseEvent(session.AgentId!.Value, "AgentOther_ShutdownService", """{"loginTime":"1471585949806"}""");
        await leaving;

        Assert.Equal(SessionState.SignedOut, session.State);
    }

    [Fact]
    public async Task Two_simultaneous_sign_outs_are_sent_once()
    {
        var session = await Bench.SignInAsync();

        await Task.WhenAll(
            session.SignOutAsync(new SignOutRequest()),
            session.SignOutAsync(new SignOutRequest()),
            session.SignOutAsync(new SignOutRequest { Force = true }));

        Assert.Single(Bench.Seen(session.AgentId!.Value), seen => seen.Method == "DELETE");
        Assert.Equal(SessionState.SignedOut, session.State);
    }

    [Fact]
    public async Task An_old_session_does_not_sign_out_the_one_that_replaced_it()
    {
        var old = await Bench.SignInAsync();
        var next = await Bench.SignInAsync(Bench.Request(old.AgentId!.Value) with { Force = true });

        await old.SignOutAsync(new SignOutRequest());

        Assert.Equal(AgentState.Idle, (await next.GetStatusAsync()).State);
    }

    [Theory]
    [InlineData("logout")]
    [InlineData("forceLogout")]
    [InlineData("forceLogoutWithReason")]
    public async Task A_shared_session_cannot_sign_out(string way)
    {
        var owner = await Bench.SignInAsync();
        var shared = await AgwSession.AttachAsync(Bench.Gateway, Secrets.Of(owner));

        var failure = await Assert.ThrowsAsync<GatewayException>(() => shared.SignOutAsync(Request(way)));

        Assert.Equal((FailureKind.InvalidArgument, way, Bench.Gateway.Address), (failure.Kind, failure.Operation, failure.Gateway));
        Assert.Contains("without an agent of its own, so it can't sign out; detach it instead", failure.Message, StringComparison.Ordinal);
        Assert.Equal(SessionState.Attached, shared.State);
        Assert.Equal(AgentState.Idle, (await shared.GetStatusAsync(owner.AgentId)).State);
    }

    [Fact]
    public async Task A_sign_out_ends_the_readers_of_events_and_disposes_of_the_password()
    {
        // Without a poller, nothing else can end the session.
        var session = await AgwSession.SignInAsync(
            Bench.Gateway,
            Bench.Request(Bench.NextAgent()) with { ReconnectTimeout = TimeSpan.FromHours(1) },
            static _ => { },
            CancellationToken.None,
            isPolling: false);
        var reading = session.ReadEvents().ReadAsync().AsTask();

        await session.SignOutAsync(new SignOutRequest());

        _ = Assert.Throws<ObjectDisposedException>(() => session.Reconnection!.HasPassword);
        Assert.Null(await reading.WithinTimeout());
    }

    [Fact]
    public async Task A_sign_out_without_options_is_refused_and_the_session_continues()
    {
        var session = await Bench.SignInAsync();

        var failure = await Assert.ThrowsAsync<ArgumentNullException>(() => session.SignOutAsync(null!));

        Assert.Equal("request", failure.ParamName);
        Assert.Equal((SessionState.SignedIn, true), (session.State, session.IsPolling));
    }

    private static SignOutRequest Request(string way) => way switch
    {
        "logout" => new SignOutRequest(),
        "forceLogout" => new SignOutRequest { Force = true },
        _ => new SignOutRequest { Reason = 7 },
    };
}
