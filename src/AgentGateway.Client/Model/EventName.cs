namespace AgentGateway;

/// <summary>
/// The event names of the API that the client uses. Operations of one family trigger events of another, so all names are in one class.
/// </summary>
internal static class EventName
{
    // A conference, its participants and its announcements (events.md 2).
    public const string ConfParticipantChanged = "AgentConf_ParticipantChanged";
    public const string ConfPresidentChanged = "AgentConf_PresidentChanged";
    public const string ConfRequestFailed = "AgentConf_RequestFailed";
    public const string ConfRequestSuccess = "AgentConf_RequestSuccess";
    public const string ConfRinging = "AgentConf_Ringing";
    public const string ConfSelfJoinResult = "AgentConf_SelfJoinResult";
    public const string ConfSelfLeaveResult = "AgentConf_SelfLeaveResult";
    public const string ConfStopParticipantVoice = "AgentConf_StopParticipantVoice";
    public const string ConfStopVoice = "AgentConf_StopVoice";
    public const string ConfTimeout = "AgentConf_Timeout";
    public const string EventJoinConf = "AgentEvent_JoinConf";

    // A playback or a recording (events.md 3).
    public const string MediaEventJumpPlayDone = "AgentMediaEvent_JumpPlayDone";
    public const string MediaEventPausePlayDone = "AgentMediaEvent_PausePlayDone";
    public const string MediaEventPlay = "AgentMediaEvent_Play";
    public const string MediaEventPlayFail = "AgentMediaEvent_Play_Fail";
    public const string MediaEventPlaySucc = "AgentMediaEvent_Play_Succ";
    public const string MediaEventRecord = "AgentMediaEvent_Record";
    public const string MediaEventRecordFail = "AgentMediaEvent_Record_Fail";
    public const string MediaEventResumePlayDone = "AgentMediaEvent_ResumePlayDone";
    public const string MediaEventStartRecordScreenFail = "AgentMediaEvent_StartRecordScreen_Fail";
    public const string MediaEventStartRecordScreenSucc = "AgentMediaEvent_StartRecordScreen_Succ";
    public const string MediaEventStopPlayDone = "AgentMediaEvent_StopPlayDone";
    public const string MediaEventStopRecordDone = "AgentMediaEvent_StopRecordDone";
    public const string MediaEventStopRecordScreenFail = "AgentMediaEvent_StopRecordScreen_Fail";
    public const string MediaEventStopRecordScreenSucc = "AgentMediaEvent_StopRecordScreen_Succ";

    // The agent's phone, and its session.
    public const string OtherBeQcStart = "AgentOther_BeQcStart";
    public const string OtherBeQcStop = "AgentOther_BeQcStop";
    public const string OtherInService = "AgentOther_InService";
    public const string OtherPhoneAlerting = "AgentOther_PhoneAlerting";
    public const string OtherPhoneOffhook = "AgentOther_PhoneOffhook";
    public const string OtherPhoneRelease = "AgentOther_PhoneRelease";
    public const string OtherShutdownService = "AgentOther_ShutdownService";

    // The agent's state (session.md 6.2).
    public const string StateBusy = "AgentState_Busy";
    public const string StateCancelNotReadySuccess = "AgentState_CancelNotReady_Success";
    public const string StateCancelRestSuccess = "AgentState_CancelRest_Success";
    public const string StateCancelWorkSuccess = "AgentState_CancelWork_Success";
    public const string StateForceReady = "AgentState_Force_Ready";
    public const string StateForceSetNotReady = "AgentState_Force_SetNotReady";
    public const string StateReady = "AgentState_Ready";
    public const string StateRestTimeout = "AgentState_Rest_Timeout";
    public const string StateSetNotReadySuccess = "AgentState_SetNotReady_Success";
    public const string StateSetRestSuccess = "AgentState_SetRest_Success";
    public const string StateSetWorkSuccess = "AgentState_SetWork_Success";
    public const string StateWork = "AgentState_Work";

    // An event of this client, not of the gateway.
    public const string SessionReconnected = "AgwSession_Reconnected";

    // What an inspector receives (supervision.md).
    public const string QcAgentStateNotify = "QC_AgentState_Notify";
}
