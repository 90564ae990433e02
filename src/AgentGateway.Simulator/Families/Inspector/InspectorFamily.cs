namespace AgentGateway.Simulator;

/// <summary>
/// The qualitycontrol family. This file has the interfaces that change the sessions, states, skills and calls of other agents
/// (supervision.md, 2.1).
/// </summary>
internal static class InspectorFamily
{
    public static readonly Interface[] Interfaces =
    [
        new("POST", "qualitycontrol/{agentid}/forcelogout/{workNo}", "forceLogOutAgent",
            static call => OnTarget(call, static (gateway, target) =>
            gateway.SignOut(target, byOthers: true) ? RetCode.Success : RetCode.ResourceUnavailable)),
        new("POST", "qualitycontrol/{agentid}/forceidle/{workNo}", "forceIdle", static call => OnTarget(call, ForceIdle)),
        new("POST", "qualitycontrol/{agentid}/forcebusy/{workNo}", "forceBusy", static call => OnTarget(call, ForceBusy)),
        new("POST", "qualitycontrol/{agentid}/forcerest/{workNo}/{time}/{reason}", "forceRest", ForceRest),
        new("POST", "qualitycontrol/{agentid}/forcedropcall/{callid}", "forceDropCall", ForceDropCall),
        new("POST", "qualitycontrol/{agentid}/adjustskill", "adjustSkill", AdjustSkill),
        new("POST", "qualitycontrol/{agentid}/beginmonitor", "beginMonitor", static call => Monitor(call, isWatched: true)),
        new("POST", "qualitycontrol/{agentid}/endmonitor", "endMonitor", static call => Monitor(call, isWatched: false)),
        new("GET", "qualitycontrol/{agentid}/allagent", "queryAllMonitoredAgents", AllAgents),
        .. ListeningInterfaces.All,
    ];

    /// <summary>Runs an action on the agent that the first argument of the path names, if the calling agent may inspect it.</summary>
    public static Reply OnTarget(Call call, Func<SimulatedGateway, Agent, string> run) =>
        call.Gateway.Options.TryReadAgentId(call.Argument(0), out var workNo)
            ? OnTarget(call, workNo, run)
            : Reply.InvalidParameter;

    public static Reply OnTarget(Call call, int workNo, Func<SimulatedGateway, Agent, string> run)
    {
        if (!call.Agent.IsInspector)
        {
            return Reply.Of(RetCode.NoInspectionRight);
        }

        if (workNo == call.Agent.Id)
        {
            return Reply.Of(RetCode.InspectingOneself);
        }

        if (call.Gateway.FindAgent(workNo) is not { IsSignedIn: true } target)
        {
            return Reply.Of(RetCode.ResourceUnavailable);
        }

        if (target.IsInspector)
        {
            return Reply.Of(RetCode.NoInspectionRight);
        }

        var retCode = run(call.Gateway, target);
        return retCode == RetCode.Success ? Reply.SuccessWithoutMessage : Reply.Of(retCode);
    }

    /// <summary>
    /// Public clients name the agents in the query, separated by semicolons. The simulator ignores agents that can't be inspected,
    /// because no client shows another reply.
    /// </summary>
    private static Reply Monitor(Call call, bool isWatched)
    {
        if (!call.Agent.IsInspector)
        {
            return Reply.Of(RetCode.NoInspectionRight);
        }

        if (call.Query("agents") is not { Length: > 0 } list)
        {
            return Reply.InvalidParameter;
        }

        foreach (var text in list.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!call.Gateway.Options.TryReadAgentId(text, out var workNo))
            {
                return Reply.InvalidParameter;
            }

            if (call.Gateway.FindAgent(workNo) is { IsInspector: false } agent)
            {
                agent.Watch(call.Agent, isWatched);
            }
        }

        return Reply.SuccessWithoutMessage;
    }

    private static Reply AllAgents(Call call) => call.Agent.IsInspector
        ? Reply.QueryResult(AgentJson.Names(call.Gateway.Agents.Where(static agent => !agent.IsInspector)))
        : Reply.Of(RetCode.NoInspectionRight);

    private static string ForceIdle(SimulatedGateway gateway, Agent target)
    {
        if (target.Presence.IsTalking)
        {
            return RetCode.InspectionState;
        }

        target.Presence.SayFree(forced: true);
        return RetCode.Success;
    }

    private static string ForceBusy(SimulatedGateway gateway, Agent target)
    {
        target.Presence.SayBusy(reason: 3, forced: true);
        return RetCode.Success;
    }

    private static Reply ForceRest(Call call)
    {
        if (!call.TryArgument(1, 1, 86_399, out var seconds) || !call.TryArgument(2, 1, 255, out var reason))
        {
            return Reply.InvalidParameter;
        }

        return OnTarget(call, (_, target) =>
        {
            target.Presence.Rest(TimeSpan.FromSeconds(seconds), reason);
            return RetCode.Success;
        });
    }

    private static Reply ForceDropCall(Call call)
    {
        if (!call.Agent.IsInspector)
        {
            return Reply.Of(RetCode.NoInspectionRight);
        }

        return call.Gateway.Agents.Any(agent => CallControl.TryEnd(agent, call.Argument(0)))
            ? Reply.SuccessWithoutMessage
            : Reply.Of(RetCode.ResourceUnavailable);
    }

    private static Reply AdjustSkill(Call call)
    {
        var body = call.Body;
        var workNo = body.OptionalText("workNo", 6);
        var skills = body.OptionalNumbers("skills", 1000);
        var target = 0;
        if (!body.IsValid || (workNo is not null && !call.Gateway.Options.TryReadAgentId(workNo, out target)))
        {
            return Reply.Of(RetCode.SignInParameterEmpty);
        }

        if (workNo is null)
        {
            return call.Agent.IsInspector ? Reply.SuccessWithoutMessage : Reply.Of(RetCode.NoInspectionRight);
        }

        return OnTarget(call, target, (_, agent) =>
        {
            agent.Skills = skills;
            return RetCode.Success;
        });
    }
}
