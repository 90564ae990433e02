using System.Text.Json;

namespace AgentGateway.Simulator;

/// <summary>The queries about several agents: of a queue, of a list, and all that are signed in (queues.md, 3).</summary>
internal static class AgentListInterfaces
{
    private const int MaxAgentLimit = 500;
    private const int MaxListLength = 100;

    public static readonly Interface[] All =
    [
        new("GET", "agentgroup/{agentid}/agentbyskill/{skillid}", "queryAgentInfoBySkillId", AgentsBySkill),
        new("GET", "agentgroup/{agentid}/agentbylist", "queryAgentInfoBySkillId", AgentsByList),
        new("GET", "agentgroup/{agentid}/allonlineagents", "queryAllOnlineAgents", AllOnlineAgents),
    ];

    /// <summary>Returns the agents of a queue. Only a limit and states together restrict them.</summary>
    private static Reply AgentsBySkill(Call call)
    {
        if (!call.Agent.TakesCalls)
        {
            return Reply.Of(RetCode.NoRightToQueryAgents);
        }

        if (!call.TryArgument(0, 0, int.MaxValue, out var id) || call.Gateway.Queues.Find(id) is not { } queue)
        {
            return Reply.Of(RetCode.QueueParameter);
        }

        var agents = call.Gateway.Agents.Where(agent => agent.TakesCalls && agent.Skills.Contains(queue.Id));
        if (call.Json.ValueKind == JsonValueKind.Undefined)
        {
            return Details(agents, call.Gateway);
        }

        var limit = call.Body.OptionalNumber("agentLimit", 1, MaxAgentLimit);
        var states = call.Body.OptionalNumbers("agentStatus", MaxListLength);
        if (!call.Body.IsValid)
        {
            return Reply.InvalidParameter;
        }

        return Details(
            limit is { } count && states.Count > 0
                ? agents.Where(agent => states.Contains((int)agent.Presence.State)).Take(count)
                : agents,
            call.Gateway);
    }

    /// <summary>Returns the agents of a list, which is the body itself, without a name.</summary>
    private static Reply AgentsByList(Call call)
    {
        if (!call.Agent.TakesCalls)
        {
            return Reply.Of(RetCode.NoRightToQueryAgents);
        }

        if (call.Json.ValueKind != JsonValueKind.Array || call.Json.GetArrayLength() is 0 or > MaxListLength)
        {
            return Reply.InvalidParameter;
        }

        var agents = new List<Agent>();
        foreach (var item in call.Json.EnumerateArray())
        {
            var text = item.ValueKind == JsonValueKind.String ? item.GetString() : item.GetRawText();
            if (!call.Gateway.Options.TryReadAgentId(text, out var workNo))
            {
                return Reply.InvalidParameter;
            }

            if (call.Gateway.FindAgent(workNo) is { TakesCalls: true } agent)
            {
                agents.Add(agent);
            }
        }

        return Details(agents, call.Gateway);
    }

    /// <summary>Returns every signed-in agent in each of its queues. Those without a queue are in the group with the number 0.</summary>
    private static Reply AllOnlineAgents(Call call)
    {
        var online = call.Gateway.Agents.Where(static agent => agent.IsSignedIn).ToArray();
        var groups = call.Gateway.Queues.All
            .Select(queue => (queue.MediaType, queue.Id, Agents: online.Where(agent => agent.Skills.Contains(queue.Id)).ToArray()))
            .Append((MediaType: 0, Id: 0, Agents: [.. online.Where(agent => agent.Skills.All(id => call.Gateway.Queues.Find(id) is null))]))
            .Where(static group => group.Agents.Length > 0)
            .Select(group => $$"""{"skillMediaType":{{group.MediaType.ToInvariant()}},"skillId":{{group.Id.ToInvariant()}}"""
                + $$""","agent":[{{Join(group.Agents, call.Gateway)}}]}""");
        return Reply.QueryResult($"[{string.Join(',', groups)}]");
    }

    private static Reply Details(IEnumerable<Agent> agents, SimulatedGateway gateway) =>
        Reply.QueryResult($"[{Join(agents, gateway)}]");

    private static string Join(IEnumerable<Agent> agents, SimulatedGateway gateway) =>
        string.Join(',', agents.Select(agent => AgentJson.Details(agent, gateway)));
}
