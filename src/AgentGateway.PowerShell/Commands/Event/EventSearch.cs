using System.Globalization;

namespace AgentGateway.Commands;

/// <summary>Where to search for an event, and for which.</summary>
public sealed class EventSearch
{
    private readonly EventFilter _filter;
    private readonly EventReader _reader;
    private readonly EventOrigin[]? _origins;

    /// <param name="filter">The events that are searched for.</param>
    /// <param name="reader">Reads the events.</param>
    /// <param name="origins">The operations, of which the event may be about any; null: any event counts.</param>
    internal EventSearch(EventFilter filter, EventReader reader, EventOrigin[]? origins = null)
    {
        _filter = filter;
        _reader = reader;
        _origins = origins;
    }

    /// <summary>Waits for the first such event.</summary>
    /// <exception cref="GatewayException">None came in time, or the session gets no events.</exception>
    internal async Task<FoundEvent> FindAsync(Target target, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var session = target.Session;
        EventFailures.RequirePolling(target);
        using var timeUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeUp.CancelAfter(timeout);
        try
        {
            while (await _reader.ReadAsync(timeUp.Token).ConfigureAwait(false) is { } received)
            {
                if (_filter.Includes(received) && Includes(received))
                {
                    return new FoundEvent(received, _reader.Position, _reader.TakeMissed());
                }
            }

            throw EventFailures.Ended(target);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var wanted = Messages.Clean(_filter.Description);
            var detail = string.Format(CultureInfo.InvariantCulture, "no {0} within {1:0} s", wanted, timeout.TotalSeconds);
            throw GatewayException.For(FailureKind.WaitTimeout, target.Context(), detail, variant: "Event");
        }
    }

    /// <summary>The event that was just read may belong to one of the operations.</summary>
    private bool Includes(AgentEvent received)
    {
        if (_origins is null)
        {
            return true;
        }

        var position = _reader.Position;
        return Array.Exists(_origins, origin => origin.Includes(received, position));
    }
}

/// <summary>An event that was found, and the position of its reader behind it.</summary>
public readonly struct FoundEvent
{
    internal FoundEvent(AgentEvent received, long position, long missed)
    {
        Received = received;
        Position = position;
        Missed = missed;
    }

    internal AgentEvent Received { get; }

    internal long Position { get; }

    internal long Missed { get; }
}
