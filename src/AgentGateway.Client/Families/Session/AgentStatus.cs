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

    /// <summary>The queues that it has signed in to, if another agent queried it and the gateway sends them.</summary>
    public IReadOnlyList<int>? Skills { get; init => field = value is null ? null : Indexable.List(value); }

    /// <summary>Since when it has been in this state, in local time, if another agent queried it.</summary>
    public DateTimeOffset? StateSince { get; init; }

    /// <summary>
    /// How long it had been in this state at the moment of the query, if another agent queried it and the gateway sends it. In PowerShell,
    /// null is less than any time, so an unknown time is never greater than a limit.
    /// </summary>
    public TimeSpan? TimeInState { get; init; }

    /// <summary>When it signed in, in local time, if another agent queried it.</summary>
    public DateTimeOffset? SignedInAt { get; init; }

    /// <summary>The gateway.</summary>
    public required Uri Gateway { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Format(System.Globalization.CultureInfo.InvariantCulture, "{0} {1}", AgentId, State);
}
