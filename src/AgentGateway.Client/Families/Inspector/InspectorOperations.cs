namespace AgentGateway;

/// <summary>
/// The operations of an inspector on another agent, <c>qualitycontrol/{agentid}/…</c> (supervision.md 2). The agent of the path is the
/// inspector.
/// </summary>
internal static class InspectorOperations
{
    // Declared before the operations, because initializers run in this order.
    private static readonly ResourceGroup Group = new("qualitycontrol");

    private static readonly string[] InspectionCodes = ["100-006", "900-001", "900-002", "900-003"];

    /// <summary>Signs another agent out.</summary>
    public static Operation ForceLogOutAgent { get; } = Inspect("forceLogOutAgent", "/forcelogout/{workNo}", "cec_07_2407");

    /// <summary>Makes another agent idle.</summary>
    public static Operation ForceIdle { get; } = Inspect("forceIdle", "/forceidle/{workNo}", "cec_07_2406", EventName.StateForceReady);

    /// <summary>Makes another agent busy.</summary>
    public static Operation ForceBusy { get; } = Inspect(
        "forceBusy", "/forcebusy/{workNo}", "cec_07_2405", EventName.StateForceSetNotReady);

    /// <summary>Sends another agent to rest.</summary>
    public static Operation ForceRest { get; } = Inspect("forceRest", "/forcerest/{workNo}/{time}/{reason}", "cec_07_2411");

    /// <summary>Releases a call.</summary>
    public static Operation ForceDropCall { get; } = Inspect("forceDropCall", "/forcedropcall/{callid}", "cec_07_2408");

    /// <summary>Signs another agent in to queues, and out of all others.</summary>
    public static Operation AdjustSkill { get; } = new("adjustSkill", HttpMethod.Post, Group, "/adjustskill")
    {
        RetCodes = ["100-001", .. InspectionCodes],
        Source = "cec_07_2409",
    };

    /// <summary>Begins to listen to another agent.</summary>
    public static Operation AddSupervise { get; } = Begin(
        "addSupervise", HttpMethod.Put, "/addsupervise/{workNo}", "cec_07_2402", [.. InspectionCodes, "900-005"]);

    /// <summary>Joins the call of another agent. Its return codes are not known.</summary>
    public static Operation AddInsert { get; } = Begin("addInsert", HttpMethod.Put, "/addinsert/{workNo}", "cec_07_2401", []);

    /// <summary>Begins to whisper to another agent.</summary>
    public static Operation RequestWhisperAgent { get; } = Begin(
        "requestWhisperAgent", HttpMethod.Post, "/requestwhisperagent", "cec_07_2412", [.. InspectionCodes, "900-004"]);

    /// <summary>Stops whispering. The reference lists no event of the inspector.</summary>
    public static Operation RequestStopWhisperAgent { get; } = new(
        "requestStopWhisperAgent", HttpMethod.Post, Group, "/requeststopwhisperagent")
    {
        RetCodes = ["100-006", "900-001", "900-002"],
        Source = "cec_07_2413",
    };

    /// <summary>Stops listening or inserting.</summary>
    public static Operation StopSuperviseOrInsert { get; } = new("stopSuperviseOrInsert", HttpMethod.Delete, Group, "/{workNo}")
    {
        Events = [EventName.OtherPhoneRelease, EventName.StateReady],
        RetCodes = InspectionCodes,
        Completion = Completion.On(EventName.OtherPhoneRelease) with { Precludes = EventName.OtherPhoneOffhook },
        Source = "cec_07_2404",
    };

    /// <summary>Changes between listening, inserting and whispering. The reference lists no event of the inspector.</summary>
    public static Operation RequestSwitchInsertWhisperAgent { get; } = new(
        "requestSwitchInsertWhisperAgent", HttpMethod.Post, Group, "/requestswitchinsertwhisperagent")
    {
        RetCodes = [.. InspectionCodes, "900-004"],
        Source = "cec_07_2414",
    };

    /// <summary>Takes the call of another agent over.</summary>
    public static Operation Intercept { get; } = Take("/intercept/{workNo}", "cec_07_2403", InspectionCodes);

    /// <summary>Takes a specific call of another agent over. It has the same name in the logs. Its return codes are not known.</summary>
    public static Operation InterceptCall { get; } = Take("/intercept/{workNo}/{callId}", "cec_07_0437", []);

    // The events go to the inspected agent, not to the inspector, so the inspector's session can't wait for them.
    private static Operation Inspect(string name, string path, string source, params string[] events) =>
        new(name, HttpMethod.Post, Group, path)
        {
            Events = events,
            RetCodes = InspectionCodes,
            Source = source,
        };

    // The phone of the inspector rings and is answered.
    private static Operation Begin(string name, HttpMethod method, string path, string source, string[] retCodes) =>
        new(name, method, Group, path)
        {
            Events = [EventName.OtherPhoneAlerting, EventName.OtherPhoneOffhook, EventName.StateBusy],
            RetCodes = retCodes,
            Completion = Completion.On(EventName.OtherPhoneOffhook),
            Source = source,
        };

    private static Operation Take(string path, string source, string[] retCodes) => new("intercept", HttpMethod.Put, Group, path)
    {
        Events = [EventName.CallTalking, EventName.MediaEventRecord],
        RetCodes = retCodes,
        Completion = Completion.On(EventName.CallTalking) with { IsAboutCall = true },
        Source = source,
    };

    /// <summary>All operations of the family, in the order of the reference.</summary>
    internal static IReadOnlyList<Operation> All { get; } =
    [
        ForceLogOutAgent, ForceIdle, ForceBusy, ForceRest, ForceDropCall, AdjustSkill, AddInsert, AddSupervise, Intercept, InterceptCall,
        StopSuperviseOrInsert, RequestWhisperAgent, RequestStopWhisperAgent, RequestSwitchInsertWhisperAgent,
    ];
}
