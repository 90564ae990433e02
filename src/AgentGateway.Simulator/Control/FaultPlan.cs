namespace AgentGateway.Simulator;

/// <summary>The faults to inject. The first fault that matches a request is used.</summary>
internal sealed class FaultPlan
{
    private volatile Entry[] entries = [];

    public void Add(Fault fault)
    {
        if (fault.Operation is { } operation && !InterfaceTable.All.Any(entry => entry.LogName == operation))
        {
            throw new ArgumentException($"No interface has the log name '{operation}'.", nameof(fault));
        }

        Entry[] before, after;
        do
        {
            before = entries;
            after = [.. before.Where(static entry => !entry.IsUsedUp), new Entry(fault)];
        }
#pragma warning disable CS0420 // Interlocked gives the same guarantee.
        while (Interlocked.CompareExchange(ref entries, after, before) != before);
#pragma warning restore CS0420
    }

    public void Clear() => entries = [];

    public Fault? Take(int? agentId, string operation)
    {
        foreach (var entry in entries)
        {
            if (entry.Matches(agentId, operation) && entry.TryUse())
            {
                return entry.Fault;
            }
        }

        return null;
    }

    public IEnumerable<Fault> Open => entries.Where(static entry => !entry.IsUsedUp).Select(static entry => entry.Fault);

    private sealed class Entry(Fault fault)
    {
        private int left = fault.Count ?? int.MaxValue;

        public Fault Fault => fault;

        public bool IsUsedUp => Volatile.Read(ref left) <= 0;

        public bool Matches(int? agentId, string operation) =>
            (fault.AgentId is null || fault.AgentId == agentId) && (fault.Operation is null || fault.Operation == operation);

        public bool TryUse() => fault.Count is null || Interlocked.Decrement(ref left) >= 0;
    }
}
