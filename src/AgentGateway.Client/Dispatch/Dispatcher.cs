namespace AgentGateway;

/// <summary>
/// Runs many pieces of work concurrently. The window limits their number. Outcomes are available as they complete. Pieces with the same key
/// run in order, one at a time. One thread posts work and takes outcomes, and blocks only in the methods that wait. There is no thread for
/// each piece: when a piece ends, the next one begins.
/// </summary>
/// <typeparam name="TItem">A piece of work.</typeparam>
/// <typeparam name="TOutcome">The outcome. Each piece has exactly one.</typeparam>
internal sealed partial class Dispatcher<TItem, TOutcome> : IDisposable
{
    // The number of pieces that wait behind the window. It keeps the window full while the posting thread is busy or isn't scheduled for
    // some milliseconds.
    private const int QueuedPerPlace = 2;
    private const int MinQueued = 256;

    // The number of outcomes, or the time, after which the posting thread is woken while there is work to begin. A wake-up for each outcome
    // costs more than the exchange itself. Too many outcomes at once delay the exchanges. For the measurements, see docs/performance.md.
    private const int Gathered = 48;
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(2);

    private readonly object _gate = new();
    private readonly Func<TItem, CancellationToken, ValueTask<TOutcome>> _work;
    private readonly Func<TOutcome, bool>? _holds;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _cancellation;
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _window;
    private readonly int _maxPending;
    private readonly WorkQueue<TItem> _waiting = new();
    private Queue<TOutcome> _outcomes = new();
    private Queue<TOutcome> _taken = new();
    private int _underWay;
    private int _awaited;
    private bool _isHeld;
    private bool _isPaused;
    private bool _isComplete;
    private Exception? _fault;
    private int _faults;

    /// <summary>Creates a dispatcher. Nothing runs yet.</summary>
    /// <param name="window">How many pieces are under way at once, at least 1.</param>
    /// <param name="work">Does one piece, and turns every failure of its own into an outcome.</param>
    /// <param name="cancellationToken">Cancels: no further piece begins. The pieces under way receive the same token.</param>
    /// <param name="holds">
    /// Indicates that no further piece begins after this outcome until it has been taken and the next one is requested; null: no outcome
    /// holds the others.
    /// </param>
    /// <param name="queueLength">The number of pieces that wait behind the window; null: enough for short pieces of work.</param>
    public Dispatcher(
        int window,
        Func<TItem, CancellationToken, ValueTask<TOutcome>> work,
        CancellationToken cancellationToken,
        Func<TOutcome, bool>? holds = null,
        int? queueLength = null)
    {
        _holds = holds;
        _window = window;
        _maxPending = window + (queueLength ?? Math.Max(window * QueuedPerPlace, MinQueued));
        _work = work;
        _cancellationToken = cancellationToken;
        _cancellation = cancellationToken.Register(Wake);
    }

    /// <summary>
    /// The number of pieces whose outcome has not been taken yet. It never exceeds the window and its queue, so memory doesn't grow with
    /// the input.
    /// </summary>
    public int Pending { get; private set; }

    /// <summary>Whether a piece is under way, or an outcome has not been taken yet. For the posting thread only.</summary>
    public bool IsUnderWay
    {
        get
        {
            lock (_gate)
            {
                return _underWay + _outcomes.Count + _taken.Count > 0;
            }
        }
    }

    /// <summary>Whether a piece of work could begin, but has not begun.</summary>
    public bool IsWaiting
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count > 0;
            }
        }
    }

    /// <summary>While it is set, no piece begins. Pieces that are under way continue.</summary>
    public bool IsPaused
    {
        get => _isPaused;
        set
        {
            lock (_gate)
            {
                _isPaused = value;
                Release();
            }
        }
    }

    /// <summary>
    /// Posts a piece of work. Returns false if too many are pending; outcomes must then be taken first. For the posting thread only.
    /// </summary>
    /// <param name="key">Pieces with the same key run one after the other, in the order they were posted.</param>
    /// <param name="item">The piece.</param>
    /// <exception cref="OperationCanceledException">The work was canceled.</exception>
    public bool TryPost(int key, TItem item)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (Pending >= _maxPending)
        {
            return false;
        }

        Pending++;
        lock (_gate)
        {
            if (_waiting.TryReserve(key, item))
            {
                if (_underWay == _window || _isHeld || _isPaused)
                {
                    _waiting.Enqueue(key, item);
                }
                else
                {
                    Begin(key, item);
                }
            }
        }

        return true;
    }

    /// <summary>Takes the next available outcome, if any. For the posting thread only.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <exception cref="InvalidOperationException">A piece of work threw instead of returning an outcome.</exception>
    public bool TryTake(out TOutcome outcome)
    {
        if (_taken.Count == 0)
        {
            TakeAll();
        }

        var isThere = _taken.Count > 0;
        outcome = isThere ? _taken.Dequeue() : default!;
        Pending -= isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>Takes an outcome after <see cref="CompleteAsync"/> has ended; never throws.</summary>
    /// <param name="outcome">The outcome.</param>
    public bool TryTakeLate(out TOutcome outcome)
    {
        var late = _taken.Count > 0 ? _taken : _outcomes;
        var isThere = late.Count > 0;
        outcome = isThere ? late.Dequeue() : default!;
        return isThere;
    }

    /// <summary>Takes a piece of work that has not begun, and that will not begin. For the posting thread only.</summary>
    /// <param name="item">The piece.</param>
    public bool TryTakeWaiting(out TItem item)
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                item = default!;
                return false;
            }

            (var key, item) = _waiting.Dequeue();
            _waiting.Release(key);
            Pending--;
            return true;
        }
    }

    /// <summary>Blocks until an outcome is available, or until a timeout. For the posting thread only.</summary>
    /// <param name="timeout">The timeout.</param>
    /// <exception cref="OperationCanceledException">The work was canceled.</exception>
    public void WaitForOutcome(TimeSpan timeout)
    {
        lock (_gate)
        {
            // While there is work to begin, taking several outcomes at once delays nothing.
            if (_waiting.Count > 0 && !_isHeld && !_isPaused)
            {
                Await(Gathered, Gathering);
            }

            Await(1, timeout);
        }

        _cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>
    /// Declares that no more work will be posted, and completes when nothing is under way. After a cancellation, it completes soon.
    /// </summary>
    public Task CompleteAsync()
    {
        lock (_gate)
        {
            _isComplete = true;
            return _underWay == 0 ? Task.CompletedTask : _ended.Task;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _cancellation.Dispose();

    private void TakeAll()
    {
        lock (_gate)
        {
            (_taken, _outcomes) = (_outcomes, _taken);
            if (_taken.Count > 0)
            {
                return;
            }

            Release();
            if (_faults > 0)
            {
                // A piece that threw has no outcome to wait for. The others continue.
                Pending -= _faults;
                _faults = 0;
                throw new InvalidOperationException(
                    $"This is a defect of the module, please report it: {_fault!.GetType().Name}: {Messages.Clean(_fault.Message)}",
                    _fault);
            }
        }
    }

    /// <summary>The outcome that held the others has been taken, and work continues.</summary>
    private void Release()
    {
        for (_isHeld = false; !_isPaused && _underWay < _window && _waiting.Count > 0 && !_cancellationToken.IsCancellationRequested;)
        {
            var (key, item) = _waiting.Dequeue();
            Begin(key, item);
        }
    }

    /// <summary>Waits, holding the gate, for the given number of outcomes or for the end of all work.</summary>
    private void Await(int outcomes, TimeSpan timeout)
    {
        if (_outcomes.Count < outcomes && _faults == 0 && !_cancellationToken.IsCancellationRequested)
        {
            _awaited = outcomes;
            _ = Monitor.Wait(_gate, timeout);
            _awaited = 0;
        }
    }

    private void Wake()
    {
        lock (_gate)
        {
            if (_awaited > 0)
            {
                Monitor.Pulse(_gate);
            }
        }
    }
}
