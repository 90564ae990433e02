namespace AgentGateway.Simulator;

/// <summary>The faults on order. The first that fits a request is taken.</summary>
internal sealed class FaultPlan
{
    private volatile Order[] orders = [];

    public void Add(Fault fault)
    {
        if (fault.Operation is { } operation && !InterfaceTable.All.Any(entry => entry.LogName == operation))
        {
            throw new ArgumentException($"No interface has the log name '{operation}'.", nameof(fault));
        }

        Order[] before, after;
        do
        {
            before = orders;
            after = [.. before.Where(static order => !order.IsUsedUp), new Order(fault)];
        }
#pragma warning disable CS0420 // Interlocked gives the same guarantee.
        while (Interlocked.CompareExchange(ref orders, after, before) != before);
#pragma warning restore CS0420
    }

    public void Clear() => orders = [];

    public Fault? Take(int? agentId, string operation)
    {
        foreach (var order in orders)
        {
            if (order.Fits(agentId, operation) && order.TryUse())
            {
                return order.Fault;
            }
        }

        return null;
    }

    public IEnumerable<Fault> Open => orders.Where(static order => !order.IsUsedUp).Select(static order => order.Fault);

    private sealed class Order(Fault fault)
    {
        private int left = fault.Count ?? int.MaxValue;

        public Fault Fault => fault;

        public bool IsUsedUp => Volatile.Read(ref left) <= 0;

        public bool Fits(int? agentId, string operation) =>
            (fault.AgentId is null || fault.AgentId == agentId) && (fault.Operation is null || fault.Operation == operation);

        public bool TryUse() => fault.Count is null || Interlocked.Decrement(ref left) >= 0;
    }
}
