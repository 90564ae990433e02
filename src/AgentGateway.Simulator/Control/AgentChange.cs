namespace AgentGateway.Simulator;

/// <summary>New facts about an agent; what is null stays as it is. No event comes of it.</summary>
public sealed record AgentChange
{
    /// <summary>A gateway state: 3 busy, 4 idle, 5 wrap-up, 8 rest.</summary>
    public int? State { get; init; }

    public string? PhoneNumber { get; init; }

    /// <summary>Days until the password expires, as the next sign-in tells it.</summary>
    public string? TimeRemaining { get; init; }

    public bool? IsForceChange { get; init; }

    public string? MediaType { get; init; }
}
