namespace AgentGateway;

/// <summary>What an input says besides a plain value.</summary>
internal sealed record IdentityFacts(IdentityKind Kind)
{
    public int? AgentId { get; init; }

    public Uri? Gateway { get; init; }

    public long? ConferenceId { get; init; }

    public string? Address { get; init; }

    public AddressType? AddressType { get; init; }

    /// <summary>When the conference began, if the input says so.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>The session itself, if the input is one.</summary>
    public AgwSession? Session { get; init; }

    /// <summary>The conference itself, if the input is one: prompts show its age and size.</summary>
    public Conference? Conference { get; init; }

    /// <summary>Why the input names nothing that a cmdlet can act on; null: it does.</summary>
    public string? Problem { get; init; }

    /// <summary>The only problem is that the input has no property of a target. It may still bind other parameters.</summary>
    public bool NamesNothing { get; init; }

    /// <summary>The problem of a property for the conference that is empty; null: there is none.</summary>
    public string? ConferenceProblem { get; init; }

    /// <summary>An input that names nothing.</summary>
    public static IdentityFacts Unusable(string problem) => new(IdentityKind.Unusable) { Problem = problem };
}

/// <summary>The kind of object that an identity was read from.</summary>
internal enum IdentityKind
{
    /// <summary>An agent, or an object that belongs to one.</summary>
    Agent,

    /// <summary>A live session.</summary>
    Session,

    /// <summary>A conference, represented by its chairperson.</summary>
    Conference,

    /// <summary>A participant of a conference.</summary>
    Participant,

    /// <summary>An object with named properties, such as a row of a CSV file.</summary>
    Row,

    /// <summary>Something that names nothing.</summary>
    Unusable,
}
