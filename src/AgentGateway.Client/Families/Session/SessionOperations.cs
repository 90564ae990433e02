namespace AgentGateway;

/// <summary>The operations that sign an agent in and out, change its state, and fetch its events (session.md, polling.md).</summary>
internal static class SessionOperations
{
    // Declared before the operations, because initializers run in this order.
    private static readonly ResourceGroup OnlineAgent = new("onlineagent");
    private static readonly ResourceGroup AgentEvents = new("agentevent");
    private static readonly ResourceGroup VdnAgents = new("agentgroup");

    private static readonly string[] StateCodes = ["100-006", "100-007", "100-009"];

    private static readonly string[] SignInCodes =
    [
        "100-001", "100-002", "100-003", "100-004", "100-011", "100-012", "100-013", "100-014", "100-015", "100-016", "100-017", "100-020",
        "100-021", "110-016",
    ];

    /// <summary>Signs an agent in.</summary>
    public static Operation Login { get; } = SignInOperation("login", "", "cec_07_1202");

    /// <summary>Signs an agent in and ends its other session.</summary>
    public static Operation ForceLogin { get; } = SignInOperation("forceLogin", "/forcelogin", "cec_07_1203");

    /// <summary>Signs an agent in to the platform only, without media server and license.</summary>
    public static Operation LoginEx { get; } = SignInOperation("loginEx", "/loginex", "cec_07_1224");

    /// <summary>Signs the agent out; the gateway refuses during a call.</summary>
    public static Operation Logout { get; } = new("logout", HttpMethod.Delete, OnlineAgent, "/logout")
    {
        RetCodes = ["100-005", "100-006", "100-007", "100-008"],
        Source = "cec_07_1219",
    };

    /// <summary>Signs the agent out and releases its call.</summary>
    public static Operation ForceLogout { get; } = new("forceLogout", HttpMethod.Delete, OnlineAgent, "/forcelogout")
    {
        RetCodes = ["100-006"],
        Source = "cec_07_1220",
    };

    /// <summary>Signs the agent out, releases its call and records a reason.</summary>
    public static Operation ForceLogoutWithReason { get; } = new(
        "forceLogoutWithReason", HttpMethod.Delete, OnlineAgent, "/forcelogoutwithreason/{reason}")
    {
        RetCodes = ["100-005"],
        Source = "cec_07_1221",
    };

    /// <summary>Requests a new GUID. The body of the reply contains it.</summary>
    public static Operation UpdateGuid { get; } = new("updateGuid", HttpMethod.Put, OnlineAgent, "/updateGuid")
    {
        RetCodes = ["100-006"],
        HasResult = true,
        BringsGuid = true,
        Source = "cec_07_1225",
    };

    /// <summary>Queries the agent's own state. It is the least expensive read.</summary>
    public static Operation GetAgentStatus { get; } = new("getAgentStatus", HttpMethod.Get, OnlineAgent, "/agentstatus")
    {
        RetCodes = ["000-002"],
        IsRead = true,
        HasResult = true,
        Source = "cec_07_1222",
    };

    /// <summary>Makes the agent idle. The event depends on the previous state.</summary>
    public static Operation SayFree { get; } = State(
        "sayFree", "/sayfree", "cec_07_1345", EventName.StateCancelNotReadySuccess, EventName.StateCancelWorkSuccess, EventName.StateReady);

    /// <summary>Makes the agent busy.</summary>
    public static Operation SayBusy { get; } = State(
        "sayBusy", "/saybusy?reason={reason}&prolong={prolong}", "cec_07_1211", EventName.StateSetNotReadySuccess);

    /// <summary>Ends the agent's busy state.</summary>
    public static Operation CancelBusy { get; } = State("cancelBusy", "/cancelbusy", "cec_07_1212", EventName.StateCancelNotReadySuccess);

    /// <summary>Sends the agent to rest.</summary>
    public static Operation Rest { get; } = State(
        "rest", "/rest/{time}/{restcause}?prolong={prolong}", "cec_07_1213", EventName.StateSetRestSuccess);

    /// <summary>Ends the agent's rest.</summary>
    public static Operation CancelRest { get; } = State("cancelRest", "/cancelrest", "cec_07_13492", EventName.StateCancelRestSuccess);

    /// <summary>Puts the agent into wrap-up.</summary>
    public static Operation SayWork { get; } = State("sayWork", "/work", "cec_07_1215", EventName.StateSetWorkSuccess, EventName.StateWork);

    /// <summary>Ends the agent's wrap-up.</summary>
    public static Operation CancelWork { get; } = State("cancelWork", "/cancelwork", "cec_07_1216", EventName.StateCancelWorkSuccess);

    /// <summary>Takes one event from the agent's queue. It is also the heartbeat, and its reply contains the next GUID.</summary>
    public static Operation GetAgentEvent { get; } = new("getAgentEvent", HttpMethod.Get, AgentEvents, "")
    {
        RetCodes = ["000-001", "000-002", "000-003", "000-004", "100-006", "105-005", "105-006", "105-007"],
        IsRead = true,
        IsPoll = true,
        HasResult = true,
        Source = "cec_07_1274",
    };

    /// <summary>Queries another agent of the VDN.</summary>
    public static Operation QueryAgentInfoByWorkNo { get; } = new(
        "queryAgentInfoByWorkNo", HttpMethod.Get, VdnAgents, "/agentbyworkno/{workNo}")
    {
        RetCodes = ["100-006"],
        IsRead = true,
        HasResult = true,
        Source = "cec_07_1026",
    };

    /// <summary>Queries the agents of a queue.</summary>
    public static Operation QueryAgentInfoBySkillId { get; } = new(
        "queryAgentInfoBySkillId", HttpMethod.Get, VdnAgents, "/agentbyskill/{skillid}")
    {
        IsRead = true,
        HasResult = true,
        Source = "cec_07_1025",
    };

    /// <summary>Queries all agents of the VDN that are signed in.</summary>
    public static Operation QueryAllOnlineAgents { get; } = new("queryAllOnlineAgents", HttpMethod.Get, VdnAgents, "/allonlineagents")
    {
        IsRead = true,
        HasResult = true,
        Source = "cec_07_1027",
    };

    /// <summary>Signs the agent in to queues, and out of all others. No event follows.</summary>
    public static Operation ResetSkill { get; } = new(
        "resetSkill", HttpMethod.Post, OnlineAgent, "/resetskill/{autoflag}?skillid={skillid}&phonelinkage={phonelinkage}")
    {
        RetCodes = ["000-002", "100-006", "100-007"],
        Source = "cec_07_1209",
    };

    private static Operation SignInOperation(string name, string path, string source) => new(name, HttpMethod.Put, OnlineAgent, path)
    {
        Events = [EventName.OtherInService, EventName.StateReady],
        RetCodes = SignInCodes,
        NeedsGuid = false,
        BringsGuid = true,
        HasResult = true,
        Source = source,
    };

    private static Operation State(string name, string path, string source, params string[] succeeds) =>
        new(name, HttpMethod.Post, OnlineAgent, path)
        {
            Events = succeeds,
            RetCodes = StateCodes,
            Completion = Completion.On(succeeds),
            Source = source,
        };

    /// <summary>All operations of the family, in the order of the reference.</summary>
    internal static IReadOnlyList<Operation> All { get; } =
    [
        Login, ForceLogin, LoginEx, Logout, ForceLogout, ForceLogoutWithReason, UpdateGuid, GetAgentStatus, SayFree, SayBusy, CancelBusy,
        Rest, CancelRest, SayWork, CancelWork, GetAgentEvent, QueryAgentInfoByWorkNo, QueryAgentInfoBySkillId, QueryAllOnlineAgents,
        ResetSkill,
    ];
}
