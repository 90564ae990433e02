using System.Globalization;

namespace AgentGateway;

/// <summary>
/// Limits the concurrent calls to a gateway. There is no limit until the gateway reports an overload; after a pause, the window is then
/// half of the number of calls in progress. It grows again step by step, and the limit is removed at the size at which the overload began.
/// Polls aren't counted, because they keep the sessions alive.
/// </summary>
internal sealed class CallWindow : IDisposable
{
    // The approximate number of steps from one call at a time to no limit.
    private const int Steps = 16;

    private readonly object _gate = new();
    private readonly Queue<TaskCompletionSource<bool>> _waiting = new();
    private readonly TimeProvider _clock;
    private readonly string _gateway;
    private readonly TimeSpan _interval;
    private readonly TimeSpan _maxPause;
    private ITimer? _timer;
    private int _underWay;
    private int? _limit;
    private int _ceiling;
    private int _overloads;
    private long _pauseStarted;
    private TimeSpan _pause;
    private TimeSpan _lastPause;
    private bool _isClosed;

    /// <param name="options">
    /// The clock, the pause, and the timeout of one operation, which is the longest pause that a gateway can request.
    /// </param>
    public CallWindow(GatewayOptions options)
    {
        _clock = options.Clock;
        _gateway = options.Address.Authority;
        _interval = options.RetryInterval;
        _maxPause = options.OperationTimeout;
    }

    /// <summary>The changes of the window as text.</summary>
    public WindowLog Log { get; } = new();

    /// <summary>
    /// Takes a place for one call, and waits while there is none. The caller must return the place with <see cref="Leave"/>.
    /// </summary>
    /// <returns>The number of overloads before the call.</returns>
    /// <exception cref="ObjectDisposedException">The gateway is closed.</exception>
    /// <exception cref="OperationCanceledException">The caller has canceled. There is no place to return.</exception>
    public ValueTask<int> EnterAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<bool> turn;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (_waiting.Count == 0 && IsOpen)
            {
                _underWay++;
                return new ValueTask<int>(_overloads);
            }

            turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);

            // All waiting calls may have been canceled.
            Admit();
        }

        return WaitAsync(turn, cancellationToken);
    }

    /// <summary>Returns a place.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _underWay--;
            Admit();
        }
    }

    /// <summary>
    /// Records that the gateway has reported an overload: half of the calls, after a pause. Calls that began before the last overload don't
    /// reduce the window again. They only extend the pause, if the gateway requests a much longer one.
    /// </summary>
    /// <param name="overloadsBefore">The number that <see cref="EnterAsync"/> returned for the call.</param>
    /// <param name="overload">The overload that the gateway reported.</param>
    public void Shrink(int overloadsBefore, in Overload overload)
    {
        lock (_gate)
        {
            var isNew = overloadsBefore == _overloads && !(overload.IsSwitchOver && IsSettling);
            var pause = overload.RetryAfter is { } asked ? BackOff.Shorter(asked, _maxPause) : BackOff.Pause(_interval, 0);
            if (_isClosed || !(isNew || (overload.RetryAfter is not null && pause > PauseLeft + _interval)))
            {
                return;
            }

            if (isNew)
            {
                _overloads++;
                _ceiling = _limit is null ? _underWay : Math.Max(_ceiling, _underWay);
                _limit = Math.Max(1, Math.Min(_limit ?? int.MaxValue, _underWay) / 2);
            }

            if (pause > PauseLeft)
            {
                (_pauseStarted, _pause, _lastPause) = (_clock.GetTimestamp(), pause, pause);
            }

            Log.Add(
                string.Format(
                    CultureInfo.InvariantCulture,
                    "{0} is overloaded ({1}): at most {2} at once, after a pause of {3:0.#} s.",
                    _gateway,
                    overload.Reason,
                    Calls,
                    PauseLeft.TotalSeconds));
            _timer ??= _clock.CreateTimer(
                static window => ((CallWindow)window!).Grow(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _ = _timer.Change(PauseLeft, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            _timer?.Dispose();
            while (_waiting.Count > 0)
            {
                _ = _waiting.Dequeue().TrySetException(new ObjectDisposedException(nameof(Gateway)));
            }
        }
    }

    private string Calls => _limit == 1 ? "one call" : string.Format(CultureInfo.InvariantCulture, "{0} calls", _limit);

    private bool IsOpen => _limit is null || (_underWay < _limit && PauseLeft <= TimeSpan.Zero);

    // Agents are switched over one at a time, so calls for the others must continue.
    private bool IsSettling => _limit is not null && _clock.GetElapsedTime(_pauseStarted) < _lastPause + _interval;

    // Never negative, because a timer doesn't accept a negative time and a thread may be scheduled too late.
    private TimeSpan PauseLeft =>
        _pause == TimeSpan.Zero ? TimeSpan.Zero : BackOff.Longer(_pause - _clock.GetElapsedTime(_pauseStarted), TimeSpan.Zero);

    private async ValueTask<int> WaitAsync(TaskCompletionSource<bool> turn, CancellationToken cancellationToken)
    {
        using (cancellationToken.Register(static waiting => ((TaskCompletionSource<bool>)waiting!).TrySetCanceled(), turn))
        {
            try
            {
                _ = await turn.Task.ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                throw new OperationCanceledException(cancellationToken);
            }
        }

        lock (_gate)
        {
            return _overloads;
        }
    }

    /// <summary>Gives free places to the waiting calls in order, except to canceled ones.</summary>
    private void Admit()
    {
        while (_waiting.Count > 0 && IsOpen)
        {
            if (_waiting.Dequeue().TrySetResult(true))
            {
                _underWay++;
            }
        }
    }

    /// <summary>The pause has ended, or no overload was reported for an interval.</summary>
    private void Grow()
    {
        lock (_gate)
        {
            if (_isClosed || _limit is null)
            {
                return;
            }

            if (_pause > TimeSpan.Zero)
            {
                if (PauseLeft > TimeSpan.Zero)
                {
                    _ = _timer!.Change(PauseLeft, Timeout.InfiniteTimeSpan);
                    return;
                }

                _pause = TimeSpan.Zero;
            }
            else
            {
                var limit = _limit.Value + Math.Max(1, _ceiling / Steps);
                _limit = limit >= _ceiling ? null : limit;
                Log.Add(_limit is null
                    ? string.Format(CultureInfo.InvariantCulture, "{0} is no longer overloaded: the limit is removed.", _gateway)
                    : string.Format(CultureInfo.InvariantCulture, "{0} is recovering: at most {1} at once.", _gateway, Calls));
            }

            if (_limit is not null)
            {
                _ = _timer!.Change(_interval, Timeout.InfiniteTimeSpan);
            }

            Admit();
        }
    }
}
