namespace AgentGateway.Commands;

/// <summary>The conditions by which a cleanup selects conferences.</summary>
/// <param name="olderThan">The minimum age; null: any age.</param>
/// <param name="chairpersons">The conferences of these chairpersons; null: all.</param>
/// <param name="excluded">The chairpersons whose conferences are not selected; null: none.</param>
internal sealed class CleanupSelection(TimeSpan? olderThan, ConferenceFilter chairpersons, ConferenceFilter? excluded)
{
    /// <summary>
    /// Returns whether a running conference is to be ended. If there is a minimum age, a conference of unknown age is not ended.
    /// </summary>
    public bool Includes(Conference conference, DateTimeOffset now) =>
        (olderThan is not { } age || conference.HasRunFor(age, now))
        && chairpersons.Includes(conference)
        && excluded?.Includes(conference) != true;
}
