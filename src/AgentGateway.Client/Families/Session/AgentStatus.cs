namespace AgentGateway;

/// <summary>The state of an agent.</summary>
public sealed class AgentStatus
{
    /// <summary>The agent.</summary>
    public required int AgentId { get; init; }

    /// <summary>Its state.</summary>
    public required AgentState State { get; init; }

    /// <summary>Whether the agent is in a call; null if the gateway doesn't send it.</summary>
    public bool? IsWorking { get; init; }

    /// <summary>Its name, if another agent queried it.</summary>
    public string? Name { get; init; }

    /// <summary>Its phone, if another agent queried it.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Its virtual call center, if another agent queried it.</summary>
    public int? VdnId { get; init; }

    /// <summary>The gateway.</summary>
    public required Uri Gateway { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Format(System.Globalization.CultureInfo.InvariantCulture, "{0} {1}", AgentId, State);
}
