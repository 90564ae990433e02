namespace AgentGateway;

/// <summary>
/// A reader of a session's events with its own position. Other readers still see every event. Not thread-safe.
/// </summary>
public sealed class EventReader
{
    private readonly EventLog _log;
    private long _position;
    private long _lostPolls;

    internal EventReader(EventLog log, long position)
        : this(log, position, log.LostPolls)
    {
    }

    internal EventReader(EventLog log, long position, long lostPolls)
    {
        _log = log;
        _position = position;
        _lostPolls = lostPolls;
    }

    /// <summary>The number of events that were dropped unread because this reader was too slow, since the last reset.</summary>
    public long Missed { get; private set; }

    /// <summary>Takes the next available event, if any.</summary>
    /// <param name="received">The event.</param>
    public bool TryRead(out AgentEvent? received)
    {
        var isThere = _log.TryRead(ref _position, out received, out var missed);
        Missed += missed;
        return isThere;
    }

    /// <summary>Waits for the next event. Returns null if the session has ended and no further events will arrive.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<AgentEvent?> ReadAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (TryRead(out var received))
            {
                return received;
            }

            if (!await _log.WaitAsync(_position, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }
    }

    /// <summary>The position of the next event.</summary>
    internal long Position => Volatile.Read(ref _position);

    /// <summary>Creates a reader that starts at the position of this one.</summary>
    internal EventReader Fork() => new(_log, Position, _lostPolls);

    /// <summary>Moves forward to a position, never back.</summary>
    /// <param name="position">The position of the next event.</param>
    /// <param name="missed">The number of events on the way that were dropped unread.</param>
    internal void MoveTo(long position, long missed)
    {
        Volatile.Write(ref _position, Math.Max(_position, position));
        Missed += missed;
    }

    /// <summary>Returns whether a reply with events may have been lost since the last call of this method.</summary>
    internal bool TakeLostPolls()
    {
        var seen = _lostPolls;
        _lostPolls = _log.LostPolls;
        return seen < _lostPolls;
    }

    /// <summary>Returns how many events were missed, and resets the count.</summary>
    internal long TakeMissed()
    {
        var missed = Missed;
        Missed = 0;
        return missed;
    }
}
