namespace AgentGateway;

/// <summary>A conference.</summary>
public sealed class Conference : IComparable<Conference>, IComparable
{
    /// <summary>The conference's ID.</summary>
    public required long ConferenceId { get; init; }

    /// <summary>
    /// The chairperson, so that a conference can be piped to the cmdlets that act as the chairperson; null if the gateway reports none.
    /// </summary>
    public int? AgentId { get; init; }

    /// <summary>Its state.</summary>
    public ConferenceState State { get; init; }

    /// <summary>The start, in local time; null immediately after the creation.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>The requested duration.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The running time in whole minutes, according to the gateway.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>The participants, including the chairperson.</summary>
    public IReadOnlyList<Participant> Participants { get; init => field = Indexable.List(value); } = Array.Empty<Participant>();

    /// <summary>The number of participants, including the chairperson.</summary>
    public int ParticipantCount => Participants.Count;

    /// <summary>The gateway.</summary>
    public required Uri Gateway { get; init; }

    /// <summary>
    /// Returns whether the conference has been running for at least the given time; false if the gateway reports neither age nor start.
    /// </summary>
    /// <param name="age">The time.</param>
    /// <param name="now">The current time.</param>
    internal bool HasRunFor(TimeSpan age, DateTimeOffset now) => (Elapsed ?? now - StartTime) >= age;

    /// <summary>Compares by start, then by ID.</summary>
    /// <param name="other">Another conference.</param>
    public int CompareTo(Conference? other)
    {
        var byAge = Nullable.Compare(StartTime, other?.StartTime);
        return byAge != 0 ? byAge : ConferenceId.CompareTo(other?.ConferenceId ?? long.MinValue);
    }

    int IComparable.CompareTo(object? obj) => CompareTo(obj as Conference);

    /// <inheritdoc/>
    public override string ToString() => ConferenceId.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
