using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace AgentGateway.Simulator;

/// <summary>
/// A time in which nobody can reach the gateway. Its open connections are closed, and new ones are closed before TLS. The gateway itself
/// keeps running.
/// </summary>
internal sealed class Outage(SimulatedTime time)
{
    private readonly ConcurrentDictionary<string, ConnectionContext> open = new();
    private long end;

    private bool IsOver => time.GetTimestamp() >= Interlocked.Read(ref end);

    /// <summary>Begins an outage. Returns when it ends.</summary>
    /// <param name="duration">Its duration.</param>
    /// <param name="control">The ID of the connection that requested it, which stays open for the reply; null: none.</param>
    public DateTimeOffset Begin(TimeSpan duration, string? control)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        var last = time.GetUtcNow() + duration;
        Interlocked.Exchange(ref end, time.GetTimestamp() + duration.Ticks);
        foreach (var (id, connection) in open)
        {
            if (id != control)
            {
                connection.Abort();
            }
        }

        return last;
    }

    /// <summary>Serves a connection, unless there is an outage.</summary>
    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        open[connection.ConnectionId] = connection;
        try
        {
            if (IsOver)
            {
                await next(connection);
            }
            else
            {
                connection.Abort();
            }
        }
        finally
        {
            open.TryRemove(connection.ConnectionId, out _);
        }
    }
}
