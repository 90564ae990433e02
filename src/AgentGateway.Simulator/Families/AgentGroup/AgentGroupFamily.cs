using System.Globalization;

namespace AgentGateway.Simulator;

/// <summary>The agentgroup family: queries about other agents (supervision.md, 3).</summary>
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
    ];

    private static Reply AgentByWorkNo(Call call)
    {
        if (!call.Gateway.Options.TryReadAgentId(call.Argument(0), out var workNo))
        {
            return Reply.InvalidParameter;
        }

        return call.Gateway.FindAgent(workNo) is { } agent
            ? Reply.QueryResult(Details(agent, call.Gateway))
            : Reply.Of(RetCode.NoSuchAgent);
    }

    private static string AllDetails(SimulatedGateway gateway) =>
        $"[{string.Join(',', gateway.Agents.Where(static agent => agent.IsSignedIn).Select(agent => Details(agent, gateway)))}]";

    private static string Details(Agent agent, SimulatedGateway gateway)
    {
        var presence = agent.Presence;
        var inState = (int)(gateway.Time.GetUtcNow() - presence.Since).TotalSeconds;
        var signedIn = agent.Session?.SignedInAt.ToUnixTimeMilliseconds() ?? 0;
        var (id, state, vdn) = (agent.Id, (int)presence.State, gateway.Options.Vdn);
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"workno":"{{id}}","name":"{{id}}","status":{{state}},"ctiStatus":{{CtiState(presence.State)}},"groupid":0"""
            + $$""","groupname":"","skilllist":[{{string.Join(',', agent.Skills)}}],"callids":[{{CallIds(presence)}}]"""
            + $$""","mediatype":"{{agent.MediaType}}","vdnid":{{vdn}}"""
            + $$""","phonenumber":"{{agent.PhoneNumber}}","currentstatetime":{{inState}}"""
            + $$""","logindate":{{signedIn}},"inMultimediaConf":0,"currentStateReason":0}""");
    }

    private static string CallIds(Presence presence) => presence.Call is { } call ? $"\"{call.CallId}\"" : "";

    /// <summary>Returns the state with the numbers of the CTI platform (session.md, 6, table 2).</summary>
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
