using System.Threading.Channels;

namespace AgentGateway.Commands;

/// <summary>
/// Merges the events of several sessions as they arrive. It reads ahead; the position of the runspace moves when an event is written.
/// </summary>
internal sealed class EventFollower : IDisposable
{
    // The maximum number of events that wait for the pipeline. The log of the session holds the others, and reports what it drops.
    private const int Capacity = 256;

    // The interval at which the state of the sessions is checked if no event arrives.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Channel<(AgwSession Session, Step? Next)> _merged = Channel.CreateBounded<(AgwSession, Step?)>(Capacity);
    private readonly Dictionary<AgwSession, bool> _isReconnecting = [];
    private readonly CancellationTokenSource _stop;
    private Task<bool>? _arrival;

    public EventFollower(IReadOnlyList<AgwSession> sessions, EventPositions positions, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var token = _stop.Token;
        var readers = sessions.Distinct()
            .Select(session => (Session: session, Reader: positions.ReaderOf(session).Fork()))
            .ToArray();
        foreach (var (session, _) in readers)
        {
            _isReconnecting.Add(session, false);
        }

        _ = Task.Run(() => CopyAllAsync(readers, token), CancellationToken.None);
    }

    /// <summary>Takes the next event.</summary>
    /// <param name="session">The session of the event.</param>
    /// <param name="next">The event; null: the session has ended, and no more events will arrive.</param>
    public bool TryRead(out AgwSession session, out Step? next)
    {
        var isThere = _merged.Reader.TryRead(out var read);
        (session, next) = read;
        return isThere;
    }

    /// <summary>Returns the sessions that have lost or regained their connection to the gateway since the last call.</summary>
    public IReadOnlyList<AgwSession> TakeChanged()
    {
        AgwSession[] changed =
        [
            .. _isReconnecting
                .Where(known => known.Value != (known.Key.State == SessionState.Reconnecting))
                .Select(known => known.Key),
        ];
        foreach (var session in changed)
        {
            _isReconnecting[session] = !_isReconnecting[session];
        }

        return changed;
    }

    /// <summary>Waits for an event, at most for the interval. Returns false if all sessions have ended.</summary>
    public async Task<bool> WaitAsync()
    {
        _arrival ??= _merged.Reader.WaitToReadAsync(_stop.Token).AsTask();
        if (await Task.WhenAny(_arrival, Task.Delay(Interval, _stop.Token)).ConfigureAwait(false) != _arrival)
        {
            _stop.Token.ThrowIfCancellationRequested();
            return true;
        }

        var isThere = await _arrival.ConfigureAwait(false);
        _arrival = null;
        return isThere;
    }

    // The source is not disposed, because the copying tasks may still read its token.
    public void Dispose() => _stop.Cancel();

    private async Task CopyAllAsync((AgwSession Session, EventReader Reader)[] readers, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(readers.Select(pair => CopyAsync(pair.Session, pair.Reader, cancellationToken))).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The reader has ended.
        }
        finally
        {
            _ = _merged.Writer.TryComplete();
        }
    }

    private async Task CopyAsync(AgwSession session, EventReader reader, CancellationToken cancellationToken)
    {
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } received)
        {
            var step = new Step(received, reader.Position, reader.TakeMissed());
            await _merged.Writer.WriteAsync((session, step), cancellationToken).ConfigureAwait(false);
        }

        await _merged.Writer.WriteAsync((session, null), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>An event, the position of its reader after it, and the number of events that were dropped before it.</summary>
    internal readonly record struct Step(AgentEvent Received, long Position, long Missed);
}
