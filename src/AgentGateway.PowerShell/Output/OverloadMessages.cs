namespace AgentGateway;

/// <summary>The messages of a command about overloaded gateways. Each change is reported once.</summary>
internal sealed class OverloadMessages
{
    private readonly Dictionary<Gateway, long> _positions = [];

    /// <summary>Starts reporting the changes of a gateway.</summary>
    public void Watch(Gateway gateway)
    {
        if (!_positions.ContainsKey(gateway))
        {
            _positions.Add(gateway, gateway.WindowLog.Count);
        }
    }

    /// <summary>Returns the changes since the last call.</summary>
    public IReadOnlyList<string> Take()
    {
        if (_positions.Count == 0)
        {
            return [];
        }

        var changes = new List<string>();
        foreach (var gateway in _positions.Where(known => known.Key.WindowLog.Count > known.Value).Select(known => known.Key).ToArray())
        {
            var (recent, position) = gateway.WindowLog.Since(_positions[gateway]);
            changes.AddRange(recent);
            _positions[gateway] = position;
        }

        return changes;
    }
}
