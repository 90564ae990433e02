namespace AgentGateway.Simulator;

/// <summary>The event types of the reference.</summary>
internal static class EventType
{
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

    public const string BeQcStart = "AgentOther_BeQcStart";
    public const string BeQcStop = "AgentOther_BeQcStop";
    public const string InService = "AgentOther_InService";
    public const string PhoneAlerting = "AgentOther_PhoneAlerting";
    public const string PhoneOffhook = "AgentOther_PhoneOffhook";
    public const string PhoneRelease = "AgentOther_PhoneRelease";
    public const string ShutdownService = "AgentOther_ShutdownService";

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

    public const string MediaJumpPlayDone = "AgentMediaEvent_JumpPlayDone";
    public const string MediaPausePlayDone = "AgentMediaEvent_PausePlayDone";
    public const string MediaPlay = "AgentMediaEvent_Play";
    public const string MediaPlayFail = "AgentMediaEvent_Play_Fail";
    public const string MediaPlaySucc = "AgentMediaEvent_Play_Succ";
    public const string MediaRecord = "AgentMediaEvent_Record";
    public const string MediaRecordFail = "AgentMediaEvent_Record_Fail";
    public const string MediaResumePlayDone = "AgentMediaEvent_ResumePlayDone";
    public const string MediaStartRecordScreenFail = "AgentMediaEvent_StartRecordScreen_Fail";
    public const string MediaStartRecordScreenSucc = "AgentMediaEvent_StartRecordScreen_Succ";
    public const string MediaStopPlayDone = "AgentMediaEvent_StopPlayDone";
    public const string MediaStopRecordDone = "AgentMediaEvent_StopRecordDone";
    public const string MediaStopRecordScreenFail = "AgentMediaEvent_StopRecordScreen_Fail";
    public const string MediaStopRecordScreenSucc = "AgentMediaEvent_StopRecordScreen_Succ";

    public const string CallAutoAnswer = "AgentEvent_Auto_Answer";
    public const string CallConference = "AgentEvent_Conference";
    public const string CallConnectFail = "AgentEvent_Connect_Fail";
    public const string CallCustomerAlerting = "AgentEvent_Customer_Alerting";
    public const string CallCustomerRelease = "AgentEvent_Customer_Release";
    public const string CallHold = "AgentEvent_Hold";
    public const string CallInsideCallFail = "AgentEvent_Inside_Call_Fail";
    public const string CallOutFail = "AgentEvent_Call_Out_Fail";
    public const string CallRelease = "AgentEvent_Call_Release";
    public const string CallReturnFromIvr = "AgentEvent_ReturnFromIvr";
    public const string CallRinging = "AgentEvent_Ringing";
    public const string CallSuccTransResult = "AgentEvent_SuccTransResult";
    public const string CallTalking = "AgentEvent_Talking";

    /// <summary>The one event that inspectors get; its subtype is a <see cref="NoticeSubtype"/>.</summary>
    public const string InspectorNotice = "QC_AgentState_Notify";
}

/// <summary>The subtypes of <see cref="EventType.InspectorNotice"/>.</summary>
internal static class NoticeSubtype
{
    public const string Busy = "QC_AgentState_Busy";
    public const string Idle = "QC_AgentState_Idle";
    public const string Login = "QC_AgentState_Login";
    public const string Logout = "QC_AgentState_Logout";
    public const string Rest = "QC_AgentState_Rest";
    public const string Work = "QC_AgentState_Work";
}
