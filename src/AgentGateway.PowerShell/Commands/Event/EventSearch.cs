using System.Globalization;

namespace AgentGateway.Commands;

/// <summary>The search for an event.</summary>
public sealed class EventSearch
{
    private readonly EventFilter _filter;
    private readonly EventReader _reader;
    private readonly EventOrigin[]? _origins;

    /// <param name="filter">Selects the events.</param>
    /// <param name="reader">Reads the events.</param>
    /// <param name="origins">The operations, any of which the event can belong to; null: any event is accepted.</param>
    internal EventSearch(EventFilter filter, EventReader reader, EventOrigin[]? origins = null)
    {
        _filter = filter;
        _reader = reader;
        _origins = origins;
    }

    /// <summary>Waits for the first matching event.</summary>
    /// <exception cref="GatewayException">No event arrived in time, or the session receives no events.</exception>
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

    /// <summary>Returns whether the event that was just read can belong to one of the operations.</summary>
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

/// <summary>The found event, and the position of its reader after it.</summary>
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
