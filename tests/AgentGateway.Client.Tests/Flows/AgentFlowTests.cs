namespace AgentGateway.Client.Tests;

/// <summary>Tests playbacks, the state of an agent and the actions of an inspector. Each step waits for its event, if it has one.</summary>
public sealed class AgentFlowTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private static readonly TimeSpan TestTimeout = TimeSpan.FromSeconds(10);

    private Bench Bench => shared.Bench;

    [Fact]
    public async Task A_recording_is_played_paused_moved_and_stopped()
    {
        var session = await Bench.SignInAsync();
        OperationCall[] steps =
        [
            PlaybackCalls.Play(new PlaybackRequest { VoicePath = "Y:/1/0/20180621/105/1406470.V3" }), PlaybackCalls.Pause,
            PlaybackCalls.Resume,
            PlaybackCalls.Forward(10), PlaybackCalls.Back(5), PlaybackCalls.Relocate(60, PlaybackOrigin.Start), PlaybackCalls.Stop,
        ];

        foreach (var step in steps)
        {
            Assert.Equal("0", (await session.InvokeAsync(step, wait: TestTimeout)).RetCode);
        }

        Assert.Equal(
            "500-009", (await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(PlaybackCalls.Stop).AsTask())).RetCode);
    }

    [Fact]
    public async Task Screen_and_call_are_recorded()
    {
        var session = await Bench.SignInAsync();
        _ = await session.InvokeAsync(ConferenceCalls.Request(new ConferenceRequest { MemberCount = 2 }), wait: TestTimeout);

        var steps = new[]
        {
            PlaybackCalls.Record(), PlaybackCalls.StopRecording, PlaybackCalls.StartScreenRecording, PlaybackCalls.StopScreenRecording,
        };
        foreach (var step in steps)
        {
            Assert.Equal("0", (await session.InvokeAsync(step, wait: TestTimeout)).RetCode);
        }
    }

    [Fact]
    public async Task An_agent_goes_through_its_states()
    {
        var session = await Bench.SignInAsync();
        (OperationCall Step, AgentState State)[] steps =
        [
            (AgentCalls.SayBusy(200), AgentState.Busy), (AgentCalls.CancelBusy, AgentState.Idle),
            (AgentCalls.Rest(600, 1), AgentState.Rest),
            (AgentCalls.CancelRest, AgentState.Idle), (AgentCalls.SayWork, AgentState.WrapUp), (AgentCalls.CancelWork, AgentState.Idle),
            (AgentCalls.SayBusy(), AgentState.Busy), (AgentCalls.SayFree, AgentState.Idle),
        ];

        foreach (var (step, state) in steps)
        {
            Assert.Equal("0", (await session.InvokeAsync(step, wait: TestTimeout)).RetCode);
            Assert.Equal(state, (await session.GetStatusAsync()).State);
        }
    }

    [Fact]
    public async Task An_inspector_changes_another_agent_and_the_result_contains_that_agent()
    {
        await using var bench = await Bench.StartAsync();
        var inspector = await bench.SignInAsync(900);
        var target = await bench.SignInAsync(150);

        var busy = await inspector.InvokeAsync(InspectorCalls.Busy(150));
        Assert.Equal((150, AgentState.Busy), (busy.AgentId, (await target.GetStatusAsync()).State));
        _ = await inspector.InvokeAsync(InspectorCalls.Idle(150));
        Assert.Equal(AgentState.Idle, (await target.GetStatusAsync()).State);
        _ = await inspector.InvokeAsync(InspectorCalls.SignOut(150));

        await Eventually.TrueAsync(() => target.State == SessionState.Ended, "the end of the target's session");
        Assert.Equal(SessionState.SignedIn, inspector.State);
        var failure = await Assert.ThrowsAsync<GatewayException>(() => inspector.InvokeAsync(InspectorCalls.SignOut(900)).AsTask());
        Assert.Equal((FailureKind.InvalidArgument, "000-005"), (failure.Kind, failure.RetCode));
    }
}
