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
        new("PUT", "qualitycontrol/{agentid}/intercept/{workNo}", "intercept", static call => Intercept(call, null)),
        new("PUT", "qualitycontrol/{agentid}/intercept/{workNo}/{callId}", "intercept", static call => Intercept(call, call.Argument(1))),
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

    private static void OnAnswered(Agent inspector, Inspection begun)
    {
        if (inspector.Inspection is not { } inspection || inspection.Identity != begun.Identity)
        {
            return;
        }

        inspector.Presence.Offhook();
        inspection.Target.Raise(EventType.BeQcStart, EventContent.Inspected(inspection.QcType, inspector.Id));
    }

    /// <summary>Whispering has its own interface.</summary>
    private static Reply Stop(Call call) => OnInspected(call, static (inspector, inspection) =>
    {
        if (inspection.Type == InspectionType.Whisper)
        {
            return RetCode.InspectionState;
        }

        CallControl.EndInspection(inspector);
        return RetCode.Success;
    });

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

    private static Reply Switch(Call call) => OnInspected(call, static (inspector, inspection) => inspection.Type switch
    {
        InspectionType.Listen => Change(inspector, inspection, InspectionType.Insert),
        InspectionType.Insert => Change(inspector, inspection, InspectionType.Listen),
        _ => RetCode.InspectionState,
    });

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

            return Change(call.Agent, inspection, (InspectionType)type);
        });
    }

    /// <summary>Ends the call of the target, and continues it with the inspector.</summary>
    private static Reply Intercept(Call call, string? callId) => OnInspected(call, (inspector, inspection) =>
    {
        var target = inspection.Target;
        if (!target.Presence.IsTalking)
        {
            return RetCode.InspectionState;
        }

        var intercepted = callId is null ? target.Presence.Call : target.Phone.Find(callId);
        if (intercepted is null)
        {
            return RetCode.ResourceUnavailable;
        }

        inspector.Inspection = null;
        target.Raise(EventType.BeQcStop, EventContent.Inspected(inspection.QcType, inspector.Id));
        var continued = intercepted.For(call.Gateway.Time.GetUtcNow());
        if (intercepted.Parties.Count > 0)
        {
            target.Phone.TryLeave(intercepted);
        }
        else
        {
            CallControl.Release(target);
        }

        inspector.Presence.Begin(continued);
        inspector.Raise(EventType.CallTalking, CallEventContent.Talking(continued));
        inspector.Raise(EventType.MediaRecord, EventContent.Record(0, continued.CallId, inspector.PhoneNumber, ""));
        return RetCode.Success;
    });

    private static Reply OnInspected(Call call, Func<Agent, Inspection, string> run) => InspectorFamily.OnTarget(call, (_, target) =>
    {
        if (call.Agent.Inspection is not { } inspection || inspection.Target != target)
        {
            return RetCode.InspectionState;
        }

        return run(call.Agent, inspection);
    });

    private static string Change(Agent inspector, Inspection inspection, InspectionType type)
    {
        if (type != InspectionType.Listen && !inspection.Target.Presence.IsTalking)
        {
            return RetCode.InspectionState;
        }

        var changed = inspection with { Type = type };
        inspector.Inspection = changed;
        inspection.Target.Raise(EventType.BeQcStop, EventContent.Inspected(inspection.QcType, inspector.Id));
        inspection.Target.Raise(EventType.BeQcStart, EventContent.Inspected(changed.QcType, inspector.Id));
        return RetCode.Success;
    }

    private static bool TryWhispered(Call call, out int workNo) =>
        call.Gateway.Options.TryReadAgentId(call.Query("whisperagentid"), out workNo);
}
