namespace AgentGateway;

/// <summary>A conference.</summary>
public sealed class Conference : IComparable<Conference>, IComparable
{
    /// <summary>The conference's ID.</summary>
    public required long ConferenceId { get; init; }

    /// <summary>
    /// The chairperson, so that a conference pipes into the cmdlets that act as the chairperson; null if the gateway names none.
    /// </summary>
    public int? AgentId { get; init; }

    /// <summary>Its state.</summary>
    public ConferenceState State { get; init; }

    /// <summary>When it began, in local time; null right after it was created.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>The time applied for.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How long it has been running, in whole minutes, as the gateway reports.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>The participants, including the chairperson.</summary>
    public IReadOnlyList<Participant> Participants { get; init => field = Indexable.List(value); } = Array.Empty<Participant>();

    /// <summary>The number of participants, including the chairperson.</summary>
    public int ParticipantCount => Participants.Count;

    /// <summary>The gateway.</summary>
    public required Uri Gateway { get; init; }

    /// <summary>Whether it has been running for a time. If the gateway tells neither age nor start, it hasn't.</summary>
    /// <param name="age">The time.</param>
    /// <param name="now">The current time.</param>
    internal bool HasRunFor(TimeSpan age, DateTimeOffset now) => (Elapsed ?? now - StartTime) >= age;

    /// <summary>Sorts by the time it began, then by its ID.</summary>
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
