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

    // The events go to the inspected agent, not to the inspector, so the inspector's session can't wait for them.
    private static Operation Inspect(string name, string path, string source, params string[] events) =>
        new(name, HttpMethod.Post, Group, path)
        {
            Events = events,
            RetCodes = InspectionCodes,
            Source = source,
        };

    /// <summary>All operations of the family, in the order of the reference.</summary>
    internal static IReadOnlyList<Operation> All { get; } = [ForceLogOutAgent, ForceIdle, ForceBusy, ForceRest, ForceDropCall, AdjustSkill];
}
