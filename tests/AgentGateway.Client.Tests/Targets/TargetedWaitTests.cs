using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>A wait succeeds only by the event of its own operation, conference and participant, not of an earlier operation.</summary>
public sealed class TargetedWaitTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private Bench Bench => shared.Bench;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_end_of_another_conference_does_not_end_this_wait(bool isNamed)
    {
        var (session, conferenceId) = await Bench.ChairAsync();
        var call = await StartAsync(session, ConferenceCalls.Release, isNamed ? conferenceId : null);

        await RaiseAsync(session, "AgentConf_SelfLeaveResult", $$"""{"confId":{{conferenceId - 500}}}""");
        Assert.False(call.IsCompleted);
        Assert.Equal(conferenceId, session.ConferenceId);
        await RaiseAsync(session, "AgentConf_SelfLeaveResult", $$"""{"confId":{{conferenceId}}}""");

        var result = await call.WithinTimeout();
        Assert.Equal(((long?)conferenceId, "AgentConf_SelfLeaveResult"), (result.ConferenceId, result.Events[^1].EventType));
    }

    [Fact]
    public async Task Without_a_known_conference_the_end_of_any_conference_counts_and_is_in_the_result()
    {
        var session = await Bench.SignInAsync(Bench.Request(Bench.NextAgent()) with { Force = true });
        var call = await StartAsync(session, ConferenceCalls.Release, null);

        await RaiseAsync(session, "AgentConf_SelfLeaveResult", """{"confId":1029777}""");

        Assert.Equal(1029777, (await call.WithinTimeout()).ConferenceId);
    }

    [Theory]
    [InlineData("""{"result":0,"changeType":5,"confId":CONF,"participant":"103","participantType":9}""")]
    [InlineData("""{"result":0,"changeType":5,"confId":1,"participant":"103","participantType":6}""")]
    [InlineData("""{"result":1,"changeType":5,"confId":1,"participant":"103","participantType":6}""")]
    [InlineData("""{"result":0,"changeType":5,"confId":CONF,"participant":"104","participantType":6}""")]
    public async Task A_change_of_an_agent_with_the_same_number_or_in_another_conference_does_not_count(string other)
    {
        var (session, conferenceId) = await Bench.ChairAsync();
        var call = await StartAsync(session, ConferenceCalls.Hold("103", AddressType.PhoneNumber, "y:/a.V3"), conferenceId);

        await RaiseAsync(session, "AgentConf_ParticipantChanged", other.Replace("CONF", $"{conferenceId}", StringComparison.Ordinal));
        Assert.False(call.IsCompleted);
        await RaiseAsync(
            session,
            "AgentConf_ParticipantChanged",
            $$"""{"result":0,"changeType":5,"confId":{{conferenceId}},"participant":"103","participantType":6}""");

        var result = await call.WithinTimeout();
        Assert.Equal(
            ("103", (AddressType?)AddressType.PhoneNumber, (long?)conferenceId), (result.Address, result.AddressType, result.ConferenceId));
    }

    [Fact]
    public async Task Without_an_address_type_in_the_event_the_number_counts()
    {
        var (session, conferenceId) = await Bench.ChairAsync();
        var call = await StartAsync(session, ConferenceCalls.Unhold("103", AddressType.AgentId), conferenceId);

        await RaiseAsync(
            session, "AgentConf_ParticipantChanged", $$"""{"result":0,"changeType":6,"confId":{{conferenceId}},"participant":"103"}""");

        Assert.Equal("103", (await call.WithinTimeout()).Address);
    }

    [Theory]
    [InlineData("intercept", "AgentEvent_Talking", """{"callid":"CALL","caller":"1"}""")]
    [InlineData("transfer", "AgentEvent_Call_Release", "\"CALL\"")]
    public async Task An_event_about_another_call_does_not_end_this_wait(string operation, string type, string content)
    {
        var session = await Bench.SignInAsync();
        var transfer = new CallTransferRequest { Address = "4001", TargetType = CallTargetType.Agent };
        var call = operation == "intercept" ? InspectorCalls.Intercept(107, "1-1") : VoiceCalls.Transfer(transfer, "1-1");
        var waiting = await StartAsync(session, call, null);

        await RaiseAsync(session, type, content.Replace("CALL", "999-999", StringComparison.Ordinal));
        Assert.False(waiting.IsCompleted);
        await RaiseAsync(session, type, content.Replace("CALL", "1-1", StringComparison.Ordinal));

        Assert.Equal("1-1", (await waiting.WithinTimeout()).Events[^1].CallId);
    }

    [Fact]
    public async Task The_event_of_an_earlier_pause_does_not_end_the_wait_for_this_one()
    {
        var session = await Bench.SignInAsync();
        Swallow(session, "pausePlay");
        _ = await session.InvokeAsync(PlaybackCalls.Pause);
        var call = await StartAsync(session, PlaybackCalls.Pause, null);

        await RaiseAsync(session, "AgentMediaEvent_PausePlayDone");
        Assert.False(call.IsCompleted);
        await RaiseAsync(session, "AgentMediaEvent_PausePlayDone");

        Assert.Equal(2, (await call.WithinTimeout()).Events.Count(received => received.EventType == "AgentMediaEvent_PausePlayDone"));
    }

    [Fact]
    public async Task A_wait_that_cannot_distinguish_its_event_from_that_of_an_earlier_operation_reports_it()
    {
        var session = await Bench.SignInAsync();
        Swallow(session, "pausePlay");
        _ = await session.InvokeAsync(PlaybackCalls.Pause);
        var call = session.InvokeAsync(PlaybackCalls.Pause, wait: TimeSpan.FromSeconds(1)).AsTask();
        await Eventually.TrueAsync(() => Bench.Asked(session).Count == 2, "the second pause at the gateway");
        await RaiseAsync(session, "AgentMediaEvent_PausePlayDone");

        var failure = await Assert.ThrowsAsync<GatewayException>(() => call).WithinTimeout();

        Assert.Equal((FailureKind.WaitTimeout, "0"), (failure.Kind, failure.RetCode));
        Assert.Contains(
            "an earlier pausePlay of this agent was unfinished, and its event can't be distinguished from this one's",
            failure.Message,
            StringComparison.Ordinal);
        Assert.Contains(failure.Result!.Events, received => received.EventType == "AgentMediaEvent_PausePlayDone");
    }

    [Fact]
    public async Task An_earlier_operation_with_a_lost_reply_counts_as_unfinished()
    {
        var session = await Bench.SignInAsync();
        Swallow(session, "pausePlay");
        Bench.Control.AddFault(new Fault { Kind = FaultKind.CutBefore, AgentId = session.AgentId, Operation = "resumePlay" });
        var lost = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(PlaybackCalls.Resume).AsTask());
        Assert.Equal(FailureKind.OutcomeUnknown, lost.Kind);
        Bench.Control.ClearFaults();
        Swallow(session, "resumePlay");
        var call = await StartAsync(session, PlaybackCalls.Resume, null);

        await RaiseAsync(session, "AgentMediaEvent_ResumePlayDone");
        Assert.False(call.IsCompleted);
        await RaiseAsync(session, "AgentMediaEvent_ResumePlayDone");

        Assert.Equal("0", (await call.WithinTimeout()).RetCode);
    }

    [Fact]
    public async Task An_earlier_operation_that_was_refused_or_is_complete_does_not_count()
    {
        var session = await Bench.SignInAsync();
        _ = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(PlaybackCalls.Pause).AsTask());
        _ = await session.InvokeAsync(AgentCalls.SayBusy(), wait: TargetScene.TestTimeout);
        _ = await session.InvokeAsync(AgentCalls.SayFree, wait: TargetScene.TestTimeout);
        _ = await session.InvokeAsync(AgentCalls.SayBusy(), wait: TargetScene.TestTimeout);
        var call = await StartAsync(session, PlaybackCalls.Pause, null);

        await RaiseAsync(session, "AgentMediaEvent_PausePlayDone");

        Assert.Equal("0", (await call.WithinTimeout()).RetCode);
    }

    [Fact]
    public async Task Every_error_contains_the_subject_of_the_operation()
    {
        var (session, conferenceId) = await Bench.ChairAsync();
        Bench.Control.AddFault(
            new Fault { Kind = FaultKind.RetCode, RetCode = "000-002", AgentId = session.AgentId, Operation = "unholdParticipant" });
        Bench.Control.AddFault(new Fault { Kind = FaultKind.CutBefore, AgentId = session.AgentId, Operation = "holdParticipant" });
        // No test signs in this agent, so it is in no conference.
        const string unknownAgent = "59998";
        var unhold = ConferenceCalls.Unhold(unknownAgent, AddressType.AgentId);
        GatewayException[] failures =
        [
            await session.FailsAsync(unhold, conferenceId),
            await session.FailsAsync(unhold, conferenceId + 1000),
            await session.FailsAsync(ConferenceCalls.Hold(unknownAgent, AddressType.AgentId, "y:/a.V3"), conferenceId),
            await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(unhold, new OperationTarget(7)).AsTask()),
        ];

        Assert.All(
            failures,
            failure => Assert.Equal(
                (unknownAgent, (AddressType?)AddressType.AgentId, null), (failure.Address, failure.AddressType, failure.CallId)));
        Assert.Equal([conferenceId, conferenceId + 1000, conferenceId, null], failures.Select(failure => failure.ConferenceId));
        Assert.Equal(
            [FailureKind.ParticipantNotFound, FailureKind.ConferenceChanged, FailureKind.OutcomeUnknown, FailureKind.InvalidArgument],
            failures.Select(failure => failure.Kind));

        var drop = await Assert.ThrowsAsync<GatewayException>(
            () => session.InvokeAsync(InspectorCalls.DropCall("1477393325-164")).AsTask());
        Assert.Equal(("1477393325-164", null), (drop.CallId, drop.Address));
    }

    /// <summary>Accepts an operation and lets the test raise its event.</summary>
    private void Swallow(AgwSession session, string operation) =>
        Bench.Control.AddFault(new Fault { Kind = FaultKind.RetCode, RetCode = "0", AgentId = session.AgentId, Operation = operation });

    private async Task<Task<OperationResult>> StartAsync(AgwSession session, OperationCall call, long? conferenceId)
    {
        Swallow(session, call.Operation.Name);
        var seen = Bench.Seen(session.AgentId!.Value, call.Operation.Name).Length;
        var started = session.InvokeAsync(call, new OperationTarget(ConferenceId: conferenceId), TargetScene.TestTimeout).AsTask();
        await Eventually.TrueAsync(() => Bench.Seen(session.AgentId!.Value, call.Operation.Name).Length > seen, "the call at the gateway");
        return started;
    }

    /// <summary>Raises an event, and returns when the session has received it.</summary>
    private async Task RaiseAsync(AgwSession session, string type, string content = "null")
    {
        var reader = session.ReadEvents();
        Bench.Control.RaiseEvent(session.AgentId!.Value, type, content);
        Bench.Control.RaiseEvent(session.AgentId.Value, "AgentState_Test");
        while ((await reader.ReadAsync().AsTask().WithinTimeout())!.EventType != "AgentState_Test")
        {
        }
    }
}
