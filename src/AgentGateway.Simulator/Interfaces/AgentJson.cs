namespace AgentGateway.Simulator;

/// <summary>Agents in the fields that several families share.</summary>
internal static class AgentJson
{
    public static string Names(IEnumerable<Agent> agents) =>
        $"[{string.Join(',', agents.Select(static agent => Name(agent.Id.ToInvariant())))}]";

    private static string Name(string id) => $$"""{"workno":"{{id}}","name":"{{id}}"}""";
}
