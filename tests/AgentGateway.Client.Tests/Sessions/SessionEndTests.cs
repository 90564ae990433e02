using System.Globalization;
using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>Tests what ends a session. Events about other agents and changes of the wall clock don't.</summary>
public sealed class SessionEndTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private Bench Bench => shared.Bench;

    [Fact]
    public async Task The_end_of_another_agent_does_not_end_a_session()
    {
        var session = await Bench.SignInAsync();
        var agent = session.AgentId!.Value;

        Bench.Control.RaiseEvent(
            agent, "AgentOther_ShutdownService", LoginTime(session.Facts!.LoginTime!.Value), workNo: Bench.NextAgent());

        await GoesOnAsync(session);
    }

    [Fact]
    public async Task The_end_of_an_earlier_sign_in_does_not_end_a_session()
    {
        var session = await Bench.SignInAsync();

        Bench.Control.RaiseEvent(
            session.AgentId!.Value, "AgentOther_ShutdownService", LoginTime(session.Facts!.LoginTime!.Value.AddSeconds(-90)));

        await GoesOnAsync(session);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"text\"")]
    public async Task An_end_that_identifies_no_sign_in_ends_the_session(string content)
    {
        var session = await Bench.SignInAsync();

        Bench.Control.RaiseEvent(session.AgentId!.Value, "AgentOther_ShutdownService", content);

        await Eventually.TrueAsync(() => session.State == SessionState.Ended, "the end");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    public async Task The_end_of_this_or_a_later_sign_in_ends_the_session(int seconds)
    {
        var session = await Bench.SignInAsync();

        Bench.Control.RaiseEvent(
            session.AgentId!.Value, "AgentOther_ShutdownService", LoginTime(session.Facts!.LoginTime!.Value.AddSeconds(seconds)));

        await Eventually.TrueAsync(() => session.State == SessionState.Ended, "the end");
    }

    [Fact]
    public async Task Events_of_another_agent_are_kept_but_end_no_wait_and_change_no_conference()
    {
        var session = await Bench.SignInAsync();
        var agent = session.AgentId!.Value;
        var other = Bench.NextAgent();
        var reader = session.ReadEvents();
        Bench.Control.AddFault(new Fault { Kind = FaultKind.RetCode, RetCode = "0", AgentId = agent, Operation = "sayBusy" });
        var call = session.InvokeAsync(AgentCalls.SayBusy(), wait: TimeSpan.FromSeconds(10)).AsTask();
        await Eventually.TrueAsync(() => Bench.Seen(agent, "sayBusy").Length == 1, "the call at the gateway");

        Bench.Control.RaiseEvent(agent, "AgentState_SetNotReady_Success", workNo: other);
        Bench.Control.RaiseEvent(agent, "AgentConf_SelfJoinResult", """{"confId":1030400}""", workNo: other);
        Bench.Control.RaiseEvent(agent, "AgentState_Test");
        var others = 0;
        while (await reader.ReadAsync().AsTask().WithinTimeout() is { } received && received.EventType != "AgentState_Test")
        {
            others += received.AgentId == other ? 1 : 0;
        }

        Assert.Equal(2, others);
        Assert.False(call.IsCompleted);
        Assert.Null(session.ConferenceId);
        Bench.Control.RaiseEvent(agent, "AgentState_SetNotReady_Success");
        _ = await call.WithinTimeout();
    }

    [Fact]
    public async Task A_wall_clock_that_is_set_forward_does_not_end_a_session()
    {
        var (session, clock) = await SignInAsync(TimeSpan.FromMinutes(2));
        Bench.Control.AddFault(
            new Fault { Kind = FaultKind.Status, AgentId = session.AgentId, Operation = "getAgentEvent", Count = 1, Acted = false });

        clock.Step(TimeSpan.FromHours(3));
        Bench.Control.RaiseEvent(session.AgentId!.Value, "AgentState_Test");

        await GoesOnAsync(session);
        Assert.InRange(session.SinceLastContact, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.InRange(session.SignedInFor!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_wall_clock_that_is_set_back_does_not_keep_a_lost_session()
    {
        var (session, clock) = await SignInAsync(TimeSpan.FromMilliseconds(300));
        Bench.Control.AddFault(new Fault { Kind = FaultKind.Status, AgentId = session.AgentId, Operation = "getAgentEvent" });

        clock.Step(TimeSpan.FromHours(-3));
        Bench.Control.RaiseEvent(session.AgentId!.Value, "AgentState_Test");

        await Eventually.TrueAsync(() => session.State == SessionState.Ended, "the end");
    }

    private async Task<(AgwSession Session, SteppedClock Clock)> SignInAsync(TimeSpan grace)
    {
        var clock = new SteppedClock();
        var session = await Bench.SignInAsync(gateway: Bench.NewGateway(options => options with { Clock = clock, PollGrace = grace }));
        await Eventually.TrueAsync(() => Bench.Control.GetAgent(session.AgentId!.Value)["pollHeld"]!.GetValue<bool>(), "a held poll");
        return (session, clock);
    }

    /// <summary>A later event still arrives, and the state of the session is signed in.</summary>
    private async Task GoesOnAsync(AgwSession session)
    {
        var reader = session.ReadEvents(fromStart: true);
        Bench.Control.RaiseEvent(session.AgentId!.Value, "AgentState_Last");
        while (await reader.ReadAsync().AsTask().WithinTimeout() is { } received && received.EventType != "AgentState_Last")
        {
        }

        await Eventually.TrueAsync(() => session.State == SessionState.SignedIn, "a session that is signed in");
        Assert.True(session.IsPolling);
    }

    private static string LoginTime(DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"loginTime":"{{time.ToUnixTimeMilliseconds()}}"}""");
}
