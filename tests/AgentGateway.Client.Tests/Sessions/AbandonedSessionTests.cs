using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>A session that the client has abandoned may still be signed in at the gateway, and its agent may still take calls.</summary>
public sealed class AbandonedSessionTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private Bench Bench => shared.Bench;

    [Theory]
    [InlineData(FaultKind.RetCode, "000-003")]
    [InlineData(FaultKind.RetCode, "105-006")]
    [InlineData(FaultKind.Status, "")]
    public async Task A_session_that_the_poller_has_abandoned_can_still_be_signed_out(FaultKind kind, string code)
    {
        var session = await AbandonAsync(kind, code);

        await session.SignOutAsync(new SignOutRequest());

        Assert.Equal(SessionState.SignedOut, session.State);
        Assert.Single(Bench.Seen(session.AgentId!.Value, "logout"));
        Assert.False(IsSignedIn(session));
    }

    [Fact]
    public async Task A_failed_sign_out_of_an_abandoned_session_is_an_error()
    {
        var session = await AbandonAsync(FaultKind.RetCode, "105-006");
        Bench.Control.AddFault(new Fault { Kind = FaultKind.CutBefore, AgentId = session.AgentId, Operation = "logout" });

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.SignOutAsync(new SignOutRequest()));

        Assert.Equal(FailureKind.OutcomeUnknown, failure.Kind);
        Assert.Equal(SessionState.Ended, session.State);
    }

    [Fact]
    public async Task A_session_that_the_gateway_has_ended_is_not_signed_out_again()
    {
        var session = await Bench.SignInAsync();
        Bench.Control.SignOut(session.AgentId!.Value);
        await Eventually.TrueAsync(() => session.State == SessionState.Ended, "the end");
        Assert.False(session.MayBeSignedIn);

        await session.SignOutAsync(new SignOutRequest());

        Assert.Empty(Bench.Seen(session.AgentId!.Value, "logout"));
    }

    [Fact]
    public async Task An_end_that_identifies_no_sign_in_is_verified()
    {
        var session = await Bench.SignInAsync();
        Bench.Control.RaiseEvent(session.AgentId!.Value, "AgentOther_ShutdownService", "{}");
        await Eventually.TrueAsync(() => session.State == SessionState.Ended, "the end");

        await session.SignOutAsync(new SignOutRequest());

        Assert.False(IsSignedIn(session));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("100-007")]
    public async Task One_refused_poll_does_not_end_a_session_whose_agent_is_or_may_be_signed_in(string? status)
    {
        var session = await Bench.SignInAsync();
        var agent = session.AgentId!.Value;
        await Eventually.TrueAsync(() => session.Events.End == 2, "the events of the sign-in");
        Bench.Control.AddFault(
            new Fault { Kind = FaultKind.RetCode, RetCode = "100-006", AgentId = agent, Operation = "getAgentEvent", Count = 2 });
        if (status is not null)
        {
            Bench.Control.AddFault(
                new Fault { Kind = FaultKind.RetCode, RetCode = status, AgentId = agent, Operation = "getAgentStatus" });
        }

        Bench.Control.RaiseEvent(agent, "AgentState_Test");
        await Eventually.TrueAsync(() => Bench.Seen(agent, "getAgentStatus").Length >= 1, "the question");
        Bench.Control.RaiseEvent(agent, "AgentState_Last");

        await Eventually.TrueAsync(() => session.Events.End == 4 || session.IsOver, "the later events");
        Assert.Equal((SessionState.SignedIn, true), (session.State, session.IsPolling));
    }

    [Fact]
    public async Task A_refused_poll_ends_a_session_whose_agent_is_not_signed_in()
    {
        var session = await Bench.SignInAsync();
        var agent = session.AgentId!.Value;
        Bench.Control.AddFault(new Fault { Kind = FaultKind.RetCode, RetCode = "100-006", AgentId = agent, Operation = "getAgentEvent" });
        Bench.Control.AddFault(new Fault { Kind = FaultKind.RetCode, RetCode = "100-006", AgentId = agent, Operation = "getAgentStatus" });
        Bench.Control.RaiseEvent(agent, "AgentState_Test");

        await Eventually.TrueAsync(() => session.State == SessionState.Ended && !session.IsPolling, "the end");
        Assert.Single(Bench.Seen(agent, "getAgentStatus"));
    }

    [Fact]
    public async Task An_abandoned_session_can_be_tested_and_used_for_nothing_else()
    {
        var session = await AbandonAsync(FaultKind.RetCode, "105-006");

        var status = await session.TestAsync(null, CancellationToken.None);

        Assert.Equal(session.AgentId, status.AgentId);
        Assert.Single(Bench.Seen(session.AgentId!.Value, "getAgentStatus"));
        await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree).AsTask());
        Assert.Empty(Bench.Seen(session.AgentId!.Value, "sayFree"));
        await session.SignOutAsync(new SignOutRequest());
        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.TestAsync(null, CancellationToken.None));
        Assert.Equal(FailureKind.NotSignedIn, failure.Kind);
        Assert.Single(Bench.Seen(session.AgentId!.Value, "getAgentStatus"));
    }

    private async Task<AgwSession> AbandonAsync(FaultKind kind, string code)
    {
        var session = await Bench.SignInAsync(
            gateway: Bench.NewGateway(options => options with { PollGrace = TimeSpan.FromMilliseconds(300) }));
        Bench.Control.AddFault(new Fault { Kind = kind, RetCode = code, AgentId = session.AgentId, Operation = "getAgentEvent" });
        Bench.Control.RaiseEvent(session.AgentId!.Value, "AgentState_Test");
        await Eventually.TrueAsync(() => session.State == SessionState.Ended && !session.IsPolling, "the end");
        Assert.True(IsSignedIn(session));
        return session;
    }

    private bool IsSignedIn(AgwSession session) => Bench.Control.GetAgent(session.AgentId!.Value)["signedIn"]!.GetValue<bool>();
}
