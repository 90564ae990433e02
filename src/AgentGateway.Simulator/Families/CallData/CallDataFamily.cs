using System.Globalization;

namespace AgentGateway.Simulator;

/// <summary>The calldata family: queries about the calls of agents (queues.md, 4).</summary>
internal static class CallDataFamily
{
    private const string NoCall = "{}";

    public static readonly Interface[] Interfaces =
    [
        new("GET", "calldata/{agentid}/callinfo", "queryCallInfo", CallInfo),
        new("GET", "calldata/{agentid}/callinfobeforeanswer", "queryCallInfoBeforeAnswer", static call =>
            Reply.QueryResult(call.Agent.Presence.Call is { Stage: CallStage.Ringing } ringing ? CallJson.Full(ringing) : NoCall)),
        new("GET", "calldata/{agentid}/holdlist", "queryHoldListInfo", HoldList),
        new("GET", "calldata/{agentid}/callinfobycallid/{callid}", "queryCallInfoByCallId", CallInfoByCallId),
        new("GET", "calldata/{agentid}/allcallinfoEx/{workno}", "queryAllCallInfoByAgentWorkNoEx", AllCallIds),
        new("GET", "calldata/{agentid}/allcallid", "queryAllCallId", static call => Reply.QueryResult(Ids(call.Agent))),
        new("GET", "calldata/{agentid}/callnums", "queryCallNumsOnAgent", static call =>
            Reply.QueryResult(call.Agent.Phone.Calls().Count.ToInvariant())),
        new("GET", "calldata/{agentid}/statisticsEx", "queryCallStatisticsInfoEx", Statistics),
    ];

    /// <summary>Returns the current call, or with isNoContainLastCall=true the last one, as the page describes the parameter.</summary>
    private static Reply CallInfo(Call call)
    {
        var phone = call.Agent.Phone;
        var current = call.Agent.Presence.Call is { Stage: not CallStage.Ringing } answered ? answered : null;
        var withLast = bool.TryParse(call.Query("isNoContainLastCall"), out var flag) && flag;
        return Reply.QueryResult((current ?? (withLast ? phone.LastCall : null)) is { } found ? CallJson.Current(found) : NoCall);
    }

    private static Reply HoldList(Call call)
    {
        var held = call.Agent.Phone.HeldCalls();
        return held.Count == 0
            ? Reply.Of(RetCode.NoHeldCall)
            : Reply.QueryResult($"[{string.Join(',', held.Select(CallJson.Held))}]");
    }

    /// <summary>Returns a call of the agent or, for inspectors, of any agent.</summary>
    private static Reply CallInfoByCallId(Call call)
    {
        var agents = call.Agent.IsInspector ? call.Gateway.Agents : [call.Agent];
        var found = agents.Select(agent => agent.Phone.Find(call.Argument(0))).FirstOrDefault(static one => one is not null);
        return Reply.QueryResult(found is null ? "[]" : $"[{CallJson.Full(found)}]");
    }

    private static Reply AllCallIds(Call call)
    {
        if (!call.Gateway.Options.TryReadAgentId(call.Argument(0), out var workNo))
        {
            return Reply.InvalidParameter;
        }

        if (workNo != call.Agent.Id && !call.Agent.IsInspector)
        {
            return Reply.Of(RetCode.NoInspectionRight);
        }

        return call.Gateway.FindAgent(workNo) is { } agent
            ? Reply.QueryResult(Ids(agent))
            : Reply.Of(RetCode.SignInParameterIllegal);
    }

    private static string Ids(Agent agent) => $"[{string.Join(',', agent.Phone.Calls().Select(static call => $"\"{call.CallId}\""))}]";

    private static Reply Statistics(Call call)
    {
        var phone = call.Agent.Phone;
        return Reply.QueryResult(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"talktime":{{(long)phone.TalkTime.TotalSeconds}},"answernums":{{phone.Answered}},"calloutnums":{{phone.CalledOut}}}"""));
    }
}
