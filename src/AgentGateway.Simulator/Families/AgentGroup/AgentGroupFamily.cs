namespace AgentGateway.Simulator;

/// <summary>
/// The agentgroup family: queries about other agents (supervision.md, 3). This file has those about single agents, and those that only
/// public clients show.
/// </summary>
internal static class AgentGroupFamily
{
    public static readonly Interface[] Interfaces =
    [
        new("GET", "agentgroup/{agentid}/agentbyworkno/{workno}", "queryAgentInfoByWorkNo", AgentByWorkNo),
        new("GET", "agentgroup/{agentid}/allagentstatus", "queryAllAgentStatus", static call =>
            Reply.QueryResult(AllDetails(call.Gateway))),
        new("GET", "agentgroup/{agentid}/idleagent", "queryIdleAgent", static call =>
            Reply.QueryResult(AgentJson.Names(call.Gateway.Agents.Where(static agent => agent.Presence.State == AgentState.Idle)))),
        new("GET", "agentgroup/{agentid}/iscensor", "isCensor", static call => Reply.QueryResult(call.Agent.IsInspector.ToInvariant())),
        .. AgentListInterfaces.All,
    ];

    private static Reply AgentByWorkNo(Call call)
    {
        if (!call.Gateway.Options.TryReadAgentId(call.Argument(0), out var workNo))
        {
            return Reply.InvalidParameter;
        }

        return call.Gateway.FindAgent(workNo) is { } agent
            ? Reply.QueryResult(AgentJson.Details(agent, call.Gateway))
            : Reply.Of(RetCode.NoSuchAgent);
    }

    private static string AllDetails(SimulatedGateway gateway) =>
        $"[{string.Join(',', gateway.Agents.Where(static agent => agent.IsSignedIn).Select(agent => AgentJson.Details(agent, gateway)))}]";
}
