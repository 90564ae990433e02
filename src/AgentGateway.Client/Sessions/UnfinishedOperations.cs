namespace AgentGateway;

/// <summary>
/// The operations of a session that were sent and whose event has not arrived yet. Most events don't identify their operation, so each
/// event is assigned to the oldest operation that it can belong to. A wait therefore never succeeds by the event of an earlier operation.
/// </summary>
/// <param name="options">The clock and the timings.</param>
internal sealed class UnfinishedOperations(GatewayOptions options)
{
    private readonly object _gate = new();
    private readonly List<Unfinished> _operations = [];
    private long _lastNumber;
    private bool _isComplete;

    /// <summary>Adds an operation that is about to be sent.</summary>
    /// <param name="call">The operation, which an event completes.</param>
    /// <param name="conferenceId">The conference in its event; null: any.</param>
    /// <param name="wait">The wait for its event; null: none.</param>
    /// <returns>The number for its removal; 0: it was not added.</returns>
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
            _operations.Add(new Unfinished(++_lastNumber, call, conferenceId, options.Clock.GetTimestamp(), wait));
            return _lastNumber;
        }
    }

    /// <summary>
    /// Removes an operation that was certainly not carried out. If an event was assigned to it, the event belongs to a later operation.
    /// </summary>
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

    /// <summary>Waits for the event of an operation, until a timeout or a cancellation. After that, the operation has no wait.</summary>
    /// <param name="number">The operation.</param>
    /// <param name="wait">The wait.</param>
    /// <param name="timeout">The time limit.</param>
    /// <param name="cancellationToken">Ends the wait without an exception, because the event may have arrived at the same moment.</param>
    public async ValueTask WaitAsync(long number, EventWait wait, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            _ = await Polyfill.WaitAsync(wait.Decision, timeout, options.Clock, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The wait shows the caller whether the event has arrived.
        }

        StopWaiting(number);
    }

    /// <summary>Stops waiting for the event of an operation. The event may still arrive. A query claims no later event.</summary>
    public void StopWaiting(long number)
    {
        lock (_gate)
        {
            var place = Find(number);
            if (place < 0)
            {
                return;
            }

            if (_operations[place].Call.Operation.IsRead)
            {
                _operations.RemoveAt(place);
            }
            else
            {
                _operations[place] = _operations[place] with { Wait = null };
            }
        }
    }

    /// <summary>Assigns a received event to the oldest operation that it can belong to.</summary>
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

    /// <summary>Declares that no further events will arrive.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            Forget();
        }
    }

    /// <summary>Ends all waits, because the sign-in is over and no events of its operations will arrive.</summary>
    public void Forget()
    {
        lock (_gate)
        {
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
        Unfinished? ending = null;
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

            var verdict = operation.Number <= after
                ? CompletionVerdict.Unrelated
                : operation.Call.Completion!.Judge(operation.Call, operation.ConferenceId, received);
            if (verdict == CompletionVerdict.Unrelated)
            {
                continue;
            }

            // An event of an earlier playback is no failure of this one, but it is the outcome of stopping the earlier one.
            if ((owner ?? (operation.Call.Completion!.IsSuccess(received.EventType) ? null : follows)) is { } earlier)
            {
                operation.Wait?.NoteEarlier(earlier);
                continue;
            }

            owner = operation.Call.Operation;
            operation.Wait?.Decide(verdict, received);
            ending = verdict == CompletionVerdict.Succeeded ? operation : null;
            if (operation.Call.Completion!.Ends is null)
            {
                _operations.RemoveAt(place--);
            }
            else
            {
                _operations[place] = operation with { Wait = null, DecidedBy = received.EventType, Outcome = verdict };
            }
        }

        if (ending is { Call.Completion.Precludes: { } precluded })
        {
            var number = ending.Value.Number;
            _ = _operations.RemoveAll(other => other.Number < number && other.Call.Completion!.IsSuccess(precluded));
        }
    }

    /// <summary>Removes the operations whose event is overdue, except those with a wait.</summary>
    private void RemoveOld()
    {
        for (var place = 0; place < _operations.Count && options.Clock.GetElapsedTime(_operations[place].SentAt) > options.EventDelay;)
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

    /// <summary>An operation. With <see cref="DecidedBy"/>, its outcome is known, and another event of it may still follow.</summary>
    private readonly record struct Unfinished(long Number, OperationCall Call, long? ConferenceId, long SentAt, EventWait? Wait)
    {
        public string? DecidedBy { get; init; }

        public CompletionVerdict Outcome { get; init; }
    }
}
