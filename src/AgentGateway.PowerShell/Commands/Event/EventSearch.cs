using System.Globalization;

namespace AgentGateway.Commands;

/// <summary>Where to search for an event, and for which.</summary>
public sealed class EventSearch
{
    private readonly EventFilter _filter;
    private readonly EventReader _reader;
    private readonly OperationResult? _after;
    private readonly DateTimeOffset? _notBefore;

    /// <param name="filter">The events that are searched for.</param>
    /// <param name="reader">Reads the events.</param>
    /// <param name="after">The operation that the event is about; null: any event counts.</param>
    /// <param name="notBefore">When the operation was sent, if the reader does not begin there.</param>
    internal EventSearch(EventFilter filter, EventReader reader, OperationResult? after = null, DateTimeOffset? notBefore = null)
    {
        _filter = filter;
        _reader = reader;
        _after = after;
        _notBefore = notBefore;
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

    /// <summary>The event may belong to the operation.</summary>
    private bool Includes(AgentEvent received)
    {
        if (_notBefore is not null && received.ReceivedAt < _notBefore)
        {
            return false;
        }

        if (_after is null)
        {
            return true;
        }

        var isOfAnotherConference = _after.ConferenceId is { } expected && received.ConferenceId is { } other && other != expected;
        return !isOfAnotherConference
            && (_after.Address is null || received.Content is not ParticipantChange change || IsAbout(change, _after));
    }

    private static bool IsAbout(ParticipantChange change, OperationResult result) =>
        string.Equals(change.Participant, result.Address, StringComparison.Ordinal)
        && (change.ParticipantType == default || result.AddressType is null || change.ParticipantType == result.AddressType);
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
