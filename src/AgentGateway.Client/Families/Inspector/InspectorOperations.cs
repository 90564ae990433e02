namespace AgentGateway;

/// <content>What an inspector does to another agent, <c>qualitycontrol/{agentid}/…</c> (supervision.md 2). The agent of the path is the inspector.</content>
public static partial class Catalogue
{
    /// <summary>Signs another agent out.</summary>
    public static Operation ForceLogOutAgent { get; } = Inspect("forceLogOutAgent", "/forcelogout/{workNo}", "cec_07_2407");

    /// <summary>Makes another agent idle.</summary>
    public static Operation ForceIdle { get; } = Inspect("forceIdle", "/forceidle/{workNo}", "cec_07_2406", "AgentState_Force_Ready");

    /// <summary>Makes another agent busy.</summary>
    public static Operation ForceBusy { get; } = Inspect("forceBusy", "/forcebusy/{workNo}", "cec_07_2405", "AgentState_Force_SetNotReady");

    /// <summary>Sends another agent to rest.</summary>
    public static Operation ForceRest { get; } = Inspect("forceRest", "/forcerest/{workNo}/{time}/{reason}", "cec_07_2411");

    /// <summary>Releases a call.</summary>
    public static Operation ForceDropCall { get; } = Inspect("forceDropCall", "/forcedropcall/{callid}", "cec_07_2408");

    // The events go to the inspected agent, not to the inspector, so nothing can be waited for.
    private static Operation Inspect(string name, string path, string source, params string[] events) => new(name, HttpMethod.Post, "qualitycontrol", path)
    {
        Events = events,
        RetCodes = InspectionCodes,
        Source = source,
    };

    private static Operation[] InspectorFamily() => [ForceLogOutAgent, ForceIdle, ForceBusy, ForceRest, ForceDropCall];
}
