namespace AgentGateway.Simulator;

/// <summary>New properties of an agent. A null value leaves the property unchanged. The change raises no event.</summary>
public sealed record AgentChange
{
    /// <summary>The state with the numbers of the gateway: 3 is busy, 4 is idle, 5 is wrap-up, 8 is rest.</summary>
    public int? State { get; init; }

    /// <summary>The number of minutes for which the agent has been in its state.</summary>
    public int? StateMinutes { get; init; }

    public string? PhoneNumber { get; init; }

    /// <summary>The number of days until the password expires, which the next sign-in reply has.</summary>
    public string? TimeRemaining { get; init; }

    public bool? IsForceChange { get; init; }

    public string? MediaType { get; init; }

    /// <summary>The queues that the agent may sign in to.</summary>
    public int[]? ConfiguredSkills { get; init; }

    /// <summary>The queues that the agent has signed in to.</summary>
    public int[]? Skills { get; init; }

    /// <summary>The right to take calls.</summary>
    public bool? TakesCalls { get; init; }
}
