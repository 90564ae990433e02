namespace AgentGateway.Commands;

/// <summary>The queues of one query, and the number of inputs that contain each of them.</summary>
public sealed class QueueBatch
{
    private readonly Dictionary<int, int> _inputs = [];
    private readonly List<int> _queueIds = [];

    internal QueueBatch(in Target target, bool isForAll)
    {
        Target = target;
        IsForAll = isForAll;
    }

    internal Target Target { get; }

    /// <summary>The query is about all queues of the VDN.</summary>
    internal bool IsForAll { get; }

    /// <summary>The queues, each of them once.</summary>
    internal IReadOnlyList<int> QueueIds => _queueIds;

    /// <summary>One entry for each input.</summary>
    internal IEnumerable<int> Inputs => _queueIds.SelectMany(queueId => Enumerable.Repeat(queueId, _inputs[queueId]));

    internal void Add(int queueId)
    {
        if (!_inputs.TryGetValue(queueId, out var count))
        {
            _queueIds.Add(queueId);
        }

        _inputs[queueId] = count + 1;
    }
}

/// <summary>The answer to the query of a batch.</summary>
public sealed class QueueBatchResult
{
    internal QueueBatchResult(IReadOnlyList<AgwQueue> queues) => Queues = queues.ToDictionary(queue => queue.QueueId);

    /// <summary>The queues that exist.</summary>
    internal Dictionary<int, AgwQueue> Queues { get; }

    /// <summary>The queues whose waiting calls could not be read.</summary>
    internal Dictionary<int, GatewayException> Failures { get; } = [];
}
