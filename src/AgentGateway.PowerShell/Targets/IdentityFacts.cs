namespace AgentGateway;

/// <summary>The contents of an input that isn't a plain value.</summary>
internal sealed record IdentityFacts(IdentityKind Kind)
{
    public int? AgentId { get; init; }

    public Uri? Gateway { get; init; }

    public long? ConferenceId { get; init; }

    public string? Address { get; init; }

    public AddressType? AddressType { get; init; }

    /// <summary>The phone call in the input, or null.</summary>
    public string? CallId { get; init; }

    /// <summary>The recording in the input, or null.</summary>
    public RecordingFacts? Recording { get; init; }

    /// <summary>The problem of an empty property for the call; null: there is none.</summary>
    public string? CallProblem { get; init; }

    /// <summary>The start of the conference, if the input contains it.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Why the start of the conference can't be read; null: it can, or the input doesn't contain it.</summary>
    public string? StartTimeProblem { get; init; }

    /// <summary>The queue in the input.</summary>
    public int? QueueId { get; init; }

    /// <summary>The agent whose session queried the queue.</summary>
    public int? QueriedBy { get; init; }

    /// <summary>The inspector who supervises the agent, if the input contains it.</summary>
    public int? InspectorId { get; init; }

    /// <summary>Why the inspector or the mode can't be read; null: they can, or the input doesn't contain them.</summary>
    public string? InspectorProblem { get; init; }

    /// <summary>The mode of the supervision, if the input is one.</summary>
    public SupervisionMode? SupervisionMode { get; init; }

    /// <summary>The session itself, if the input is one.</summary>
    public AgwSession? Session { get; init; }

    /// <summary>The conference itself, if the input is one, because prompts display its age and size.</summary>
    public Conference? Conference { get; init; }

    /// <summary>Why the input identifies nothing that a cmdlet can process; null: it does.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether the only problem is that the input has no property of a target. It can still bind other parameters.</summary>
    public bool NamesNothing { get; init; }

    /// <summary>The problem of an empty property for the conference; null: there is none.</summary>
    public string? ConferenceProblem { get; init; }

    /// <summary>Creates an input that identifies nothing.</summary>
    public static IdentityFacts Unusable(string problem) => new(IdentityKind.Unusable) { Problem = problem };
}

/// <summary>The kind of object that an identity was read from.</summary>
internal enum IdentityKind
{
    /// <summary>An agent, or an object that belongs to an agent.</summary>
    Agent,

    /// <summary>A live session.</summary>
    Session,

    /// <summary>A conference, represented by its chairperson.</summary>
    Conference,

    /// <summary>A participant of a conference.</summary>
    Participant,

    /// <summary>A queue, which is no agent.</summary>
    Queue,

    /// <summary>An object with named properties, such as a row of a CSV file.</summary>
    Row,

    /// <summary>An object that identifies nothing.</summary>
    Unusable,
}
