namespace AgentGateway.Simulator;

/// <summary>Counts how often each operation was carried out for each agent.</summary>
internal sealed class OperationCounters(int maximumAgentId)
{
    private readonly int[]?[] counts = new int[]?[maximumAgentId + 1];

    public void Increment(int agentId, Interface operation)
    {
        ref var slot = ref counts[agentId];
        var ofAgent = Volatile.Read(ref slot)
            ?? Interlocked.CompareExchange(ref slot, new int[InterfaceTable.All.Count], null)
            ?? slot!;
        Interlocked.Increment(ref ofAgent[operation.Index]);
    }

    public int Of(int agentId, string operation) => Of(agentId).FirstOrDefault(pair => pair.Key == operation).Value;

    public IEnumerable<KeyValuePair<string, int>> Of(int agentId) => Volatile.Read(ref counts[agentId]) is { } ofAgent
        ? InterfaceTable.All
            .Where(entry => ofAgent[entry.Index] > 0)
            .GroupBy(static entry => entry.LogName, entry => ofAgent[entry.Index])
            .Select(static group => KeyValuePair.Create(group.Key, group.Sum()))
        : [];
}
