namespace AgentGateway;

/// <summary>Creates the calls that query and change an agent's own state (session.md 6), and checks the documented limits.</summary>
public static class AgentCalls
{
    /// <summary>Queries the agent's own state (cec_07_1222).</summary>
    public static OperationCall Status { get; } = new(SessionOperations.GetAgentStatus);

    /// <summary>Makes the agent idle (cec_07_1345).</summary>
    public static OperationCall SayFree { get; } = new(SessionOperations.SayFree);

    /// <summary>Ends the busy state (cec_07_1212).</summary>
    public static OperationCall CancelBusy { get; } = new(SessionOperations.CancelBusy);

    /// <summary>Ends the rest (cec_07_13492).</summary>
    public static OperationCall CancelRest { get; } = new(SessionOperations.CancelRest);

    /// <summary>Starts the wrap-up (cec_07_1215).</summary>
    public static OperationCall SayWork { get; } = new(SessionOperations.SayWork);

    /// <summary>Ends the wrap-up (cec_07_1216).</summary>
    public static OperationCall CancelWork { get; } = new(SessionOperations.CancelWork);

    /// <summary>Takes one event (cec_07_1274).</summary>
    internal static OperationCall Poll { get; } = new(SessionOperations.GetAgentEvent);

    /// <summary>Requests a new GUID (cec_07_1225).</summary>
    internal static OperationCall UpdateGuid { get; } = new(SessionOperations.UpdateGuid);

    /// <summary>Signs out; the gateway refuses during a call (cec_07_1219).</summary>
    internal static OperationCall Logout { get; } = new(SessionOperations.Logout);

    /// <summary>Signs out and releases the call (cec_07_1220).</summary>
    internal static OperationCall ForceLogout { get; } = new(SessionOperations.ForceLogout);

    /// <summary>Makes the agent busy (cec_07_1211).</summary>
    /// <param name="reason">200 to 250, or 0 for none.</param>
    /// <param name="prolong">Indicates that a current busy state is prolonged.</param>
    public static OperationCall SayBusy(int reason = 0, bool prolong = false)
    {
        Limits.Require(Limits.BusyReason(reason));
        return new OperationCall(SessionOperations.SayBusy, [OperationCall.PathNumber(reason), Word(prolong)]);
    }

    /// <summary>Sends the agent to rest (cec_07_1213).</summary>
    /// <param name="seconds">1 to 86399.</param>
    /// <param name="reason">0 to 255, 0 is none.</param>
    /// <param name="prolong">Indicates that a current rest is prolonged.</param>
    public static OperationCall Rest(int seconds, int reason = 0, bool prolong = false)
    {
        Limits.Require(Limits.RestSeconds(seconds));
        Limits.Require(Limits.RestReason(reason));
        return new OperationCall(
            SessionOperations.Rest, [OperationCall.PathNumber(seconds), OperationCall.PathNumber(reason), Word(prolong)]);
    }

    /// <summary>Queries another agent of the VDN (cec_07_1026).</summary>
    /// <param name="workNo">That agent's ID.</param>
    public static OperationCall Details(int workNo)
    {
        Limits.Require(Limits.AgentId(workNo, Limits.MaxAgentIdSince2025));
        return new OperationCall(SessionOperations.QueryAgentInfoByWorkNo, [OperationCall.PathNumber(workNo)]) { TargetAgentId = workNo };
    }

    /// <summary>Signs out with a reason (cec_07_1221).</summary>
    internal static OperationCall LogoutWithReason(int reason)
    {
        Limits.Require(Limits.SignOutReason(reason));
        return new OperationCall(SessionOperations.ForceLogoutWithReason, [OperationCall.PathNumber(reason)]);
    }

    private static string Word(bool value) => value ? "true" : "false";
}
