namespace AgentGateway;

/// <content>One place in the window: it runs one piece after the other.</content>
internal sealed partial class Dispatcher<TItem, TOutcome>
{
    // On the pool, because the posting thread has its own work to do.
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
    /// Delivers an outcome, gives the key free and takes the next piece, whichever its key; without one this place in the window becomes
    /// free.
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

            // Under the same lock: a piece that is posted in between would wait behind a place that is about to be freed.
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
