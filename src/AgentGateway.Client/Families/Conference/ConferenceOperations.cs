namespace AgentGateway;

/// <content>The conference family, <c>agentconf/{agentid}/…</c> (conference.md).</content>
public static partial class Catalogue
{
    /// <summary>Applies for a conference; the applicant becomes its chairperson.</summary>
    public static Operation RequestAgentConf { get; } = new("requestAgentConf", HttpMethod.Post, "agentconf", "/requestagentconf")
    {
        Events = ["AgentState_Busy", "AgentOther_PhoneAlerting", "AgentOther_PhoneOffhook", "AgentConf_SelfJoinResult", "AgentConf_RequestSuccess", "AgentConf_RequestFailed", "AgentConf_Timeout"],
        RetCodes = ["101-003"],
        Completion = ByEvent(["AgentConf_RequestSuccess"], ["AgentConf_RequestFailed"]),
        Source = "cec_07_1283",
    };

    /// <summary>Answers an invitation.</summary>
    public static Operation AnswerAgentConf { get; } = new("answerAgentConf", HttpMethod.Post, "agentconf", "/answeragentconf")
    {
        IsAboutInvitation = true,
        Completion = ByEvent("AgentConf_SelfJoinResult"),
        Events = ["AgentConf_SelfJoinResult"],
        RetCodes = ["000-002", "100-006", "100-007", "101-001"],
        Source = "cec_07_1284",
    };

    /// <summary>Rejects an invitation.</summary>
    public static Operation RejectAgentConf { get; } = new("rejectAgentConf", HttpMethod.Post, "agentconf", "/rejectagentconf")
    {
        IsAboutInvitation = true,
        Events = ["AgentOther_PhoneRelease", "AgentState_Ready", "AgentConf_ParticipantChanged"],
        RetCodes = ["000-002", "100-006", "100-007", "101-001"],
        Completion = ByEvent("AgentState_Ready"),
        Source = "seeds",
    };

    /// <summary>A participant that is not the chairperson leaves.</summary>
    public static Operation RequestLeaveAgentConf { get; } = new("requestLeaveAgentConf", HttpMethod.Post, "agentconf", "/requestleaveagentconf")
    {
        Events = ["AgentMediaEvent_StopRecordDone", "AgentOther_PhoneRelease", "AgentConf_SelfLeaveResult", "AgentConf_ParticipantChanged"],
        RetCodes = ["000-002", "100-006", "100-007", "101-001", "101-007"],
        Completion = ByEvent("AgentConf_SelfLeaveResult"),
        Source = "cec_07_1286",
    };

    /// <summary>The chairperson ends the conference for everybody.</summary>
    public static Operation ReleaseAgentConf { get; } = new("releaseAgentConf", HttpMethod.Post, "agentconf", "/releaseagentconf")
    {
        Events = ["AgentMediaEvent_StopRecordDone", "AgentOther_PhoneRelease", "AgentConf_SelfLeaveResult", "AgentState_Ready"],
        RetCodes = ConferenceCodes,
        Completion = ByEvent("AgentConf_SelfLeaveResult"),
        Source = "seeds",
    };

    /// <summary>Holds a participant; an announcement is played to it.</summary>
    public static Operation HoldParticipant { get; } = new("holdParticipant", HttpMethod.Post, "agentconf", "/holdparticipant")
    {
        Events = ["AgentConf_ParticipantChanged"],
        RetCodes = ConferenceCodes,
        Completion = ByParticipantChange(5),
        Source = "seeds",
    };

    /// <summary>Takes a participant back from hold.</summary>
    public static Operation UnholdParticipant { get; } = new("unholdParticipant", HttpMethod.Post, "agentconf", "/unholdparticipant")
    {
        Events = ["AgentConf_ParticipantChanged"],
        RetCodes = ConferenceCodes,
        Completion = ByParticipantChange(6),
        Source = "cec_07_1289",
    };

    /// <summary>Extends the conference; the reply says by how much.</summary>
    public static Operation ProlongTime { get; } = new("prolongTime", HttpMethod.Post, "agentconf", "/prolongtime")
    {
        RetCodes = ConferenceCodes,
        HasResult = true,
        Source = "cec_07_1290",
    };

    /// <summary>Hands the chair to another participant.</summary>
    public static Operation ApplyToShiftPresident { get; } = new("applyToShiftPresident", HttpMethod.Post, "agentconf", "/applytoshiftpresident")
    {
        Events = ["AgentConf_ParticipantChanged", "AgentConf_PresidentChanged"],
        RetCodes = [.. ConferenceCodes, "101-005"],
        Completion = ByParticipantChange(2),
        Source = "cec_07_1291",
    };

    /// <summary>Invites up to 120 participants.</summary>
    public static Operation BatchAddParticipant { get; } = new("batchAddParticipant", HttpMethod.Post, "agentconf", "/batchaddparticipant")
    {
        Events = ["AgentConf_Ringing", "AgentConf_ParticipantChanged"],
        RetCodes = ConferenceCodes,
        Source = "cec_07_1292",
    };

    /// <summary>Removes up to 30 participants; the reply names those who are not there.</summary>
    public static Operation BatchRemoveParticipant { get; } = new("batchRemoveParticipant", HttpMethod.Post, "agentconf", "/batchremoveparticipant")
    {
        Events = ["AgentConf_ParticipantChanged"],
        RetCodes = [.. ConferenceCodes, "101-006"],
        HasResult = true,
        Source = "cec_07_1293",
    };

    /// <summary>Mutes and unmutes a participant. Only modes 1 and 3 are followed by an event.</summary>
    public static Operation ChangeParticipantMode { get; } = new("changeParticipantMode", HttpMethod.Post, "agentconf", "/changeparticipantmode")
    {
        Events = ["AgentConf_ParticipantChanged"],
        RetCodes = ConferenceCodes,
        Source = "cec_07_1294",
    };

    /// <summary>Plays an announcement to the conference.</summary>
    public static Operation PlayVoiceToConf { get; } = new("playVoiceToConf", HttpMethod.Post, "agentconf", "/playvoicetoconf")
    {
        Events = ["AgentConf_StopVoice"],
        RetCodes = ConferenceCodes,
        Source = "cec_07_1295",
    };

    /// <summary>Stops the announcement to the conference.</summary>
    public static Operation StopVoiceToConf { get; } = new("stopVoiceToConf", HttpMethod.Post, "agentconf", "/stopvoicetoconf")
    {
        RetCodes = ConferenceCodes,
        Source = "seeds",
    };

    /// <summary>Plays an announcement to one participant.</summary>
    public static Operation PlayVoiceToParticipant { get; } = new("playVoiceToParticipant", HttpMethod.Post, "agentconf", "/playvoicetoparticipant")
    {
        Events = ["AgentConf_StopParticipantVoice"],
        RetCodes = ConferenceCodes,
        Source = "cec_07_1297",
    };

    /// <summary>Stops the announcement to one participant.</summary>
    public static Operation StopVoiceToParticipant { get; } = new("stopVoiceToParticipant", HttpMethod.Post, "agentconf", "/stopvoicetoparticipant")
    {
        Events = ["AgentConf_StopParticipantVoice"],
        RetCodes = ConferenceCodes,
        Source = "cec_07_1298",
    };

    /// <summary>Makes room for more participants, or for fewer.</summary>
    public static Operation ModifyConfResource { get; } = new("modifyConfResource", HttpMethod.Post, "agentconf", "/modifyconfresource")
    {
        RetCodes = ConferenceCodes,
        Source = "cec_07_1299",
    };

    /// <summary>Asks for up to 20 conferences. A read, although it is a POST.</summary>
    public static Operation QueryConfInfos { get; } = new("queryConfInfos", HttpMethod.Post, "agentconf", "/queryconfinfos")
    {
        RetCodes = ["000-002", "100-006", "100-007"],
        IsRead = true,
        HasResult = true,
        Source = "cec_07_1300",
    };

    /// <summary>Asks for the running conferences of the VDN; for inspectors.</summary>
    public static Operation QueryVdnConfId { get; } = new("queryAllConfIds", HttpMethod.Get, "agentconf", "/queryvdnconfid")
    {
        RetCodes = ["000-002", "100-006", "100-007", "101-004"],
        IsRead = true,
        HasResult = true,
        Source = "cec_07_1301",
    };

    private static Operation[] ConferenceFamily() =>
    [
        RequestAgentConf, AnswerAgentConf, RejectAgentConf, RequestLeaveAgentConf, ReleaseAgentConf, HoldParticipant, UnholdParticipant,
        ProlongTime, ApplyToShiftPresident, BatchAddParticipant, BatchRemoveParticipant, ChangeParticipantMode, PlayVoiceToConf,
        StopVoiceToConf, PlayVoiceToParticipant, StopVoiceToParticipant, ModifyConfResource, QueryConfInfos, QueryVdnConfId,
    ];
}
