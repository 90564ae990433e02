using System.Globalization;

namespace AgentGateway;

/// <summary>A queue that is configured for an agent, or that the agent has signed in to.</summary>
public sealed class AgwSkill
{
    /// <summary>The gateway.</summary>
    public required Uri Gateway { get; init; }

    /// <summary>The agent.</summary>
    public required int AgentId { get; init; }

    /// <summary>The queue's ID. It is also the ID of the skill.</summary>
    public required int QueueId { get; init; }

    /// <summary>The name of the queue; null if the agent has signed in to a queue that isn't configured for it.</summary>
    public string? Name { get; init; }

    /// <summary>The medium of the queue.</summary>
    public MediaType MediaType { get; init; }

    /// <summary>Whether the agent has signed in to the queue; null if the gateway doesn't send it.</summary>
    public bool? IsSignedIn { get; init; }

    /// <summary>Whether the queue is configured for the agent.</summary>
    public bool IsConfigured { get; init; }

    /// <summary>The agent whose session queried the skill. Queries about its queue use the same session.</summary>
    public int? QueriedBy { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}: {1} {2}", AgentId, QueueId, Name);
}
