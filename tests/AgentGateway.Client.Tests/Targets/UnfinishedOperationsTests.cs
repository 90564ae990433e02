namespace AgentGateway.Client.Tests;

/// <summary>
/// An event belongs to the oldest operation that it can belong to, so that no wait succeeds by the event of an earlier operation.
/// </summary>
public sealed class UnfinishedOperationsTests
{
    private static readonly AgentEvent Paused = TestEvent.Of("AgentMediaEvent_PausePlayDone");

    private readonly ManualClock _clock = new();
    private readonly UnfinishedOperations _operations;

    public UnfinishedOperationsTests() =>
        _operations = new UnfinishedOperations(new GatewayOptions { Address = new Uri("https://gw:8043"), Clock = _clock });

    [Fact]
    public void An_event_is_assigned_to_the_oldest_operation_and_the_next_event_to_the_next_one()
    {
        _ = _operations.Add(PlaybackCalls.Pause, null, null);
        var wait = Wait(PlaybackCalls.Pause);

        _operations.Note(Paused);
        Assert.Null(wait.Received);
        Assert.Equal("pausePlay", wait.Earlier!.Name);

        var second = TestEvent.Of("AgentMediaEvent_PausePlayDone");
        _operations.Note(second);
        Assert.Same(second, wait.Received);
        Assert.Equal(CompletionVerdict.Succeeded, wait.Verdict);
    }

    [Fact]
    public void A_failure_of_an_earlier_operation_is_not_assigned_to_this_one()
    {
        var play = PlaybackCalls.Play(new PlaybackRequest { VoicePath = "y:/a.V3" });
        _ = _operations.Add(play, null, null);
        var wait = Wait(play);

        _operations.Note(TestEvent.Of("AgentMediaEvent_Play_Fail"));
        Assert.Null(wait.Received);

        _operations.Note(TestEvent.Of("AgentMediaEvent_Play_Succ"));
        Assert.Equal(CompletionVerdict.Succeeded, wait.Verdict);
    }

    [Theory]
    [InlineData("AgentMediaEvent_Play_Fail", "AgentMediaEvent_StopPlayDone")]
    [InlineData("AgentMediaEvent_StopPlayDone", "AgentMediaEvent_Play_Fail")]
    public void A_late_event_of_a_failed_playback_is_no_failure_of_the_next_one(string first, string second)
    {
        var play = PlaybackCalls.Play(new PlaybackRequest { VoicePath = "y:/a.V3" });
        var failed = Wait(play);
        _operations.Note(TestEvent.Of(first, Failure(first)));
        var wait = Wait(play);

        _operations.Note(TestEvent.Of(second, Failure(second)));
        Assert.Equal(CompletionVerdict.Failed, failed.Verdict);
        Assert.Null(wait.Received);

        _operations.Note(TestEvent.Of(second, Failure(second)));
        Assert.Equal(CompletionVerdict.Failed, wait.Verdict);
    }

    [Fact]
    public void A_late_event_of_a_playback_is_no_failure_of_the_next_one_regardless_of_other_events()
    {
        var play = PlaybackCalls.Play(new PlaybackRequest { VoicePath = "y:/a.V3" });
        _ = Wait(play);
        _operations.Note(TestEvent.Of("AgentMediaEvent_Play_Succ"));
        _operations.Note(TestEvent.Of("AgentState_Busy"));
        var next = Wait(play);

        _operations.Note(TestEvent.Of("AgentMediaEvent_StopPlayDone", new PlaybackStopped(PlaybackStopReason.Failure)));

        Assert.Null(next.Received);
    }

    [Fact]
    public void An_aborted_playback_is_a_failure_of_its_stop_and_not_of_the_next_playback()
    {
        var play = PlaybackCalls.Play(new PlaybackRequest { VoicePath = "y:/a.V3" });
        _ = Wait(play);
        _operations.Note(TestEvent.Of("AgentMediaEvent_Play_Succ"));
        var stop = Wait(PlaybackCalls.Stop);
        var next = Wait(play);

        _operations.Note(TestEvent.Of("AgentMediaEvent_StopPlayDone", new PlaybackStopped(PlaybackStopReason.Failure)));

        Assert.Equal(CompletionVerdict.Failed, stop.Verdict);
        Assert.Null(next.Received);
    }

    [Fact]
    public void An_event_that_ended_a_refused_playback_is_assigned_to_the_next_one()
    {
        var play = PlaybackCalls.Play(new PlaybackRequest { VoicePath = "y:/a.V3" });
        var early = new EventWait(new EventReader(new EventLog(), 0));
        var refused = _operations.Add(play, null, early);
        var wait = Wait(play);
        _operations.Note(TestEvent.Of("AgentMediaEvent_Play_Succ"));

        _operations.Remove(refused, early);

        Assert.Equal(CompletionVerdict.Succeeded, wait.Verdict);
    }

    [Fact]
    public void An_operation_whose_event_is_another_one_does_not_count()
    {
        _ = _operations.Add(PlaybackCalls.Resume, null, null);
        var wait = Wait(PlaybackCalls.Pause);

        _operations.Note(Paused);

        Assert.Same(Paused, wait.Received);
        Assert.Null(wait.Earlier);
    }

    [Fact]
    public void Operations_of_other_conferences_and_other_participants_do_not_count()
    {
        var hold = ConferenceCalls.Hold("103", AddressType.PhoneNumber, "y:/a.V3");
        _ = _operations.Add(hold, 1029888, null);
        _ = _operations.Add(ConferenceCalls.Hold("103", AddressType.AgentId, "y:/a.V3"), 1029889, null);
        var wait = Wait(hold, 1029889);

        _operations.Note(
            TestEvent.Of(
                "AgentConf_ParticipantChanged",
                new ParticipantChange
                {
                    Result = 0,
                    ChangeType = ParticipantChangeType.Held,
                    ConferenceId = 1029889,
                    Participant = "103",
                    ParticipantType = AddressType.PhoneNumber,
                }));

        Assert.Equal(CompletionVerdict.Succeeded, wait.Verdict);
    }

    [Fact]
    public void An_operation_that_was_refused_does_not_count()
    {
        var refused = _operations.Add(PlaybackCalls.Pause, null, null);
        var wait = Wait(PlaybackCalls.Pause);

        _operations.Remove(refused, null);
        _operations.Note(Paused);

        Assert.Same(Paused, wait.Received);
    }

    [Fact]
    public void An_event_before_the_refusal_is_assigned_to_the_next_operation()
    {
        var early = new EventWait(new EventReader(new EventLog(), 0));
        var refused = _operations.Add(PlaybackCalls.Pause, null, early);
        var wait = Wait(PlaybackCalls.Pause);
        _operations.Note(Paused);

        _operations.Remove(refused, early);

        Assert.Same(Paused, wait.Received);
    }

    [Fact]
    public void After_a_minute_an_event_is_no_longer_expected()
    {
        _ = _operations.Add(PlaybackCalls.Pause, null, null);
        _clock.Advance(TimeSpan.FromSeconds(61));
        var wait = Wait(PlaybackCalls.Pause);

        _operations.Note(Paused);

        Assert.Same(Paused, wait.Received);
    }

    [Fact]
    public void After_a_minute_an_event_is_no_longer_expected_even_if_the_next_operation_was_sent_earlier()
    {
        _ = _operations.Add(PlaybackCalls.Pause, null, null);
        _clock.Advance(TimeSpan.FromSeconds(30));
        var wait = Wait(PlaybackCalls.Pause);
        _clock.Advance(TimeSpan.FromSeconds(31));

        _operations.Note(Paused);

        Assert.Same(Paused, wait.Received);
    }

    [Fact]
    public void An_event_is_still_expected_within_a_minute_after_a_failed_wait()
    {
        var number = _operations.Add(PlaybackCalls.Pause, null, new EventWait(new EventReader(new EventLog(), 0)));
        _clock.Advance(TimeSpan.FromSeconds(60));
        _operations.StopWaiting(number);
        var wait = Wait(PlaybackCalls.Pause);

        _operations.Note(Paused);

        Assert.Null(wait.Received);
    }

    [Fact]
    public void An_operation_with_a_wait_does_not_expire()
    {
        var first = Wait(PlaybackCalls.Pause);
        _clock.Advance(TimeSpan.FromHours(1));
        var second = Wait(PlaybackCalls.Pause);

        _operations.Note(Paused);

        Assert.Same(Paused, first.Received);
        Assert.Null(second.Received);
    }

    [Fact]
    public void A_wait_ends_when_the_session_ends_and_so_does_a_later_one()
    {
        var first = Wait(PlaybackCalls.Pause);

        _operations.Complete();
        var second = Wait(PlaybackCalls.Pause);
        _operations.Note(Paused);

        Assert.All([first, second], wait => Assert.True(wait.Decision.IsCompleted));
        Assert.All([first, second], wait => Assert.Null(wait.Received));
    }

    [Fact]
    public void An_operation_behind_one_that_is_still_waited_for_expires_too()
    {
        var first = Wait(PlaybackCalls.Resume);
        _ = _operations.Add(PlaybackCalls.Pause, null, null);
        _clock.Advance(TimeSpan.FromSeconds(61));
        var third = Wait(PlaybackCalls.Pause);

        _operations.Note(Paused);

        Assert.Same(Paused, third.Received);
        Assert.False(first.Decision.IsCompleted);
    }

    [Fact]
    public async Task After_a_lost_sign_in_its_waits_have_ended_without_an_event_and_later_operations_are_waited_for()
    {
        var lost = Wait(PlaybackCalls.Pause);
        _ = _operations.Add(PlaybackCalls.Pause, null, null);

        _operations.Forget();
        var wait = Wait(PlaybackCalls.Pause);
        _operations.Note(Paused);

        Assert.False(await lost.Decision.WithinTimeout());
        Assert.Null(lost.Received);
        Assert.Same(Paused, wait.Received);
    }

    [Theory]
    [InlineData(SupervisionMode.Listen)]
    [InlineData(SupervisionMode.Whisper)]
    public void A_supervision_whose_stop_is_confirmed_is_no_longer_expected_to_begin(SupervisionMode mode)
    {
        _ = _operations.Add(InspectorCalls.Supervise(101, mode), null, null);
        _ = _operations.Add(InspectorCalls.StopSupervision(101, SupervisionMode.Listen), null, null);
        _operations.Note(TestEvent.Of("AgentOther_PhoneRelease"));
        var wait = Wait(InspectorCalls.Supervise(102, mode));

        _operations.Note(TestEvent.Of("AgentOther_PhoneOffhook"));

        Assert.Equal(CompletionVerdict.Succeeded, wait.Verdict);
    }

    [Fact]
    public void Only_an_operation_that_was_added_has_a_number()
    {
        Assert.Equal([1, 2], new[] { _operations.Add(PlaybackCalls.Pause, null, null), _operations.Add(PlaybackCalls.Pause, null, null) });

        _operations.Complete();

        Assert.Equal(0, _operations.Add(PlaybackCalls.Pause, null, null));
    }

    private static PlaybackStopped? Failure(string eventType) =>
        eventType == "AgentMediaEvent_StopPlayDone" ? new PlaybackStopped(PlaybackStopReason.Failure) : null;

    private EventWait Wait(OperationCall call, long? conferenceId = null)
    {
        var wait = new EventWait(new EventReader(new EventLog(), 0));
        _ = _operations.Add(call, conferenceId, wait);
        return wait;
    }
}
