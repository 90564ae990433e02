using System.Threading.Channels;

namespace AgentGateway;

/// <summary>
/// Many pieces of work at once: a bounded window, outcomes as they complete, the order of one key kept and never two pieces of it at a
/// time. One thread posts and takes; it blocks only when the window is full or when it asks to. There is no thread per piece of work.
/// </summary>
/// <typeparam name="TItem">A piece of work.</typeparam>
/// <typeparam name="TOutcome">What comes of it: exactly one for each piece.</typeparam>
public sealed class Dispatcher<TItem, TOutcome> : IDisposable
{
    // So many wait behind those that are under way, so that no worker idles while the posting thread is busy.
    private const int QueuedPerWorker = 2;

    private readonly Func<TItem, CancellationToken, ValueTask<TOutcome>> _work;
    private readonly CancellationToken _cancellationToken;
    private readonly Channel<(int Key, TItem Item)> _posted = Channel.CreateUnbounded<(int, TItem)>(new UnboundedChannelOptions { SingleWriter = true });
    private readonly Dictionary<int, Queue<TItem>?> _busyKeys = [];
    private readonly Queue<TOutcome> _outcomes = new();
    private readonly ManualResetEventSlim _hasOutcome = new();
    private readonly List<Task> _workers = [];
    private readonly int _window;
    private int _unfinished;
    private Exception? _fault;

    /// <summary>Makes a dispatcher; nothing runs yet.</summary>
    /// <param name="window">How many pieces are under way at once, at least 1.</param>
    /// <param name="work">Does one piece, and turns every failure of its own into an outcome.</param>
    /// <param name="cancellationToken">Ends the workers; what is under way is told by the same token.</param>
    public Dispatcher(int window, Func<TItem, CancellationToken, ValueTask<TOutcome>> work, CancellationToken cancellationToken)
    {
        _window = window;
        _work = work;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Posted, and without an outcome that was taken.</summary>
    public int Pending { get; private set; }

    private int MostUnfinished => _window * (1 + QueuedPerWorker);

    /// <summary>Posts a piece of work, unless the window and the queue behind it are full. For the posting thread only.</summary>
    /// <param name="key">Pieces with the same key run one after the other, in the order they were posted.</param>
    /// <param name="item">The piece.</param>
    public bool TryPost(int key, TItem item)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (Volatile.Read(ref _unfinished) >= MostUnfinished)
        {
            return false;
        }

        Pending++;
        _ = Interlocked.Increment(ref _unfinished);
        _ = _posted.Writer.TryWrite((key, item));
        if (_workers.Count < _window && _workers.Count < Pending)
        {
            _workers.Add(Task.Run(WorkAsync, CancellationToken.None));
        }

        return true;
    }

    /// <summary>Takes an outcome that has come, if any. For the posting thread only.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <exception cref="Exception">A piece of work threw instead of returning an outcome.</exception>
    public bool TryTake(out TOutcome outcome)
    {
        lock (_outcomes)
        {
            if (_outcomes.Count > 0)
            {
                outcome = _outcomes.Dequeue();
                Pending--;
                return true;
            }

            _hasOutcome.Reset();
            if (_fault is not null)
            {
                throw new InvalidOperationException("A piece of work broke its promise to return an outcome.", _fault);
            }
        }

        outcome = default!;
        return false;
    }

    /// <summary>Blocks until an outcome has come, or for a while. For the posting thread only.</summary>
    /// <param name="patience">The while.</param>
    /// <exception cref="OperationCanceledException">The work was given up.</exception>
    public void WaitForOutcome(TimeSpan patience) => _ = _hasOutcome.Wait(patience, _cancellationToken);

    /// <summary>No more will be posted; waits until every worker has ended. After a cancellation this is soon.</summary>
    public Task CompleteAsync()
    {
        _ = _posted.Writer.TryComplete();
        return Task.WhenAll(_workers);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = _posted.Writer.TryComplete();
        _hasOutcome.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            while (await _posted.Reader.WaitToReadAsync(_cancellationToken).ConfigureAwait(false))
            {
                while (_posted.Reader.TryRead(out var posted))
                {
                    if (TryBegin(posted.Key, posted.Item))
                    {
                        await WorkOnKeyAsync(posted.Key, posted.Item).ConfigureAwait(false);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (_cancellationToken.IsCancellationRequested)
        {
            // Given up, as asked.
        }
        catch (Exception exception)
        {
            lock (_outcomes)
            {
                _fault = exception;
                _hasOutcome.Set();
            }
        }
    }

    /// <summary>Begins a key, or parks the piece behind the one of the same key that is under way.</summary>
    private bool TryBegin(int key, TItem item)
    {
        lock (_busyKeys)
        {
            if (!_busyKeys.TryGetValue(key, out var parked))
            {
                _busyKeys.Add(key, null);
                return true;
            }

            if (parked is null)
            {
                _busyKeys[key] = parked = new Queue<TItem>();
            }

            parked.Enqueue(item);
            return false;
        }
    }

    private async ValueTask WorkOnKeyAsync(int key, TItem item)
    {
        do
        {
            _cancellationToken.ThrowIfCancellationRequested();
            Deliver(await _work(item, _cancellationToken).ConfigureAwait(false));
        }
        while (TryContinue(key, out item!));
    }

    private bool TryContinue(int key, out TItem? next)
    {
        lock (_busyKeys)
        {
            if (_busyKeys[key] is { Count: > 0 } parked)
            {
                next = parked.Dequeue();
                return true;
            }

            _ = _busyKeys.Remove(key);
            next = default;
            return false;
        }
    }

    private void Deliver(TOutcome outcome)
    {
        lock (_outcomes)
        {
            _ = Interlocked.Decrement(ref _unfinished);
            _outcomes.Enqueue(outcome);
            if (_outcomes.Count == 1)
            {
                _hasOutcome.Set();
            }
        }
    }
}
