namespace AgentGateway;

/// <summary>The operations of the conference family, <c>agentconf/{agentid}/…</c> (conference.md).</summary>
internal static class ConferenceOperations
{
    // Declared before the operations, because initializers run in this order.
    private static readonly ResourceGroup Group = new("agentconf") { IsAboutConference = true };

    // The codes that most conference interfaces list (conference.md 3).
    private static readonly string[] ConferenceCodes = ["000-002", "100-006", "100-007", "101-001", "101-002"];

    /// <summary>Applies for a conference. The applicant becomes its chairperson.</summary>
    public static Operation RequestAgentConf { get; } = new("requestAgentConf", HttpMethod.Post, Group, "/requestagentconf")
    {
        CreatesConference = true,
        Events =
        [
            EventName.StateBusy, EventName.OtherPhoneAlerting, EventName.OtherPhoneOffhook, EventName.ConfSelfJoinResult,
            EventName.ConfRequestSuccess, EventName.ConfRequestFailed, EventName.ConfTimeout,
        ],
        RetCodes = ["101-003"],
        Completion = Completion.On([EventName.ConfRequestSuccess], [EventName.ConfRequestFailed]),
        Source = "cec_07_1283",
    };

    /// <summary>Answers an invitation.</summary>
    public static Operation AnswerAgentConf { get; } = new("answerAgentConf", HttpMethod.Post, Group, "/answeragentconf")
    {
        IsAboutInvitation = true,
        Completion = Completion.On(EventName.ConfSelfJoinResult),
        Events = [EventName.ConfSelfJoinResult],
        RetCodes = ["000-002", "100-006", "100-007", "101-001"],
        Source = "cec_07_1284",
    };

    /// <summary>Rejects an invitation.</summary>
    public static Operation RejectAgentConf { get; } = new("rejectAgentConf", HttpMethod.Post, Group, "/rejectagentconf")
    {
        IsAboutInvitation = true,
        Events = [EventName.OtherPhoneRelease, EventName.StateReady, EventName.ConfParticipantChanged],
        RetCodes = ["000-002", "100-006", "100-007", "101-001"],
        Completion = Completion.On(EventName.StateReady),
        Source = "seeds",
    };

    /// <summary>A participant that is not the chairperson leaves.</summary>
    public static Operation RequestLeaveAgentConf { get; } = new("requestLeaveAgentConf", HttpMethod.Post, Group, "/requestleaveagentconf")
    {
        Events =
        [
            EventName.MediaEventStopRecordDone, EventName.OtherPhoneRelease, EventName.ConfSelfLeaveResult,
            EventName.ConfParticipantChanged,
        ],
        RetCodes = ["000-002", "100-006", "100-007", "101-001", "101-007"],
        Completion = Completion.On(EventName.ConfSelfLeaveResult),
        Source = "cec_07_1286",
    };

    /// <summary>The chairperson ends the conference for all participants.</summary>
    public static Operation ReleaseAgentConf { get; } = new("releaseAgentConf", HttpMethod.Post, Group, "/releaseagentconf")
    {
        Events = [EventName.MediaEventStopRecordDone, EventName.OtherPhoneRelease, EventName.ConfSelfLeaveResult, EventName.StateReady],
        RetCodes = ConferenceCodes,
        Completion = Completion.On(EventName.ConfSelfLeaveResult),
        Source = "seeds",
    };

    /// <summary>Holds a participant; an announcement is played to it.</summary>
    public static Operation HoldParticipant { get; } = new("holdParticipant", HttpMethod.Post, Group, "/holdparticipant")
    {
        Events = [EventName.ConfParticipantChanged],
        RetCodes = ConferenceCodes,
        Completion = On(ParticipantChangeType.Held),
        Source = "seeds",
    };

    /// <summary>Resumes a participant from hold.</summary>
    public static Operation UnholdParticipant { get; } = new("unholdParticipant", HttpMethod.Post, Group, "/unholdparticipant")
    {
        Events = [EventName.ConfParticipantChanged],
        RetCodes = ConferenceCodes,
        Completion = On(ParticipantChangeType.Unheld),
        Source = "cec_07_1289",
    };

    /// <summary>Extends the conference. The reply contains the added time.</summary>
    public static Operation ProlongTime { get; } = new("prolongTime", HttpMethod.Post, Group, "/prolongtime")
    {
        RetCodes = ConferenceCodes,
        HasResult = true,
        Source = "cec_07_1290",
    };

    /// <summary>Makes another participant the chairperson.</summary>
    public static Operation ApplyToShiftPresident { get; } = new("applyToShiftPresident", HttpMethod.Post, Group, "/applytoshiftpresident")
    {
        Events = [EventName.ConfParticipantChanged, EventName.ConfPresidentChanged],
        RetCodes = [.. ConferenceCodes, "101-005"],
        Completion = On(ParticipantChangeType.ChairpersonChanged),
        Source = "cec_07_1291",
    };

    /// <summary>Invites up to 120 participants.</summary>
    public static Operation BatchAddParticipant { get; } = new("batchAddParticipant", HttpMethod.Post, Group, "/batchaddparticipant")
    {
        Events = [EventName.ConfRinging, EventName.ConfParticipantChanged],
        RetCodes = ConferenceCodes,
        Source = "cec_07_1292",
    };

    /// <summary>Removes up to 30 participants. The reply contains those that are not in the conference.</summary>
    public static Operation BatchRemoveParticipant { get; } = new(
        "batchRemoveParticipant", HttpMethod.Post, Group, "/batchremoveparticipant")
    {
        Events = [EventName.ConfParticipantChanged],
        RetCodes = [.. ConferenceCodes, "101-006"],
        HasResult = true,
        Source = "cec_07_1293",
    };

    /// <summary>Mutes or unmutes a participant. Only modes 1 and 3 are followed by an event.</summary>
    public static Operation ChangeParticipantMode { get; } = new("changeParticipantMode", HttpMethod.Post, Group, "/changeparticipantmode")
    {
        Events = [EventName.ConfParticipantChanged],
        RetCodes = ConferenceCodes,
        Source = "cec_07_1294",
    };

    /// <summary>Plays an announcement to the conference.</summary>
    public static Operation PlayVoiceToConf { get; } = new("playVoiceToConf", HttpMethod.Post, Group, "/playvoicetoconf")
    {
        Events = [EventName.ConfStopVoice],
        RetCodes = ConferenceCodes,
        Source = "cec_07_1295",
    };

    /// <summary>Stops the announcement to the conference.</summary>
    public static Operation StopVoiceToConf { get; } = new("stopVoiceToConf", HttpMethod.Post, Group, "/stopvoicetoconf")
    {
        RetCodes = ConferenceCodes,
        Source = "seeds",
    };

    /// <summary>Plays an announcement to one participant.</summary>
    public static Operation PlayVoiceToParticipant { get; } = new(
        "playVoiceToParticipant", HttpMethod.Post, Group, "/playvoicetoparticipant")
    {
        Events = [EventName.ConfStopParticipantVoice],
        RetCodes = ConferenceCodes,
        Source = "cec_07_1297",
    };

    /// <summary>Stops the announcement to one participant.</summary>
    public static Operation StopVoiceToParticipant { get; } = new(
        "stopVoiceToParticipant", HttpMethod.Post, Group, "/stopvoicetoparticipant")
    {
        Events = [EventName.ConfStopParticipantVoice],
        RetCodes = ConferenceCodes,
        Source = "cec_07_1298",
    };

    /// <summary>Changes the capacity of a conference.</summary>
    public static Operation ModifyConfResource { get; } = new("modifyConfResource", HttpMethod.Post, Group, "/modifyconfresource")
    {
        RetCodes = ConferenceCodes,
        Source = "cec_07_1299",
    };

    /// <summary>Queries up to 20 conferences. It is a read, although the method is POST.</summary>
    public static Operation QueryConfInfos { get; } = new("queryConfInfos", HttpMethod.Post, Group, "/queryconfinfos")
    {
        RetCodes = ["000-002", "100-006", "100-007"],
        IsRead = true,
        HasResult = true,
        Source = "cec_07_1300",
    };

    /// <summary>Queries the running conferences of the VDN; for inspectors.</summary>
    public static Operation QueryVdnConfId { get; } = new("queryAllConfIds", HttpMethod.Get, Group, "/queryvdnconfid")
    {
        RetCodes = ["000-002", "100-006", "100-007", "101-004"],
        IsRead = true,
        HasResult = true,
        Source = "cec_07_1301",
    };

    /// <summary>All operations of the family, in the order of the reference.</summary>
    internal static IReadOnlyList<Operation> All { get; } =
    [
        RequestAgentConf, AnswerAgentConf, RejectAgentConf, RequestLeaveAgentConf, ReleaseAgentConf, HoldParticipant, UnholdParticipant,
        ProlongTime, ApplyToShiftPresident, BatchAddParticipant, BatchRemoveParticipant, ChangeParticipantMode, PlayVoiceToConf,
        StopVoiceToConf, PlayVoiceToParticipant, StopVoiceToParticipant, ModifyConfResource, QueryConfInfos, QueryVdnConfId,
    ];

    /// <summary>The completion of a change of a participant's mode. Only two of the modes trigger an event (conference.md 3.12).</summary>
    internal static Completion? CompletionOf(ParticipantMode mode) => mode switch
    {
        ParticipantMode.ListenOnly => On(ParticipantChangeType.Muted),
        ParticipantMode.ListenAndSpeak => On(ParticipantChangeType.Unmuted),
        _ => null,
    };

    private static Completion On(ParticipantChangeType change) =>
        Completion.On(EventName.ConfParticipantChanged) with { ChangeType = (int)change };
}
