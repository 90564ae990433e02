using System.Globalization;

namespace AgentGateway.Simulator;

/// <summary>Agents in the fields that several families share.</summary>
internal static class AgentJson
{
    public static string Names(IEnumerable<Agent> agents) =>
        $"[{string.Join(',', agents.Select(static agent => Name(agent.Id.ToInvariant())))}]";

    private static string Name(string id) => $$"""{"workno":"{{id}}","name":"{{id}}"}""";

    /// <summary>Returns everything that the queries about other agents return (queues.md, 3).</summary>
    public static string Details(Agent agent, SimulatedGateway gateway)
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
