namespace AgentGateway.Commands;

/// <summary>The agents of a query: one agent, those of a queue, or all that are signed in.</summary>
public readonly struct AgentQuery
{
    private AgentQuery(int? queueId, bool isForAll)
    {
        QueueId = queueId;
        IsForAll = isForAll;
    }

    /// <summary>All agents that are signed in.</summary>
    internal static AgentQuery All => new(null, isForAll: true);

    /// <summary>The queue, or null.</summary>
    internal int? QueueId { get; }

    /// <summary>The query is about all agents that are signed in.</summary>
    internal bool IsForAll { get; }

    /// <summary>The answer can contain several agents.</summary>
    internal bool IsList => IsForAll || QueueId is not null;

    /// <summary>The agents of a queue.</summary>
    internal static AgentQuery Of(int queueId) => new(queueId, isForAll: false);
}
