namespace AgentGateway;

/// <summary>The idle connections to a gateway, most recently used first. A connection that is idle for too long is closed.</summary>
internal sealed class ConnectionPool : IDisposable
{
    private static readonly TimeSpan MaxIdleTime = TimeSpan.FromSeconds(90);

    private readonly object _gate = new();
    private readonly List<(Http11Connection Connection, long Since)> _idle = [];
    private readonly TimeProvider _clock;
    private readonly ITimer _sweep;
    private bool _isClosed;

    public ConnectionPool(TimeProvider clock)
    {
        _clock = clock;
        _sweep = clock.CreateTimer(
            static pool => ((ConnectionPool)pool!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Returns an idle connection; null: none.</summary>
    /// <exception cref="ObjectDisposedException">The gateway is closed.</exception>
    public Http11Connection? TryTake()
    {
        while (true)
        {
            Http11Connection connection;
            bool isFresh;
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isClosed, this);
                if (_idle.Count == 0)
                {
                    return null;
                }

                (connection, var since) = _idle[_idle.Count - 1];
                _idle.RemoveAt(_idle.Count - 1);
                isFresh = _clock.GetElapsedTime(since) < MaxIdleTime;
            }

            if (isFresh && connection.IsQuiet)
            {
                return connection;
            }

            connection.Dispose();
        }
    }

    /// <summary>Keeps a connection for the next request.</summary>
    public void Return(Http11Connection connection)
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _idle.Add((connection, _clock.GetTimestamp()));
                if (_idle.Count == 1)
                {
                    _ = _sweep.Change(MaxIdleTime, Timeout.InfiniteTimeSpan);
                }

                return;
            }
        }

        connection.Dispose();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            _sweep.Dispose();
            _idle.ForEach(idle => idle.Connection.Dispose());
            _idle.Clear();
        }
    }

    /// <summary>Closes connections that were idle for too long. The timer runs only while there are idle connections.</summary>
    private void Sweep()
    {
        lock (_gate)
        {
            var old = _idle.FindIndex(idle => _clock.GetElapsedTime(idle.Since) < MaxIdleTime);
            old = old < 0 ? _idle.Count : old;
            for (var i = 0; i < old; i++)
            {
                _idle[i].Connection.Dispose();
            }

            _idle.RemoveRange(0, old);
            if (_idle.Count > 0 && !_isClosed)
            {
                _ = _sweep.Change(MaxIdleTime - _clock.GetElapsedTime(_idle[0].Since), Timeout.InfiniteTimeSpan);
            }
        }
    }
}
