using System.Globalization;

namespace AgentGateway;

/// <summary>The wait of one operation for the event that ends it.</summary>
/// <param name="reader">Reads the session's events from the moment before the operation was sent.</param>
internal sealed class EventWait(EventReader reader)
{
    // Results and errors live long, so they hold few events.
    private const int MaxEvents = 64;
    private const int MaxSize = 128 * 1024;

    private readonly TaskCompletionSource<bool> _decision = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True: the event has come. False: the session has ended before.</summary>
    public Task<bool> Decision => _decision.Task;

    /// <summary>The event, once it has come.</summary>
    public AgentEvent? Received { get; private set; }

    /// <summary>What the event means.</summary>
    public CompletionVerdict Verdict { get; private set; }

    /// <summary>An earlier operation that took an event which could have been this one's; otherwise null.</summary>
    public Operation? Earlier { get; private set; }

    /// <summary>Ends the wait with an event.</summary>
    public void Decide(CompletionVerdict verdict, AgentEvent received)
    {
        Verdict = verdict;
        Received = received;
        _ = _decision.TrySetResult(true);
    }

    /// <summary>Records the earlier operation that took an event.</summary>
    public void NoteEarlier(Operation operation) => Earlier ??= operation;

    /// <summary>Ends the wait without an event: the session is over.</summary>
    public void End() => _ = _decision.TrySetResult(false);

    /// <summary>Takes the newest of the events that have come, up to the one that ended the wait.</summary>
    public IReadOnlyList<AgentEvent> TakeEvents()
    {
        var events = new Queue<AgentEvent>();
        var size = 0L;
        while (reader.TryRead(out var received))
        {
            events.Enqueue(received!);
            size += received!.Size;
            while (events.Count > MaxEvents || (size > MaxSize && events.Count > 1))
            {
                size -= events.Dequeue().Size;
            }

            if (ReferenceEquals(received, Received))
            {
                break;
            }
        }

        return events.ToArray();
    }

    /// <summary>Returns why the operation failed; null: its event says that it succeeded.</summary>
    /// <param name="completion">The events that were waited for.</param>
    /// <param name="timeout">The time limit of the wait.</param>
    /// <param name="isCancelled">Whether the caller has canceled.</param>
    /// <param name="sessionError">Why the session ended, or null.</param>
    public WaitFailure? FindFailure(Completion completion, TimeSpan timeout, bool isCancelled, string? sessionError)
    {
        if (Received is { } received)
        {
            return Verdict switch
            {
                CompletionVerdict.Succeeded => null,
                CompletionVerdict.NotStated =>
                    new WaitFailure(FailureKind.OutcomeUnknown, $"{received.EventType} arrived, but it doesn't show whether the operation succeeded"),
                _ => OfEvent(received),
            };
        }

        if (isCancelled)
        {
            return new WaitFailure(FailureKind.OutcomeUnknown, "accepted, but canceled before its event arrived");
        }

        return Decision.IsCompleted
            ? new WaitFailure(FailureKind.NotSignedIn, sessionError ?? "the session ended during the wait")
            : new WaitFailure(FailureKind.WaitTimeout, TimeoutDetail(completion, timeout));
    }

    private static WaitFailure OfEvent(AgentEvent received)
    {
        var cause = (received.Content as IOutcomeContent)?.Cause;
        var detail = cause is { } number
            ? string.Format(CultureInfo.InvariantCulture, "{0}, cause {1}", received.EventType, number)
            : received.EventType;
        return new WaitFailure(FailureKind.OperationFailed, detail, cause);
    }

    private string TimeoutDetail(Completion completion, TimeSpan timeout)
    {
        var events = string.Join(" or ", completion.Succeeds);
        var detail = string.Format(CultureInfo.InvariantCulture, "no {0} within {1:0.###} s", events, timeout.TotalSeconds);
        return Earlier is null
            ? detail
            : $"{detail} that is certainly its own: an earlier {Earlier.Name} of this agent was unfinished, "
                + "and its event can't be distinguished from this one's";
    }
}

/// <summary>Why an operation failed that was accepted.</summary>
/// <param name="Kind">The kind of the failure.</param>
/// <param name="Detail">The same in words.</param>
/// <param name="Cause">The cause that the event states, or null.</param>
internal sealed record WaitFailure(FailureKind Kind, string Detail, int? Cause = null);
