using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>Waiting for the event that ends an operation (decision 0005).</summary>
public sealed class WaitTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private static readonly TimeSpan TestTimeout = TimeSpan.FromSeconds(10);

    private Bench Bench => shared.Bench;

    [Fact]
    public async Task An_event_that_arrives_before_the_reply_is_not_missed()
    {
        var session = await Bench.SignInAsync();
        var reader = session.ReadEvents();
        Bench.Control.AddFault(
            new Fault { Kind = FaultKind.Latency, Milliseconds = 300, AgentId = session.AgentId, Operation = "sayBusy" });

        var call = session.InvokeAsync(AgentCalls.SayBusy(), wait: TestTimeout).AsTask();
        while ((await reader.ReadAsync().AsTask().WithinTimeout())!.EventType != "AgentState_SetNotReady_Success")
        {
        }

        Assert.False(call.IsCompleted);
        Assert.Equal("AgentState_SetNotReady_Success", (await call).Events[^1].EventType);
    }

    [Fact]
    public async Task The_result_contains_the_events_and_the_elapsed_time()
    {
        var session = await Bench.SignInAsync();

        var result = await session.InvokeAsync(ConferenceCalls.Request(new ConferenceRequest { MemberCount = 4 }), wait: TestTimeout);

        Assert.Equal(
            ["AgentConf_SelfJoinResult", "AgentConf_RequestSuccess"], result.Events.Select(received => received.EventType).TakeLast(2));
        Assert.Equal(
            (session.AgentId!.Value, "requestAgentConf", "0", Bench.Gateway.Address),
            (result.AgentId, result.Operation, result.RetCode, result.Gateway));
        Assert.InRange(result.Elapsed, TimeSpan.FromMilliseconds(10), TestTimeout);
        Assert.InRange(result.CompletedAt, DateTimeOffset.Now - TestTimeout, DateTimeOffset.Now);
    }

    [Fact]
    public async Task Without_a_wait_the_reply_is_the_result()
    {
        var session = await Bench.SignInAsync();

        var result = await session.InvokeAsync(AgentCalls.SayBusy());

        Assert.Equal(("0", 0), (result.RetCode, result.Events.Count));
    }

    [Fact]
    public async Task A_failure_event_is_an_error_with_its_cause()
    {
        var session = await Bench.SignInAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(
            () => session.InvokeAsync(
                ConferenceCalls.Request(new ConferenceRequest { MemberCount = 4, Caller = "21234" }), wait: TestTimeout).AsTask());

        Assert.Equal((FailureKind.OperationFailed, (int?)21234, "0"), (failure.Kind, failure.Cause, failure.RetCode));
        Assert.Contains("AgentConf_RequestFailed, cause 21234", failure.Message, StringComparison.Ordinal);
        Assert.Equal("AgentConf_RequestFailed", failure.Result!.Events[^1].EventType);
        Assert.Equal(failure.Message, session.LastError);
    }

    [Fact]
    public async Task A_playback_that_fails_after_it_was_accepted_is_an_error()
    {
        var session = await Bench.SignInAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(
            () => session.InvokeAsync(PlaybackCalls.Play(new PlaybackRequest { VoicePath = "y:/missing.V3" }), wait: TestTimeout).AsTask());

        Assert.Equal(FailureKind.OperationFailed, failure.Kind);
        Assert.Contains("AgentMediaEvent_Play_Fail", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_event_is_a_WaitTimeout_and_the_session_continues()
    {
        var session = await Bench.SignInAsync();
        AcceptWithoutEvent(session);

        var failure = await Assert.ThrowsAsync<GatewayException>(
            () => session.InvokeAsync(AgentCalls.SayBusy(), wait: TimeSpan.FromMilliseconds(120)).AsTask());

        Assert.Equal((FailureKind.WaitTimeout, "sayBusy", "0"), (failure.Kind, failure.Operation, failure.RetCode));
        Assert.Contains("no AgentState_SetNotReady_Success within 0.12 s", failure.Message, StringComparison.Ordinal);
        Assert.Equal(SessionState.SignedIn, session.State);
        Assert.Single(Bench.Seen(session.AgentId!.Value, "sayBusy"));
    }

    [Fact]
    public async Task A_session_that_ends_while_it_is_waited_for_is_a_NotSignedIn()
    {
        var session = await Bench.SignInAsync();
        AcceptWithoutEvent(session);
        var call = session.InvokeAsync(AgentCalls.SayBusy(), wait: TestTimeout).AsTask();
        await Eventually.TrueAsync(() => Bench.Seen(session.AgentId!.Value, "sayBusy").Length == 1, "the call at the gateway");

        Bench.Control.SignOut(session.AgentId!.Value);

        var failure = await Assert.ThrowsAsync<GatewayException>(() => call).WithinTimeout();
        Assert.Equal(FailureKind.NotSignedIn, failure.Kind);
        Assert.Contains("AgentOther_ShutdownService", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_can_be_canceled()
    {
        var session = await Bench.SignInAsync();
        AcceptWithoutEvent(session);
        using var cancellation = new CancellationTokenSource();
        var call = session.InvokeAsync(AgentCalls.SayBusy(), wait: TestTimeout, cancellationToken: cancellation.Token).AsTask();
        await Eventually.TrueAsync(() => Bench.Seen(session.AgentId!.Value, "sayBusy").Length == 1, "the call at the gateway");

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call).WithinTimeout();
        Assert.Equal(SessionState.SignedIn, session.State);
    }

    [Fact]
    public async Task A_refusal_is_not_waited_for()
    {
        var session = await Bench.SignInAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(
            () => session.InvokeAsync(ConferenceCalls.Release, wait: TimeSpan.FromMinutes(5)).AsTask()).WithinTimeout();

        Assert.Equal(FailureKind.ConferenceNotFound, failure.Kind);
    }

    [Fact]
    public async Task A_change_of_another_participant_or_of_another_kind_does_not_count()
    {
        var session = await Bench.SignInAsync();
        var agent = session.AgentId!.Value;
        Bench.Control.AddFault(new Fault { Kind = FaultKind.RetCode, RetCode = "0", AgentId = agent, Operation = "holdParticipant" });
        var call = session.InvokeAsync(ConferenceCalls.Hold("88887946", AddressType.PhoneNumber, "y:/a.V3"), wait: TestTimeout).AsTask();
        await Eventually.TrueAsync(() => Bench.Seen(agent, "holdParticipant").Length == 1, "the call at the gateway");

        Bench.Control.RaiseEvent(
            agent, "AgentConf_ParticipantChanged", """{"result":0,"changeType":5,"participant":"88887947","participantType":6}""");
        Bench.Control.RaiseEvent(
            agent, "AgentConf_ParticipantChanged", """{"result":0,"changeType":6,"participant":"88887946","participantType":6}""");
        Bench.Control.RaiseEvent(agent, "AgentConf_ParticipantChanged", "null");
        Bench.Control.RaiseEvent(agent, "AgentState_Test");
        var reader = session.ReadEvents(fromStart: true);
        while ((await reader.ReadAsync().AsTask().WithinTimeout())!.EventType != "AgentState_Test")
        {
        }

        Assert.False(call.IsCompleted);
        Bench.Control.RaiseEvent(
            agent, "AgentConf_ParticipantChanged", """{"result":"0","changeType":"5","participant":88887946,"participantType":"6"}""");
        Assert.Equal(
            5,
            (await call.WithinTimeout()).Events.Count(
                received => received.EventType is "AgentConf_ParticipantChanged" or "AgentState_Test"));
    }

    [Fact]
    public async Task A_change_that_failed_is_an_error()
    {
        var session = await Bench.SignInAsync();
        var agent = session.AgentId!.Value;
        Bench.Control.AddFault(new Fault { Kind = FaultKind.RetCode, RetCode = "0", AgentId = agent, Operation = "unholdParticipant" });
        var call = session.InvokeAsync(ConferenceCalls.Unhold("153", AddressType.AgentId), wait: TestTimeout).AsTask();
        await Eventually.TrueAsync(() => Bench.Seen(agent, "unholdParticipant").Length == 1, "the call at the gateway");

        Bench.Control.RaiseEvent(
            agent, "AgentConf_ParticipantChanged", """{"result":1,"changeType":6,"participant":"153","participantType":9}""");

        Assert.Equal(FailureKind.OperationFailed, (await Assert.ThrowsAsync<GatewayException>(() => call).WithinTimeout()).Kind);
    }

    [Theory]
    [InlineData("""{"changeType":6,"participant":"153","participantType":9}""")]
    [InlineData("""{"result":null,"changeType":6,"participant":"153","participantType":9}""")]
    [InlineData("""{"result":"","changeType":6,"participant":"153","participantType":9}""")]
    public async Task A_change_without_an_outcome_is_no_success(string content)
    {
        var failure = await OutcomeOfAsync(
            ConferenceCalls.Unhold("153", AddressType.AgentId), "unholdParticipant", "AgentConf_ParticipantChanged", content);

        Assert.Equal((FailureKind.OutcomeUnknown, "0"), (failure.Kind, failure.RetCode));
        Assert.Contains("AgentConf_ParticipantChanged", failure.Message, StringComparison.Ordinal);
        Assert.Equal("AgentConf_ParticipantChanged", failure.Result!.Events[^1].EventType);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"0\"")]
    [InlineData("""{"cause":"x"}""")]
    [InlineData("""{"cause":7}""")]
    public async Task A_stop_without_a_reason_is_no_success(string content)
    {
        var failure = await OutcomeOfAsync(PlaybackCalls.Stop, "stopPlay", "AgentMediaEvent_StopPlayDone", content);

        Assert.Equal(FailureKind.OutcomeUnknown, failure.Kind);
    }

    [Theory]
    [InlineData("AgentMediaEvent_StopPlayDone", """{"cause":2}""")]
    [InlineData("AgentMediaEvent_StopPlayDone", """{"cause":"2"}""")]
    [InlineData("AgentMediaEvent_Play_Fail", "null")]
    public async Task A_playback_that_stopped_because_of_a_failure_has_failed(string eventType, string content)
    {
        var failure = await OutcomeOfAsync(Play, "beginPlay", eventType, content);

        Assert.Equal(FailureKind.OperationFailed, failure.Kind);
        Assert.Contains(eventType, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_an_earlier_playback_does_not_make_the_next_one_fail()
    {
        var session = await Bench.SignInAsync();
        _ = await Assert.ThrowsAsync<GatewayException>(
            () => session.InvokeAsync(PlaybackCalls.Play(new PlaybackRequest { VoicePath = "y:/missing.V3" }), wait: TestTimeout).AsTask());

        // The StopPlayDone event of the first playback, with cause 2, may arrive only now.
        var result = await session.InvokeAsync(Play, wait: TestTimeout);

        Assert.Equal("AgentMediaEvent_Play_Succ", result.Events[^1].EventType);
    }

    [Fact]
    public async Task Two_calls_that_wait_at_the_same_time_each_see_their_own_end()
    {
        var session = await Bench.SignInAsync();
        _ = await session.InvokeAsync(ConferenceCalls.Request(new ConferenceRequest { MemberCount = 4 }), wait: TestTimeout);
        _ = await session.InvokeAsync(
            ConferenceCalls.AddParticipants([new Invitee("1001", AddressType.PhoneNumber), new Invitee("1002", AddressType.PhoneNumber)]));
        var reader = session.ReadEvents(fromStart: true);
        for (var joined = 0; joined < 2;)
        {
            var received = await reader.ReadAsync().AsTask().WithinTimeout();
            joined += received!.Content is ParticipantChange { ChangeType: ParticipantChangeType.Joined } ? 1 : 0;
        }

        var results = await Task.WhenAll(
            new[] { "1001", "1002" }.Select(
                address => session.InvokeAsync(
                    ConferenceCalls.Hold(address, AddressType.PhoneNumber, "y:/a.V3"), wait: TestTimeout).AsTask()));

        Assert.Equal(["1001", "1002"], results.Select(result => ((ParticipantChange)result.Events[^1].Content!).Participant));
    }

    private static OperationCall Play => PlaybackCalls.Play(new PlaybackRequest { VoicePath = "y:/a.V3" });

    /// <summary>The failure of a call that the gateway accepts and that an event then ends.</summary>
    private async Task<GatewayException> OutcomeOfAsync(OperationCall call, string operation, string eventType, string content)
    {
        var session = await Bench.SignInAsync();
        var agent = session.AgentId!.Value;
        Bench.Control.AddFault(new Fault { Kind = FaultKind.RetCode, RetCode = "0", AgentId = agent, Operation = operation });
        var outcome = session.InvokeAsync(call, wait: TestTimeout).AsTask();
        await Eventually.TrueAsync(() => Bench.Seen(agent, operation).Length == 1, "the call at the gateway");

        Bench.Control.RaiseEvent(agent, eventType, content);

        return await Assert.ThrowsAsync<GatewayException>(() => outcome).WithinTimeout();
    }

    /// <summary>The gateway accepts the next sayBusy and does nothing, so no event comes.</summary>
    private void AcceptWithoutEvent(AgwSession session) => Bench.Control.AddFault(
        new Fault { Kind = FaultKind.RetCode, RetCode = "0", AgentId = session.AgentId, Operation = "sayBusy", Count = 1 });
}
