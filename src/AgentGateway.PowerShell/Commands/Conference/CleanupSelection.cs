namespace AgentGateway.Commands;

/// <summary>The conditions by which a clean-up selects conferences.</summary>
/// <param name="olderThan">The minimum age; null: any age.</param>
/// <param name="chairpersons">The conferences of these chairpersons; null: all.</param>
/// <param name="excluded">Not the conferences of these chairpersons; null: no exception.</param>
internal sealed class CleanupSelection(TimeSpan? olderThan, ConferenceFilter chairpersons, ConferenceFilter? excluded)
{
    /// <summary>A running conference is to be ended. If its age isn't known, it is not.</summary>
    public bool Includes(Conference conference, DateTimeOffset now) =>
        (olderThan is not { } age || conference.HasRunFor(age, now))
        && chairpersons.Includes(conference)
        && excluded?.Includes(conference) != true;
}
