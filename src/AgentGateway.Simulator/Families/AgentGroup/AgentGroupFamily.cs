namespace AgentGateway.Simulator;

/// <summary>Finding out about other agents (supervision.md, 3).</summary>
internal static class AgentGroupFamily
{
    public static readonly Interface[] Interfaces =
    [
        new("GET", "agentgroup/{agentid}/agentbyworkno/{workno}", "queryAgentInfoByWorkNo", AgentByWorkNo),
        new("GET", "agentgroup/{agentid}/allagentstatus", "queryAllAgentStatus", static call =>
            Reply.QueryResult($"[{string.Join(',', call.Gateway.Agents.Where(static agent => agent.IsSignedIn).Select(agent => Details(agent, call.Gateway)))}]")),
        new("GET", "agentgroup/{agentid}/idleagent", "queryIdleAgent", static call =>
            Reply.QueryResult(Names(call.Gateway.Agents.Where(static agent => agent.Presence.State == AgentState.Idle)))),
        new("GET", "agentgroup/{agentid}/iscensor", "isCensor", static call => Reply.QueryResult(call.Agent.IsInspector ? "true" : "false")),
    ];

    public static string Names(IEnumerable<Agent> agents) =>
        $"[{string.Join(',', agents.Select(static agent => $$"""{"workno":"{{agent.Id.ToInvariant()}}","name":"{{agent.Id.ToInvariant()}}"}"""))}]";

    private static Reply AgentByWorkNo(Call call)
    {
        if (!InvariantText.TryNumber(call.Argument(0), SimulatorOptions.MinimumAgentId, call.Gateway.Options.MaximumAgentId, out var workNo))
        {
            return Reply.InvalidParameter;
        }

        return call.Gateway.FindAgent(workNo) is { } agent ? Reply.QueryResult(Details(agent, call.Gateway)) : Reply.Of(RetCode.NoSuchAgent);
    }

    private static string Details(Agent agent, SimulatedGateway gateway)
    {
        var presence = agent.Presence;
        var inState = (int)(gateway.Time.GetUtcNow() - presence.Since).TotalSeconds;
        var signedIn = agent.Session?.SignedInAt.ToUnixTimeMilliseconds() ?? 0;
        return $$"""{"workno":"{{agent.Id.ToInvariant()}}","name":"{{agent.Id.ToInvariant()}}","status":{{((int)presence.State).ToInvariant()}},"ctiStatus":{{CtiState(presence.State).ToInvariant()}},"groupid":0,"groupname":"","skilllist":[{{string.Join(',', agent.Skills)}}],"callids":[{{CallIds(presence)}}],"mediatype":"{{agent.MediaType}}","vdnid":{{gateway.Options.Vdn.ToInvariant()}},"phonenumber":"{{agent.PhoneNumber}}","currentstatetime":{{inState.ToInvariant()}},"logindate":{{signedIn.ToInvariant()}},"inMultimediaConf":0,"currentStateReason":0}""";
    }

    private static string CallIds(Presence presence) => presence.Call is { } call ? $"\"{call.CallId}\"" : "";

    /// <summary>The CTI's numbers (session.md, 6, table 2).</summary>
    private static int CtiState(AgentState state) => state switch
    {
        AgentState.Busy => 7,
        AgentState.Idle => 1,
        AgentState.WrapUp => 6,
        AgentState.Talking => 5,
        AgentState.Rest => 8,
        _ => 0,
    };
}
