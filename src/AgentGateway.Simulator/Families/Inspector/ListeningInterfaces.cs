namespace AgentGateway.Simulator;

/// <summary>
/// The interfaces for an inspector in the call of another agent: listening, inserting, whispering and intercepting (supervision.md, 2).
/// </summary>
internal static class ListeningInterfaces
{
    public static readonly Interface[] All =
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
            // Listening can begin before there is a call (inspection.md, 3).
            var mayBegin = type == InspectionType.Listen || target.Presence.IsTalking;
            if (inspector.Presence.State != AgentState.Idle || inspector.Inspection is not null || !mayBegin)
            {
                return RetCode.InspectionState;
            }

            var inspection = new Inspection(target, type);
            inspector.Inspection = inspection;
            inspector.Presence.BeginCall();
            gateway.Time.After(gateway.Settings.CallDelay, () => OnAnswered(inspector, inspection));
            return RetCode.Success;
        }
    }

    private static void OnAnswered(Agent inspector, Inspection inspection)
    {
        if (inspector.Inspection != inspection)
        {
            return;
        }

        inspector.Presence.Offhook();
        inspection.Target.Raise(EventType.BeQcStart, EventContent.Inspected(inspection.QcType, inspector.Id));
    }

    private static Reply Stop(Call call) => OnInspected(call, static (inspector, _) => CallControl.EndInspection(inspector));

    private static Reply StopWhisper(Call call) => TryWhispered(call, out var workNo)
        ? InspectorFamily.OnTarget(call, workNo, (_, target) =>
        {
            if (call.Agent.Inspection is not { Type: InspectionType.Whisper } inspection || inspection.Target != target)
            {
                return RetCode.InspectionState;
            }

            CallControl.EndInspection(call.Agent);
            return RetCode.Success;
        })
        : Reply.InvalidParameter;

    private static Reply Switch(Call call) => OnInspected(call, static (inspector, inspection) =>
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

    /// <summary>Ends the call of the target, and continues it with the inspector.</summary>
    private static Reply Intercept(Call call) => OnInspected(call, static (inspector, inspection) =>
    {
        inspector.Inspection = null;
        inspection.Target.Raise(EventType.BeQcStop, EventContent.Inspected(inspection.QcType, inspector.Id));
        CallControl.Release(inspection.Target);
        inspector.Raise(EventType.CallTalking);
        var callId = inspector.Presence.Call?.CallId ?? "";
        inspector.Raise(EventType.MediaRecord, EventContent.Record(0, callId, inspector.PhoneNumber, ""));
    });

    private static Reply OnInspected(Call call, Action<Agent, Inspection> run) => InspectorFamily.OnTarget(call, (_, target) =>
    {
        if (call.Agent.Inspection is not { } inspection || inspection.Target != target)
        {
            return RetCode.InspectionState;
        }

        run(call.Agent, inspection);
        return RetCode.Success;
    });

    private static void Change(Agent inspector, Inspection inspection, InspectionType type)
    {
        var changed = inspection with { Type = type };
        inspector.Inspection = changed;
        inspection.Target.Raise(EventType.BeQcStop, EventContent.Inspected(inspection.QcType, inspector.Id));
        inspection.Target.Raise(EventType.BeQcStart, EventContent.Inspected(changed.QcType, inspector.Id));
    }

    private static bool TryWhispered(Call call, out int workNo) =>
        call.Gateway.Options.TryReadAgentId(call.Query("whisperagentid"), out workNo);
}
