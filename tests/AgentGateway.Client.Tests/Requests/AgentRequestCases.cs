namespace AgentGateway.Client.Tests;

/// <summary>
/// Requests about an agent's own state (session.md 6), about other agents (supervision.md 3), and of an inspector (supervision.md 2).
/// </summary>
internal static class AgentRequestCases
{
    public static Dictionary<string, RequestCase> All { get; } = new()
    {
        ["own state"] = new("getAgentStatus", () => AgentCalls.Status, "GET", "onlineagent/{0}/agentstatus"),
        ["idle"] = State("sayFree", "sayfree", () => AgentCalls.SayFree),
        ["busy"] = State("sayBusy", "saybusy?reason=0&prolong=false", () => AgentCalls.SayBusy()),
        ["busy for a reason, prolonged"] = State(
            "sayBusy", "saybusy?reason=250&prolong=true", () => AgentCalls.SayBusy(250, prolong: true)),
        ["no longer busy"] = State("cancelBusy", "cancelbusy", () => AgentCalls.CancelBusy),
        ["rest"] = State("rest", "rest/600/0?prolong=false", () => AgentCalls.Rest(600)),
        ["rest for a reason, prolonged"] = State("rest", "rest/86399/255?prolong=true", () => AgentCalls.Rest(86399, 255, prolong: true)),
        ["no longer at rest"] = State("cancelRest", "cancelrest", () => AgentCalls.CancelRest),
        ["wrap-up"] = State("sayWork", "work", () => AgentCalls.SayWork),
        ["no longer in wrap-up"] = State("cancelWork", "cancelwork", () => AgentCalls.CancelWork),
        ["another agent"] = new("queryAgentInfoByWorkNo", () => AgentCalls.Details(153), "GET", "agentgroup/{0}/agentbyworkno/153"),
        ["sign another agent out"] = Inspect("forceLogOutAgent", "forcelogout/153", () => InspectorCalls.SignOut(153)),
        ["make another agent idle"] = Inspect("forceIdle", "forceidle/153", () => InspectorCalls.Idle(153)),
        ["make another agent busy"] = Inspect("forceBusy", "forcebusy/153", () => InspectorCalls.Busy(153)),
        ["send another agent to rest"] = Inspect("forceRest", "forcerest/153/600/1", () => InspectorCalls.Rest(153, 600, 1)),
        ["release a call"] = Inspect("forceDropCall", "forcedropcall/1477393325-164", () => InspectorCalls.DropCall("1477393325-164")),
    };

    private static RequestCase State(string operation, string path, Func<OperationCall> call) =>
        new(operation, call, "POST", "onlineagent/{0}/" + path);

    private static RequestCase Inspect(string operation, string path, Func<OperationCall> call) =>
        new(operation, call, "POST", "qualitycontrol/{0}/" + path);
}
