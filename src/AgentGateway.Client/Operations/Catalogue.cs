namespace AgentGateway;

/// <summary>
/// Every interface of the API that this client knows, as data. Names, methods and paths: conference.md, recordplay.md, session.md,
/// polling.md, supervision.md and the seeds; where they disagree, the seeds win.
/// </summary>
public static partial class Catalogue
{
    // The codes that most conference interfaces list (conference.md 3).
    private static string[] ConferenceCodes => ["000-002", "100-006", "100-007", "101-001", "101-002"];
    private static string[] StateCodes => ["100-006", "100-007", "100-009"];
    private static string[] InspectionCodes => ["100-006", "900-001", "900-002", "900-003"];

    /// <summary>All operations, by family, in the order of the reference.</summary>
    public static IReadOnlyList<Operation> All => field ??= (Operation[])
    [
        .. ConferenceFamily(),
        .. PlaybackFamily(),
        .. SessionFamily(),
        .. InspectorFamily(),
    ];

    /// <summary>Only two of the modes are followed by an event (conference.md 3.12).</summary>
    internal static Completion? CompletionOf(ParticipantMode mode) => mode switch
    {
        ParticipantMode.ListenOnly => ByParticipantChange((int)ParticipantChangeType.Muted),
        ParticipantMode.ListenAndSpeak => ByParticipantChange((int)ParticipantChangeType.Unmuted),
        _ => null,
    };

    private static Completion ByEvent(params string[] succeeds) => new(succeeds, []);

    private static Completion ByEvent(string[] succeeds, string[] fails) => new(succeeds, fails);

    private static Completion ByParticipantChange(int changeType) => new(["AgentConf_ParticipantChanged"], []) { ChangeType = changeType };
}
