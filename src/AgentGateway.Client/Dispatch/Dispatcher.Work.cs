namespace AgentGateway;

/// <content>A place in the window. It runs one piece of work after the other.</content>
internal sealed partial class Dispatcher<TItem, TOutcome>
{
    // Runs on the thread pool, because the posting thread is busy with its own work.
    private void Begin(int key, TItem item)
    {
        _underWay++;
        _ = Task.Run(() => WorkAsync(key, item), CancellationToken.None);
    }

    private async Task WorkAsync(int key, TItem item)
    {
        try
        {
            while (TryContinue(await _work(item, _cancellationToken).ConfigureAwait(false), ref key, ref item))
            {
            }
        }
        catch (OperationCanceledException) when (_cancellationToken.IsCancellationRequested)
        {
            End(null);
        }
        catch (Exception exception)
        {
            End(exception, key);
        }
    }

    /// <summary>
    /// Delivers an outcome, releases the key, and takes the next piece of any key. If there is none, the place in the window becomes free.
    /// </summary>
    private bool TryContinue(TOutcome outcome, ref int key, ref TItem item)
    {
        lock (_gate)
        {
            _outcomes.Enqueue(outcome);
            _isHeld |= _holds?.Invoke(outcome) == true;
            _waiting.Release(key);
            var hasNext = _waiting.Count > 0 && !_isHeld && !_isPaused && !_cancellationToken.IsCancellationRequested;
            if (hasNext)
            {
                (key, item) = _waiting.Dequeue();
            }

            if (_outcomes.Count >= _awaited || _waiting.Count == 0 || _isHeld)
            {
                Wake();
            }

            // Under the same lock. Otherwise, a piece that is posted in between would not be started by the place that is about to be
            // freed.
            if (!hasNext)
            {
                End(null);
            }

            return hasNext;
        }
    }

    private void End(Exception? fault, int key = 0)
    {
        lock (_gate)
        {
            _underWay--;
            if (fault is not null)
            {
                _fault ??= fault;
                _faults++;
                _waiting.Release(key);
            }

            Wake();
            if (_underWay == 0 && _isComplete)
            {
                _ = _ended.TrySetResult(true);
            }
        }
    }
}
