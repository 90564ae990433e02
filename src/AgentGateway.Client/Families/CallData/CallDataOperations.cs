namespace AgentGateway;

/// <summary>The queries about calls, <c>calldata/{agentid}/…</c> (queues.md 4).</summary>
internal static class CallDataOperations
{
    // Declared before the operations, because initializers run in this order.
    private static readonly ResourceGroup Group = new("calldata");

    /// <summary>Queries the agent's current call.</summary>
    public static Operation QueryCallInfo { get; } = Query("queryCallInfo", "/callinfo", "cec_07_1261");

    /// <summary>Queries the agent's calls on hold.</summary>
    public static Operation QueryHoldListInfo { get; } = Query(
        "queryHoldListInfo", "/holdlist", "cec_07_1264", "100-006", "400-003");

    /// <summary>Queries the call that waits for the agent's answer.</summary>
    public static Operation QueryCallInfoBeforeAnswer { get; } = Query(
        "queryCallInfoBeforeAnswer", "/callinfobeforeanswer", "cec_07_1265");

    /// <summary>Queries a call by its ID.</summary>
    public static Operation QueryCallInfoByCallId { get; } = Query(
        "queryCallInfoByCallId", "/callinfobycallid/{callid}", "cec_07_1266");

    /// <summary>Queries the IDs of the calls of an agent of the VDN.</summary>
    public static Operation QueryAllCallInfoByAgentWorkNoEx { get; } = Query(
        "queryAllCallInfoByAgentWorkNoEx", "/allcallinfoEx/{workno}", "cec_07_1267", "100-006", "100-007", "100-011", "900-002");

    private static Operation Query(string name, string path, string source, params string[] codes) =>
        new(name, HttpMethod.Get, Group, path)
        {
            RetCodes = codes,
            IsRead = true,
            HasResult = true,
            Source = source,
        };

    /// <summary>All operations of the family, in the order of the reference.</summary>
    internal static IReadOnlyList<Operation> All { get; } =
        [QueryCallInfo, QueryHoldListInfo, QueryCallInfoBeforeAnswer, QueryCallInfoByCallId, QueryAllCallInfoByAgentWorkNoEx];
}
