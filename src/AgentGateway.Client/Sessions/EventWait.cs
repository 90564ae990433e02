using System.Globalization;

namespace AgentGateway;

/// <summary>The wait of one operation for the event that ends it.</summary>
/// <param name="reader">Reads the session's events from the moment before the operation was sent.</param>
internal sealed class EventWait(EventReader reader)
{
    // Results and errors can live long, so they keep few events.
    private const int MaxEvents = 64;
    private const int MaxSize = 128 * 1024;

    private readonly TaskCompletionSource<bool> _decision = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True: the event has arrived. False: the session ended before it.</summary>
    public Task<bool> Decision => _decision.Task;

    /// <summary>The event, after it has arrived.</summary>
    public AgentEvent? Received { get; private set; }

    /// <summary>The meaning of the event.</summary>
    public CompletionVerdict Verdict { get; private set; }

    /// <summary>An earlier operation to which an event was assigned that could have belonged to this one; otherwise null.</summary>
    public Operation? Earlier { get; private set; }

    /// <summary>Ends the wait with an event.</summary>
    public void Decide(CompletionVerdict verdict, AgentEvent received)
    {
        Verdict = verdict;
        Received = received;
        _ = _decision.TrySetResult(true);
    }

    /// <summary>Records the earlier operation to which an event was assigned.</summary>
    public void NoteEarlier(Operation operation) => Earlier ??= operation;

    /// <summary>Ends the wait without an event, because the session has ended.</summary>
    public void End() => _ = _decision.TrySetResult(false);

    /// <summary>Returns the newest received events, up to the one that ended the wait.</summary>
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

    /// <summary>Returns why the operation failed; null: its event reports success.</summary>
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
                    new WaitFailure(
                        FailureKind.OutcomeUnknown, $"{received.EventType} arrived, but it doesn't show whether the operation succeeded"),
                _ => OfEvent(received),
            };
        }

        if (isCancelled)
        {
            return new WaitFailure(FailureKind.OutcomeUnknown, "accepted, but canceled before its event arrived");
        }

        return Decision.IsCompleted
            ? new WaitFailure(
                FailureKind.NotSignedIn, sessionError ?? "the session ended during the wait", Variant: FailureVariants.Accepted)
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

/// <summary>The reason why an accepted operation failed.</summary>
/// <param name="Kind">The kind of the failure.</param>
/// <param name="Detail">The reason in words.</param>
/// <param name="Cause">The cause in the event, or null.</param>
/// <param name="Variant">The variant of the kind's texts, or null.</param>
internal sealed record WaitFailure(FailureKind Kind, string Detail, int? Cause = null, string? Variant = null);
