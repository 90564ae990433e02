namespace AgentGateway;

/// <summary>
/// Creates the calls by which an inspector changes another agent of its VDN (supervision.md 2). The inspector's session sends them.
/// </summary>
public static partial class InspectorCalls
{
    /// <summary>Signs another agent out (cec_07_2407).</summary>
    /// <param name="workNo">That agent's ID.</param>
    public static OperationCall SignOut(int workNo) => On(InspectorOperations.ForceLogOutAgent, workNo);

    /// <summary>Makes another agent idle (cec_07_2406).</summary>
    /// <param name="workNo">That agent's ID.</param>
    public static OperationCall Idle(int workNo) => On(InspectorOperations.ForceIdle, workNo);

    /// <summary>Makes another agent busy (cec_07_2405).</summary>
    /// <param name="workNo">That agent's ID.</param>
    public static OperationCall Busy(int workNo) => On(InspectorOperations.ForceBusy, workNo);

    /// <summary>Sends another agent to rest (cec_07_2411).</summary>
    /// <param name="workNo">That agent's ID.</param>
    /// <param name="seconds">1 to 86399.</param>
    /// <param name="reason">1 to 255. It is mandatory, unlike for an agent's own rest.</param>
    public static OperationCall Rest(int workNo, int seconds, int reason)
    {
        Limits.Require(Limits.RestSeconds(seconds));
        Limits.Require(reason is >= 1 and <= 255 ? null : "The reason of a forced rest must be between 1 and 255.");
        return On(InspectorOperations.ForceRest, workNo, OperationCall.PathNumber(seconds), OperationCall.PathNumber(reason));
    }

    /// <summary>Releases a call (cec_07_2408).</summary>
    /// <param name="callId">For example <c>1477393325-164</c>, from a call event.</param>
    public static OperationCall DropCall(string callId) => DropCall(callId, null);

    /// <summary>Releases a call of a known agent, who is named in the result.</summary>
    internal static OperationCall DropCall(string callId, int? workNo)
    {
        Limits.Require(Limits.CallId(callId));
        return new OperationCall(InspectorOperations.ForceDropCall, [callId]) { CallId = callId, TargetAgentId = workNo };
    }

    /// <summary>Signs another agent in to these queues, and out of all others (cec_07_2409).</summary>
    /// <param name="workNo">That agent's ID.</param>
    /// <param name="queueIds">1 to 1000 queues. The reference doesn't describe the effect of an empty list.</param>
    public static OperationCall AdjustSkills(int workNo, IReadOnlyList<int> queueIds)
    {
        ArgumentNullException.ThrowIfNull(queueIds);
        Limits.Require(Limits.AgentId(workNo, Limits.MaxAgentIdSince2025));
        Limits.Require(queueIds.Count is >= 1 and <= Limits.MaxAdjustedSkills
            ? null
            : "An inspector can sign an agent in to 1 to 1000 queues, but not out of all of them.");
        Limits.RequireQueueIds(queueIds);
        var body = new AdjustSkillBody(OperationCall.PathNumber(workNo), [.. queueIds.Distinct()]);
        return OperationCall.WithBody(InspectorOperations.AdjustSkill, [], body, InspectorJson.Wire.AdjustSkillBody, workNo);
    }

    private static OperationCall On(Operation operation, int workNo, params string[] parameters)
    {
        Limits.Require(Limits.AgentId(workNo, Limits.MaxAgentIdSince2025));
        return new OperationCall(operation, [OperationCall.PathNumber(workNo), .. parameters]) { TargetAgentId = workNo };
    }
}
