namespace AgentGateway;

/// <summary>
/// The operations of a session that were sent and whose event has not come yet. Most events do not say which operation they belong to, so
/// each is taken for the oldest one that it can belong to: a wait never succeeds by the event of an operation before.
/// </summary>
internal sealed class UnfinishedOperations(TimeProvider clock)
{
    // An event that has not come by then does not come: the gateway sends none where nothing changed.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly object _gate = new();
    private readonly List<Unfinished> _operations = [];
    private long _lastNumber;
    private bool _isComplete;

    /// <summary>An operation is about to be sent.</summary>
    /// <param name="call">The operation; an event tells when it is done.</param>
    /// <param name="conferenceId">The conference that its event names; null: any.</param>
    /// <param name="wait">What waits for its event; null: nothing does.</param>
    /// <returns>The number by which it is removed; 0: none.</returns>
    public long Add(OperationCall call, long? conferenceId, EventWait? wait)
    {
        lock (_gate)
        {
            if (_isComplete)
            {
                wait?.End();
                return 0;
            }

            RemoveOld();
            _operations.Add(new Unfinished(++_lastNumber, call, conferenceId, clock.GetTimestamp(), wait));
            return _lastNumber;
        }
    }

    /// <summary>The operation was certainly not carried out. Where it was given an event all the same, that belongs to a later one.</summary>
    public void Remove(long number, EventWait? wait)
    {
        lock (_gate)
        {
            var place = Find(number);
            if (place >= 0)
            {
                _operations.RemoveAt(place);
            }

            if (wait?.Received is { } received)
            {
                Give(received, after: number);
            }
        }
    }

    /// <summary>Nothing waits for the operation's event any more; it may still come.</summary>
    public void StopWaiting(long number)
    {
        lock (_gate)
        {
            var place = Find(number);
            if (place >= 0)
            {
                _operations[place] = _operations[place] with { Wait = null };
            }
        }
    }

    /// <summary>An event has come.</summary>
    public void Note(AgentEvent received)
    {
        lock (_gate)
        {
            if (_operations.Count > 0)
            {
                RemoveOld();
                Give(received, after: 0);
            }
        }
    }

    /// <summary>No further event will come.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            foreach (var operation in _operations)
            {
                operation.Wait?.End();
            }

            _operations.Clear();
        }
    }

    private void Give(AgentEvent received, long after)
    {
        Operation? owner = null;
        Operation? follows = null;
        for (var place = 0; place < _operations.Count; place++)
        {
            var operation = _operations[place];
            if (operation.DecidedBy is { } decidedBy)
            {
                if (owner is null && operation.Call.Completion!.IsFollowedBy(operation.Outcome, decidedBy, received))
                {
                    _operations.RemoveAt(place--);
                    follows = operation.Call.Operation;
                }

                continue;
            }

            var verdict = operation.Number <= after ? CompletionVerdict.Unrelated : operation.Call.Completion!.Judge(operation.Call, operation.ConferenceId, received);
            if (verdict == CompletionVerdict.Unrelated)
            {
                continue;
            }

            // What follows an earlier playback is no failure of this one, but it is the outcome of stopping it.
            if ((owner ?? (operation.Call.Completion!.Succeeds.Contains(received.EventType) ? null : follows)) is { } earlier)
            {
                operation.Wait?.NoteEarlier(earlier);
                continue;
            }

            owner = operation.Call.Operation;
            operation.Wait?.Decide(verdict, received);
            if (operation.Call.Completion!.Ends is null)
            {
                _operations.RemoveAt(place--);
            }
            else
            {
                _operations[place] = operation with { Wait = null, DecidedBy = received.EventType, Outcome = verdict };
            }
        }
    }

    /// <summary>Removes those whose event does not come; what is still waited for stays.</summary>
    private void RemoveOld()
    {
        for (var place = 0; place < _operations.Count && clock.GetElapsedTime(_operations[place].SentAt) > Longest;)
        {
            if (_operations[place].Wait is null)
            {
                _operations.RemoveAt(place);
            }
            else
            {
                place++;
            }
        }
    }

    private int Find(long number)
    {
        for (var place = 0; place < _operations.Count; place++)
        {
            if (_operations[place].Number == number)
            {
                return place;
            }
        }

        return -1;
    }

    /// <summary>One operation. With <see cref="DecidedBy"/> it has its outcome, and an event of it may still follow.</summary>
    private readonly record struct Unfinished(long Number, OperationCall Call, long? ConferenceId, long SentAt, EventWait? Wait)
    {
        public string? DecidedBy { get; init; }

        public CompletionVerdict Outcome { get; init; }
    }
}

/// <summary>One wait for the event that ends an operation.</summary>
/// <param name="reader">Reads the session's events from the moment before the operation was sent.</param>
internal sealed class EventWait(EventReader reader)
{
    private const int MostEvents = 64;
    private const int LargestSize = 128 * 1024;

    private readonly TaskCompletionSource<bool> _decision = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True: the event has come. False: the session has ended before.</summary>
    public Task<bool> Decision => _decision.Task;

    /// <summary>The event, once it has come.</summary>
    public AgentEvent? Received { get; private set; }

    /// <summary>What the event means.</summary>
    public CompletionVerdict Verdict { get; private set; }

    /// <summary>The earlier operation that an event was taken for which could have been this one's; else null.</summary>
    public Operation? Earlier { get; private set; }

    /// <summary>The newest of the events that came so far, up to the one that is waited for. Results and errors live long, so they hold few.</summary>
    public IReadOnlyList<AgentEvent> TakeEvents()
    {
        var events = new Queue<AgentEvent>();
        var size = 0L;
        while (reader.TryRead(out var received))
        {
            events.Enqueue(received!);
            size += received!.Size;
            while (events.Count > MostEvents || (size > LargestSize && events.Count > 1))
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

    public void Decide(CompletionVerdict verdict, AgentEvent received)
    {
        Verdict = verdict;
        Received = received;
        _ = _decision.TrySetResult(true);
    }

    public void NoteEarlier(Operation operation) => Earlier ??= operation;

    public void End() => _ = _decision.TrySetResult(false);
}
