namespace AgentGateway.Simulator;

/// <summary>The target of a request: an interface, a path with another method (<paramref name="Allow"/>), or nothing.</summary>
internal readonly record struct Route(Interface? Interface, int? AgentId, string[] Arguments, string? Allow)
{
    private const string AllAgents = "allagentevent";

    /// <summary>The request is the poll for all agents, which has no agent ID.</summary>
    public bool IsForAllAgents { get; private init; }

    public static Route Of(string method, string path)
    {
        if (!path.StartsWith(InterfaceTable.Root, StringComparison.Ordinal))
        {
            return new Route(null, null, [], null);
        }

        var found = InterfaceTable.Find(path[InterfaceTable.Root.Length..], out var idText, out var arguments);
        int? agentId = InvariantText.TryNumber(idText, 0, int.MaxValue, out var id) ? id : null;
        foreach (var candidate in found)
        {
            if (candidate.Method == method)
            {
                return new Route(candidate, agentId, arguments, null)
                {
                    IsForAllAgents = candidate.Access == Access.Poll && idText.SequenceEqual(AllAgents),
                };
            }
        }

        var allow = found.IsEmpty ? null : string.Join(", ", found.ToArray().Select(static candidate => candidate.Method));
        return new Route(null, agentId, arguments, allow);
    }
}
