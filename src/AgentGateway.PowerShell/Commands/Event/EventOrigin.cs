namespace AgentGateway.Commands;

/// <summary>An operation, and the time at which it was sent.</summary>
/// <param name="Result">The result of the operation.</param>
/// <param name="Position">
/// Its position in the events of the session; null: another session sent it, so the time determines which events came after it.
/// </param>
internal sealed record EventOrigin(OperationResult Result, long? Position)
{
    /// <summary>Returns whether the event came after the operation and concerns the same conference and participant.</summary>
    /// <param name="received">The event.</param>
    /// <param name="end">The position after the event.</param>
    public bool Includes(AgentEvent received, long end)
    {
        var isLater = Position is { } sent ? end > sent : received.ReceivedAt >= Result.CompletedAt - Result.Elapsed;
        var isOfAnotherConference = Result.ConferenceId is { } expected && received.ConferenceId is { } other && other != expected;
        return isLater && !isOfAnotherConference && (received.Content is not ParticipantChange change || IsAbout(change));
    }

    private bool IsAbout(ParticipantChange change) =>
        Result.Address is null
        || (string.Equals(change.Participant, Result.Address, StringComparison.Ordinal)
            && (change.ParticipantType == default || Result.AddressType is null || change.ParticipantType == Result.AddressType));
}
