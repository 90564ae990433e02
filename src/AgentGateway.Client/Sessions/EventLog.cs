namespace AgentGateway;

/// <summary>
/// The newest events of one session. One poller writes. Every reader sees every event. A reader that is too slow receives the number of
/// events that it has missed. Both the number of events and their memory are limited.
/// </summary>
internal sealed class EventLog
{
    /// <summary>The maximum number of events that are kept.</summary>
    public const int Capacity = 1024;

    /// <summary>The maximum memory for events, in bytes; the newest event is always kept.</summary>
    public const int MaxSize = 4 * 1024 * 1024;

    private static long _lastNumber;

    private readonly object _gate = new();
    private readonly long _number = Interlocked.Increment(ref _lastNumber);
    private AgentEvent?[] _ring = [];
    private long _oldest;
    private long _written;
    private long _size;
    private long _lostPolls;
    private bool _isComplete;
    private TaskCompletionSource<bool>? _arrival;

    /// <summary>The number of received events, which is also the position after the newest.</summary>
    public long End
    {
        get
        {
            lock (_gate)
            {
                return _written;
            }
        }
    }

    /// <summary>The position of the oldest event that is still kept.</summary>
    public long Start
    {
        get
        {
            lock (_gate)
            {
                return _oldest;
            }
        }
    }

    /// <summary>The number of lost poll replies, which may have contained events.</summary>
    public long LostPolls => Interlocked.Read(ref _lostPolls);

    /// <summary>The position after the newest event.</summary>
    public EventMark Mark => new(_number, End);

    /// <summary>Returns the position of a mark; null if it belongs to another log.</summary>
    public long? PositionOf(EventMark mark) => mark.Log == _number ? mark.Position : null;

    public void Append(AgentEvent received)
    {
        TaskCompletionSource<bool>? arrival;
        lock (_gate)
        {
            if (_ring.Length < Capacity && _written >= _ring.Length)
            {
                Array.Resize(ref _ring, Math.Min(Capacity, Math.Max(8, _ring.Length * 2)));
            }

            _size += received.Size;
            while (_written - _oldest == Capacity || (_size > MaxSize && _oldest < _written))
            {
                DropOldest();
            }

            received.Sequence = _written + 1;
            _ring[_written % _ring.Length] = received;
            _written++;
            arrival = _arrival;
            _arrival = null;
        }

        _ = arrival?.TrySetResult(true);
    }

    /// <summary>Counts a lost poll reply. The gateway doesn't send its events again.</summary>
    public void NoteLostPoll() => _ = Interlocked.Increment(ref _lostPolls);

    /// <summary>Declares that no further events will arrive.</summary>
    public void Complete()
    {
        TaskCompletionSource<bool>? arrival;
        lock (_gate)
        {
            _isComplete = true;
            arrival = _arrival;
            _arrival = null;
        }

        _ = arrival?.TrySetResult(true);
    }

    /// <summary>
    /// Returns the event at a position and advances the position. Counts the events that were dropped before they could be read.
    /// </summary>
    public bool TryRead(ref long position, out AgentEvent? received, out long missed)
    {
        lock (_gate)
        {
            missed = Math.Max(0, _oldest - position);
            position = Math.Max(position, _oldest);
            if (position >= _written)
            {
                received = null;
                return false;
            }

            received = _ring[position % _ring.Length];
            position++;
            return true;
        }
    }

    private void DropOldest()
    {
        ref var oldest = ref _ring[_oldest % _ring.Length];
        _size -= oldest!.Size;
        oldest = null;
        _oldest++;
    }

    /// <summary>Waits for an event after a position. Returns false if no further events will arrive.</summary>
    public async ValueTask<bool> WaitAsync(long position, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task arrival;
            lock (_gate)
            {
                if (position < _written)
                {
                    return true;
                }

                if (_isComplete)
                {
                    return false;
                }

                _arrival ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                arrival = _arrival.Task;
            }

            await Polyfill.WaitAsync(arrival, cancellationToken).ConfigureAwait(false);
        }
    }
}
