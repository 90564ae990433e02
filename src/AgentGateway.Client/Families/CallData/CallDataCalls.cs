namespace AgentGateway;

/// <summary>Creates the queries about the calls of agents (queues.md 4).</summary>
public static class CallDataCalls
{
    /// <summary>Queries the agent's current call (cec_07_1261).</summary>
    public static OperationCall Current { get; } = new(CallDataOperations.QueryCallInfo);

    /// <summary>Queries the call that waits for the agent's answer (cec_07_1265).</summary>
    public static OperationCall Ringing { get; } = new(CallDataOperations.QueryCallInfoBeforeAnswer);

    /// <summary>Queries the agent's calls on hold (cec_07_1264).</summary>
    public static OperationCall Held { get; } = new(CallDataOperations.QueryHoldListInfo);

    /// <summary>Queries a call by its ID (cec_07_1266).</summary>
    /// <param name="callId">The call.</param>
    public static OperationCall ById(string callId)
    {
        Limits.Require(Limits.CallId(callId));
        return new OperationCall(CallDataOperations.QueryCallInfoByCallId, [callId]) { CallId = callId };
    }

    /// <summary>Queries the IDs of the calls of an agent (cec_07_1267). Only an inspector can query another agent.</summary>
    /// <param name="workNo">The agent.</param>
    public static OperationCall IdsOf(int workNo)
    {
        Limits.Require(Limits.AgentId(workNo, Limits.MaxAgentIdSince2025));
        return new OperationCall(CallDataOperations.QueryAllCallInfoByAgentWorkNoEx, [OperationCall.PathNumber(workNo)])
        {
            TargetAgentId = workNo,
        };
    }
}
