using System.Threading.Channels;

namespace AgentGateway.Commands;

/// <summary>
/// Merges the events of several sessions as they come. It reads ahead; the place of the runspace in a session's events is moved by whoever writes them.
/// </summary>
internal sealed class EventFollower : IDisposable
{
    // The maximum number of events that wait for the pipeline; a session's own ring holds the rest, and says what it had to drop.
    private const int Capacity = 256;

    // How often the state of the sessions is looked at while no event comes.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Channel<(AgwSession Session, Step? Next)> _merged = Channel.CreateBounded<(AgwSession, Step?)>(Capacity);
    private readonly Dictionary<AgwSession, bool> _isReconnecting = [];
    private readonly CancellationTokenSource _stop;
    private Task<bool>? _arrival;

    public EventFollower(IReadOnlyList<AgwSession> sessions, RunspaceSessions places, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var token = _stop.Token;
        var readers = sessions.Distinct().Select(session => (Session: session, Reader: places.ReaderOf(session).Fork())).ToArray();
        foreach (var (session, _) in readers)
        {
            _isReconnecting.Add(session, false);
        }

        _ = Task.Run(() => CopyAllAsync(readers, token), CancellationToken.None);
    }

    /// <summary>Takes the next event that has come.</summary>
    /// <param name="session">Whose it is.</param>
    /// <param name="next">The event; null: the session is over, and none will come any more.</param>
    public bool TryRead(out AgwSession session, out Step? next)
    {
        var isThere = _merged.Reader.TryRead(out var read);
        (session, next) = read;
        return isThere;
    }

    /// <summary>The sessions that have begun or ended to be without an answer of the gateway since this was last asked.</summary>
    public IReadOnlyList<AgwSession> TakeChanged()
    {
        AgwSession[] changed = [.. _isReconnecting.Where(known => known.Value != (known.Key.State == SessionState.Reconnecting)).Select(known => known.Key)];
        foreach (var session in changed)
        {
            _isReconnecting[session] = !_isReconnecting[session];
        }

        return changed;
    }

    /// <summary>Waits a while for an event. False: all sessions are over.</summary>
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

    // The source is not disposed of: the copies may still look at its token.
    public void Dispose() => _stop.Cancel();

    private async Task CopyAllAsync((AgwSession Session, EventReader Reader)[] readers, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(readers.Select(pair => CopyAsync(pair.Session, pair.Reader, cancellationToken))).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Nobody reads any more.
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
            await _merged.Writer.WriteAsync((session, new Step(received, reader.Position, reader.TakeMissed())), cancellationToken).ConfigureAwait(false);
        }

        await _merged.Writer.WriteAsync((session, null), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One event, where its reader is behind it, and how many were dropped before it.</summary>
    internal readonly record struct Step(AgentEvent Received, long Position, long Missed);
}
