using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>
/// A session that may be over is in doubt, so that a repeated sign-in queries the gateway instead of using the session as it is.
/// </summary>
public sealed class DoubtfulSessionTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private Bench Bench => shared.Bench;

    [Fact]
    public async Task A_refused_command_puts_a_session_in_doubt_until_its_next_successful_poll()
    {
        var session = await SignInAsync();
        Assert.False(session.IsInDoubt);

        await RefuseCommandAsync(session);

        Assert.Equal((SessionState.SignedIn, true), (session.State, session.IsInDoubt));
        Bench.Control.RaiseEvent(session.AgentId!.Value, "AgentState_Test");
        await Eventually.TrueAsync(() => !session.IsInDoubt, "a successful poll");
        Assert.Equal(SessionState.SignedIn, session.State);
    }

    [Fact]
    public async Task A_session_whose_polls_fail_is_in_doubt()
    {
        var session = await SignInAsync();

        await FailPollsAsync(session);

        Assert.True(session.IsInDoubt);
    }

    [Fact]
    public async Task A_session_that_signs_in_again_automatically_is_never_in_doubt()
    {
        var session = await SignInAsync(TimeSpan.FromHours(1));

        await RefuseCommandAsync(session);
        Assert.False(session.IsInDoubt);
        await FailPollsAsync(session);
        Assert.False(session.IsInDoubt);
    }

    [Fact]
    public async Task A_session_that_has_ended_is_over_and_not_in_doubt()
    {
        var session = await SignInAsync();
        await RefuseCommandAsync(session);

        await session.DetachAsync();

        Assert.Equal((SessionState.SignedOut, false), (session.State, session.IsInDoubt));
    }

    /// <summary>Signs in. The gateway holds the current poll for longer than a test takes.</summary>
    private async Task<AgwSession> SignInAsync(TimeSpan? reconnect = null)
    {
        Bench.Control.Change(new SettingsChange { PollHold = TimeSpan.FromSeconds(25) });
        var session = await Bench.SignInAsync(Bench.Request(Bench.NextAgent()) with { ReconnectTimeout = reconnect });
        await Eventually.TrueAsync(
            () => session.Events.End == 2 && Bench.Control.GetAgent(session.AgentId!.Value)["pollHeld"]!.GetValue<bool>(), "a held poll");
        return session;
    }

    private async Task RefuseCommandAsync(AgwSession session)
    {
        Bench.Control.AddFault(
            new Fault { Kind = FaultKind.RetCode, RetCode = "100-008", AgentId = session.AgentId, Operation = "sayFree", Count = 1 });
        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree).AsTask());
        Assert.Equal(FailureKind.NotSignedIn, failure.Kind);
    }

    private async Task FailPollsAsync(AgwSession session)
    {
        Bench.Control.AddFault(new Fault { Kind = FaultKind.Status, AgentId = session.AgentId, Operation = "getAgentEvent" });
        Bench.Control.RaiseEvent(session.AgentId!.Value, "AgentState_Test");
        await Eventually.TrueAsync(() => session.State == SessionState.Reconnecting, "trouble");
    }
}
