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
        ["listen to another agent"] = Supervise("addSupervise", "PUT", "addsupervise/153", SupervisionMode.Listen),
        ["join the call of another agent"] = Supervise("addInsert", "PUT", "addinsert/153", SupervisionMode.Insert),
        ["whisper to another agent"] = Supervise(
            "requestWhisperAgent", "POST", "requestwhisperagent?whisperagentid=153", SupervisionMode.Whisper),
        ["listen again"] = Switch("0", SupervisionMode.Listen),
        ["join the call instead"] = Switch("1", SupervisionMode.Insert),
        ["whisper instead"] = Switch("2", SupervisionMode.Whisper),
        ["stop listening"] = Inspect(
            "stopSuperviseOrInsert", "153", () => InspectorCalls.StopSupervision(153, SupervisionMode.Listen), "DELETE"),
        ["leave the call of another agent"] = Inspect(
            "stopSuperviseOrInsert", "153", () => InspectorCalls.StopSupervision(153, SupervisionMode.Insert), "DELETE"),
        ["stop whispering"] = Inspect(
            "requestStopWhisperAgent",
            "requeststopwhisperagent?whisperagentid=153",
            () => InspectorCalls.StopSupervision(153, SupervisionMode.Whisper)),
        ["take the call over"] = Inspect("intercept", "intercept/153", () => InspectorCalls.Intercept(153), "PUT"),
        ["take a specific call over"] = Inspect(
            "intercept", "intercept/153/1477393325-164", () => InspectorCalls.Intercept(153, "1477393325-164"), "PUT"),
        ["release a call"] = Inspect("forceDropCall", "forcedropcall/1477393325-164", () => InspectorCalls.DropCall("1477393325-164")),
    };

    private static RequestCase State(string operation, string path, Func<OperationCall> call) =>
        new(operation, call, "POST", "onlineagent/{0}/" + path);

    private static RequestCase Inspect(string operation, string path, Func<OperationCall> call, string method = "POST") =>
        new(operation, call, method, "qualitycontrol/{0}/" + path);

    private static RequestCase Supervise(string operation, string method, string path, SupervisionMode mode) =>
        Inspect(operation, path, () => InspectorCalls.Supervise(153, mode), method);

    private static RequestCase Switch(string number, SupervisionMode mode) => Inspect(
        "requestSwitchInsertWhisperAgent",
        "requestswitchinsertwhisperagent?whisperagentid=153&switchtype=" + number,
        () => InspectorCalls.SwitchSupervision(153, mode));
}
