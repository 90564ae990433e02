namespace AgentGateway;

/// <summary>The state of a phone call.</summary>
public enum AgwCallState
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>Nobody has answered yet.</summary>
    Ringing,

    /// <summary>Answered. The gateway tells only the agent itself whether the call is on hold.</summary>
    Answered,

    /// <summary>The agent talks.</summary>
    Talking,

    /// <summary>On hold.</summary>
    Held,
}

/// <summary>A phone call of an agent.</summary>
public sealed class AgwCall
{
    /// <summary>The agent.</summary>
    public required int AgentId { get; init; }

    /// <summary>The call's ID.</summary>
    public required string CallId { get; init; }

    /// <summary>Its state.</summary>
    public AgwCallState State { get; init; }

    /// <summary>How the call began; null if the gateway doesn't send it.</summary>
    public CallType? CallType { get; init; }

    /// <summary>The caller.</summary>
    public string? Caller { get; init; }

    /// <summary>The called number.</summary>
    public string? Called { get; init; }

    /// <summary>The name of the skill queue.</summary>
    public string? Queue { get; init; }

    /// <summary>The ID of the skill queue.</summary>
    public int? QueueId { get; init; }

    /// <summary>The data of the call.</summary>
    public string? CallData { get; init; }

    /// <summary>When the call was answered, in local time; null before that, or if the gateway doesn't send it.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The time since <see cref="StartedAt"/> at the moment of the query, by the clock of this computer.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The gateway.</summary>
    public required Uri Gateway { get; init; }

    /// <inheritdoc/>
    public override string ToString() => CallId;
}
