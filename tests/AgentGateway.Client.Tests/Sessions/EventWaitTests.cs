using Microsoft.Extensions.Time.Testing;

namespace AgentGateway.Client.Tests;

/// <summary>Waiting for the event that ends an operation, without a gateway.</summary>
public sealed class EventWaitTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly OperationCall Stop = PlaybackCalls.Stop;

    private readonly FakeTimeProvider _clock = new();
    private readonly EventLog _log = new();
    private readonly UnfinishedOperations _operations;
    private readonly EventWait _wait;
    private readonly long _number;

    public EventWaitTests()
    {
        _operations = new UnfinishedOperations(new GatewayOptions { Address = new Uri("https://gw:8043"), Clock = _clock });
        _wait = new EventWait(new EventReader(_log, 0));
        _number = _operations.Add(Stop, null, _wait);
    }

    [Fact]
    public async Task The_event_ends_the_wait_and_the_operation_succeeds()
    {
        var waiting = WaitAsync();
        Assert.False(waiting.IsCompleted);

        Receive(
            TestEvent.Of("AgentState_Ready"),
            TestEvent.Of("AgentMediaEvent_StopPlayDone", new PlaybackStopped(PlaybackStopReason.Stopped)));
        await waiting.WithinTimeout();

        Assert.True(await _wait.Decision.WithinTimeout());
        Assert.Null(Failure());
        Assert.Equal(["AgentState_Ready", "AgentMediaEvent_StopPlayDone"], _wait.TakeEvents().Select(received => received.EventType));
    }

    [Fact]
    public async Task A_failure_states_its_cause()
    {
        Receive(TestEvent.Of("AgentMediaEvent_StopPlayDone", new PlaybackStopped(PlaybackStopReason.Failure)));
        await WaitAsync().WithinTimeout();

        Assert.Equal(new WaitFailure(FailureKind.OperationFailed, "AgentMediaEvent_StopPlayDone, cause 2", 2), Failure());
    }

    [Fact]
    public async Task An_event_without_an_outcome_leaves_it_unknown()
    {
        Receive(TestEvent.Of("AgentMediaEvent_StopPlayDone", new PlaybackStopped(null)));
        await WaitAsync().WithinTimeout();

        Assert.Equal(
            new WaitFailure(
                FailureKind.OutcomeUnknown, "AgentMediaEvent_StopPlayDone arrived, but it doesn't show whether the operation succeeded"),
            Failure());
    }

    [Fact]
    public void A_failure_without_a_cause_is_reported_with_its_event()
    {
        _wait.Decide(CompletionVerdict.Failed, TestEvent.Of("AgentMediaEvent_Play_Fail"));

        Assert.Equal(new WaitFailure(FailureKind.OperationFailed, "AgentMediaEvent_Play_Fail"), Failure());
    }

    [Fact]
    public async Task A_timeout_reports_the_missing_event()
    {
        var waiting = WaitAsync();
        _clock.Advance(Timeout);
        await waiting.WithinTimeout();

        Assert.Equal(new WaitFailure(FailureKind.WaitTimeout, "no AgentMediaEvent_StopPlayDone within 5 s"), Failure());
    }

    [Fact]
    public async Task A_timeout_reports_the_earlier_operation_to_which_the_event_was_assigned()
    {
        var second = new EventWait(new EventReader(_log, 0));
        var number = _operations.Add(Stop, null, second);
        Receive(TestEvent.Of("AgentMediaEvent_StopPlayDone", new PlaybackStopped(PlaybackStopReason.Stopped)));
        var waiting = _operations.WaitAsync(number, second, Timeout, CancellationToken.None).AsTask();
        _clock.Advance(Timeout);
        await waiting.WithinTimeout();

        Assert.Contains(
            "an earlier stopPlay of this agent was unfinished, and its event can't be distinguished from this one's",
            second.FindFailure(Stop.Completion!, Timeout, false, null)!.Detail,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancellation_leaves_the_outcome_unknown_unless_the_event_has_arrived()
    {
        using var stop = new CancellationTokenSource();
        var waiting = _operations.WaitAsync(_number, _wait, Timeout, stop.Token).AsTask();

        await stop.CancelAsync();
        await waiting.WithinTimeout();

        Assert.Equal(
            new WaitFailure(FailureKind.OutcomeUnknown, "accepted, but canceled before its event arrived"),
            _wait.FindFailure(Stop.Completion!, Timeout, isCancelled: true, null));
        _wait.Decide(CompletionVerdict.Succeeded, TestEvent.Of("AgentMediaEvent_StopPlayDone"));
        Assert.Null(_wait.FindFailure(Stop.Completion!, Timeout, isCancelled: true, null));
    }

    [Fact]
    public async Task The_end_of_the_session_ends_the_wait_and_is_its_reason()
    {
        var waiting = WaitAsync();

        _operations.Complete();
        await waiting.WithinTimeout();

        Assert.Equal(
            new WaitFailure(FailureKind.NotSignedIn, "signed out elsewhere", Variant: "Accepted"),
            _wait.FindFailure(Stop.Completion!, Timeout, false, "signed out elsewhere"));
        Assert.Equal(new WaitFailure(FailureKind.NotSignedIn, "the session ended during the wait", Variant: "Accepted"), Failure());
    }

    [Fact]
    public async Task An_event_after_the_timeout_decides_nothing()
    {
        var waiting = WaitAsync();
        _clock.Advance(Timeout);
        await waiting.WithinTimeout();

        Receive(TestEvent.Of("AgentMediaEvent_StopPlayDone", new PlaybackStopped(PlaybackStopReason.Stopped)));

        Assert.Null(_wait.Received);
        Assert.Equal(FailureKind.WaitTimeout, Failure()!.Kind);
    }

    [Fact]
    public void Only_the_last_64_events_are_kept()
    {
        for (var i = 0; i < 100; i++)
        {
            _log.Append(TestEvent.Of($"AgentState_Test{i}"));
        }

        var events = _wait.TakeEvents();

        Assert.Equal((64, "AgentState_Test36", "AgentState_Test99"), (events.Count, events[0].EventType, events[^1].EventType));
    }

    [Fact]
    public void Only_128_KB_of_events_are_kept_and_the_newest_however_large_it_is()
    {
        // About 40 KB each.
        for (var i = 0; i < 10; i++)
        {
            _log.Append(Large($"AgentState_Test{i}", 10_000));
        }

        Assert.Equal(
            ["AgentState_Test7", "AgentState_Test8", "AgentState_Test9"], _wait.TakeEvents().Select(received => received.EventType));

        _log.Append(Large("AgentState_Huge", 100_000));
        Assert.Equal("AgentState_Huge", Assert.Single(_wait.TakeEvents()).EventType);
    }

    [Fact]
    public void Events_of_exactly_128_KB_are_kept()
    {
        // 64 KB each.
        const int Length = ((64 * 1024) - 256) / 4;
        _log.Append(Large("AgentState_First", Length));
        _log.Append(Large("AgentState_Second", Length));

        Assert.Equal(["AgentState_First", "AgentState_Second"], _wait.TakeEvents().Select(received => received.EventType));
    }

    [Fact]
    public void Events_after_the_one_that_ended_the_wait_do_not_belong_to_it()
    {
        var end = TestEvent.Of("AgentMediaEvent_StopPlayDone", new PlaybackStopped(PlaybackStopReason.Stopped));
        Receive(TestEvent.Of("AgentState_Busy"), end, TestEvent.Of("AgentState_Ready"));

        Assert.Equal(["AgentState_Busy", end.EventType], _wait.TakeEvents().Select(received => received.EventType));
    }

    private static AgentEvent Large(string type, int length) => new()
    {
        EventType = type,
        AgentId = 101,
        Gateway = new Uri("https://gw:8043"),
        ReceivedAt = default,
        Raw = new string('x', length),
    };

    [Fact]
    public void Of_several_earlier_operations_the_first_is_reported()
    {
        _wait.NoteEarlier(PlaybackOperations.StopPlay);
        _wait.NoteEarlier(PlaybackOperations.PausePlay);

        Assert.Equal("stopPlay", _wait.Earlier!.Name);
    }

    private Task WaitAsync() => _operations.WaitAsync(_number, _wait, Timeout, CancellationToken.None).AsTask();

    private WaitFailure? Failure() => _wait.FindFailure(Stop.Completion!, Timeout, isCancelled: false, sessionError: null);

    private void Receive(params AgentEvent[] events)
    {
        foreach (var received in events)
        {
            _log.Append(received);
            _operations.Note(received);
        }
    }
}
