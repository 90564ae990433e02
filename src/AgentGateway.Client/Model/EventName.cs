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

    // A call (voicecall.md 4).
    public const string CallAutoAnswer = "AgentEvent_Auto_Answer";
    public const string CallCallRelease = "AgentEvent_Call_Release";
    public const string CallConference = "AgentEvent_Conference";
    public const string CallConnectFail = "AgentEvent_Connect_Fail";
    public const string CallConsultFail = "AgentEvent_Consult_Fail";
    public const string CallCustomerAlerting = "AgentEvent_Customer_Alerting";
    public const string CallCustomerRelease = "AgentEvent_Customer_Release";
    public const string CallHold = "AgentEvent_Hold";
    public const string CallIncomingCallInfo = "AgentEvent_Incoming_CallInfo";
    public const string CallInsideCallFail = "AgentEvent_Inside_Call_Fail";
    public const string CallMediaSwitch = "AgentEvent_MediaSwith";
    public const string CallNoAnswer = "AgentEvent_No_Answer";
    public const string CallOutFail = "AgentEvent_Call_Out_Fail";
    public const string CallPreview = "AgentEvent_Preview";
    public const string CallPreviewCallOut = "AgentEvent_Preview_CallOut";
    public const string CallPreviewCallOutEx = "AgentEvent_Preview_CallOut_Ex";
    public const string CallReleasePreview = "AgentEvent_Release_Preview";
    public const string CallReturnFromIvr = "AgentEvent_ReturnFromIvr";
    public const string CallRinging = "AgentEvent_Ringing";
    public const string CallTalking = "AgentEvent_Talking";
    public const string CallTransferResult = "AgentEvent_SuccTransResult";

    // A phone that is linked to the agent (voicecall.md 4).
    public const string LinkagePhoneCallOut = "AgentEvent_linkagePhoneCallOut";
    public const string LinkagePhoneHold = "AgentEvent_linkagePhoneHold";
    public const string LinkagePhoneMute = "AgentEvent_linkagePhoneMute";
    public const string LinkagePhoneStatus = "AgentEvent_linkagePhoneStatus";
    public const string LinkagePhoneTransferOut = "AgentEvent_linkagePhoneTransferOut";
    public const string LinkagePhoneUnHold = "AgentEvent_linkagePhoneUnHold";

    // A multimedia call (media.md 1.5), and notes (queues.md 5).
    public const string MediaCallImageCapture = "AgentEvent_ImageCapture";
    public const string MediaCallMessageData = "AgentEvent_MessageData";
    public const string MediaCallRequestConnect = "AgentEvent_RequestConnect";
    public const string OtherBulletin = "AgentOther_Bulletin";
    public const string OtherNote = "AgentOther_Note";

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

    /// <summary>Returns whether the content of the event is only a text, the ID of its call (voicecall.md 4).</summary>
    /// <param name="eventType">The name.</param>
    public static bool HasOnlyCallId(string eventType) => eventType is CallHold or CallOutFail or CallInsideCallFail or CallNoAnswer
        or CallCallRelease or CallConnectFail or CallConsultFail or CallReturnFromIvr;
}
