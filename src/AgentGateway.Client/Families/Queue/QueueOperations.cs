namespace AgentGateway;

/// <summary>The operations that query queues, waiting calls, and the skills of agents (queues.md 2, 4 and 5).</summary>
internal static class QueueOperations
{
    // Declared before the operations, because initializers run in this order.
    private static readonly ResourceGroup Queues = new("queuedevice");
    private static readonly ResourceGroup CallData = new("calldata");
    private static readonly ResourceGroup OnlineAgent = new("onlineagent");

    private static readonly string[] StandardCodes = ["100-006", "100-007"];

    /// <summary>Queries the queues of the agent's VDN.</summary>
    public static Operation QueryVdnQueues { get; } = Query(
        "querySkillQueueOnAgentVDN", HttpMethod.Get, Queues, "/agentvdnskill", "cec_07_1021", [.. StandardCodes, "600-005"]);

    /// <summary>Queries the statistics of queues. It is a POST, but changes nothing.</summary>
    public static Operation QueryStatistics { get; } = Query(
        "queryStatInfoOfAcd", HttpMethod.Post, Queues, "/queryacdstat", "cec_07_1023", []);

    /// <summary>Queries the calls that wait in a queue.</summary>
    public static Operation QueryWaitingCalls { get; } = Query(
        "queryWaitCallInfoBySkillId", HttpMethod.Get, CallData, "/waitcallinfo/{skillid}", "cec_07_1271", []);

    /// <summary>Queries the queues that are configured for the calling agent.</summary>
    public static Operation QueryAgentSkills { get; } = Query(
        "queryAgentSkills", HttpMethod.Get, OnlineAgent, "/agentskills", "cec_07_1206", []);

    /// <summary>Queries the queues that are configured for another agent.</summary>
    public static Operation QueryAgentSkillsByWorkNo { get; } = Query(
        "queryAgentSkillsByWorkNo", HttpMethod.Get, OnlineAgent, "/agentskillsbyworkno/{workno}", "cec_07_1207", StandardCodes);

    private static Operation Query(
        string name, HttpMethod method, ResourceGroup group, string path, string source, IReadOnlyList<string> codes) =>
        new(name, method, group, path)
        {
            RetCodes = codes,
            IsRead = true,
            HasResult = true,
            Source = source,
        };

    /// <summary>All operations of the family, in the order of the reference.</summary>
    internal static IReadOnlyList<Operation> All { get; } =
    [
        QueryVdnQueues, QueryStatistics, QueryWaitingCalls, QueryAgentSkills, QueryAgentSkillsByWorkNo,
    ];
}
