namespace AgentGateway.Simulator;

/// <summary>The inspector in another agent's call: listening, inserting, whispering, intercepting (supervision.md, 2).</summary>
internal static class ListeningFamily
{
    public static readonly Interface[] Interfaces =
    [
        new("PUT", "qualitycontrol/{agentid}/addinsert/{workNo}", "addInsert", static call => Begin(call, InspectionType.Insert)),
        new("PUT", "qualitycontrol/{agentid}/addsupervise/{workNo}", "addSupervise", static call => Begin(call, InspectionType.Listen)),
        new("PUT", "qualitycontrol/{agentid}/intercept/{workNo}", "intercept", Intercept),
        new("DELETE", "qualitycontrol/{agentid}/{workNo}", "stopSuperviseOrInsert", Stop),
        new("POST", "qualitycontrol/{agentid}/switch/{workNo}", "switchSuperviseOrInsert", Switch),
        new("POST", "qualitycontrol/{agentid}/requestwhisperagent", "requestWhisperAgent", BeginWhisper),
        new("POST", "qualitycontrol/{agentid}/requeststopwhisperagent", "requestStopWhisperAgent", StopWhisper),
        new("POST", "qualitycontrol/{agentid}/requestswitchinsertwhisperagent", "requestSwitchInsertWhisperAgent", SwitchWhisper),
    ];

    private static Reply Begin(Call call, InspectionType type) =>
        InspectorFamily.OnTarget(call, (gateway, target) => Begin(gateway, call.Agent, target, type));

    private static Reply BeginWhisper(Call call) => TryWhispered(call, out var workNo)
        ? InspectorFamily.OnTarget(call, workNo, (gateway, target) => Begin(gateway, call.Agent, target, InspectionType.Whisper))
        : Reply.InvalidParameter;

    private static string Begin(SimulatedGateway gateway, Agent inspector, Agent target, InspectionType type)
    {
        lock (inspector.Gate)
        {
            // Who only listens may begin before there is a call (inspection.md, 3).
            if (inspector.Presence.State != AgentState.Idle || inspector.Inspection is not null || (type != InspectionType.Listen && !target.Presence.IsTalking))
            {
                return RetCode.InspectionState;
            }

            var inspection = new Inspection(target, type);
            inspector.Inspection = inspection;
            inspector.Presence.BeginCall();
            gateway.Time.After(gateway.Settings.CallDelay, () => Answered(inspector, inspection));
            return RetCode.Success;
        }
    }

    private static void Answered(Agent inspector, Inspection inspection)
    {
        if (inspector.Inspection != inspection)
        {
            return;
        }

        inspector.Presence.Offhook();
        inspection.Target.Raise("AgentOther_BeQcStart", EventContent.Inspected(inspection.QcType, inspector.Id));
    }

    private static Reply Stop(Call call) => OfRunning(call, static (_, inspector, _) => SimulatedGateway.EndInspection(inspector));

    private static Reply StopWhisper(Call call) => TryWhispered(call, out var workNo)
        ? InspectorFamily.OnTarget(call, workNo, (_, target) =>
        {
            if (call.Agent.Inspection is not { Type: InspectionType.Whisper } inspection || inspection.Target != target)
            {
                return RetCode.InspectionState;
            }

            SimulatedGateway.EndInspection(call.Agent);
            return RetCode.Success;
        })
        : Reply.InvalidParameter;

    private static Reply Switch(Call call) => OfRunning(call, static (_, inspector, inspection) =>
        Change(inspector, inspection, inspection.Type == InspectionType.Listen ? InspectionType.Insert : InspectionType.Listen));

    private static Reply SwitchWhisper(Call call)
    {
        if (!TryWhispered(call, out var workNo) || !InvariantText.TryNumber(call.Query("switchtype"), 0, 2, out var type))
        {
            return Reply.InvalidParameter;
        }

        return InspectorFamily.OnTarget(call, workNo, (_, target) =>
        {
            if (call.Agent.Inspection is not { } inspection || inspection.Target != target)
            {
                return RetCode.InspectionState;
            }

            Change(call.Agent, inspection, (InspectionType)type);
            return RetCode.Success;
        });
    }

    /// <summary>The target's talk ends, the inspector goes on with the customer.</summary>
    private static Reply Intercept(Call call) => OfRunning(call, static (_, inspector, inspection) =>
    {
        inspector.Inspection = null;
        inspection.Target.Raise("AgentOther_BeQcStop", EventContent.Inspected(inspection.QcType, inspector.Id));
        SimulatedGateway.ReleaseCall(inspection.Target);
        inspector.Raise("AgentEvent_Talking");
        inspector.Raise("AgentMediaEvent_Record", EventContent.Record(0, inspector.Presence.Call?.CallId ?? "", inspector.PhoneNumber, ""));
    });

    private static Reply OfRunning(Call call, Action<SimulatedGateway, Agent, Inspection> act) => InspectorFamily.OnTarget(call, (gateway, target) =>
    {
        if (call.Agent.Inspection is not { } inspection || inspection.Target != target)
        {
            return RetCode.InspectionState;
        }

        act(gateway, call.Agent, inspection);
        return RetCode.Success;
    });

    private static void Change(Agent inspector, Inspection inspection, InspectionType type)
    {
        var changed = inspection with { Type = type };
        inspector.Inspection = changed;
        inspection.Target.Raise("AgentOther_BeQcStop", EventContent.Inspected(inspection.QcType, inspector.Id));
        inspection.Target.Raise("AgentOther_BeQcStart", EventContent.Inspected(changed.QcType, inspector.Id));
    }

    private static bool TryWhispered(Call call, out int workNo) =>
        InvariantText.TryNumber(call.Query("whisperagentid"), SimulatorOptions.MinimumAgentId, call.Gateway.Options.MaximumAgentId, out workNo);
}
