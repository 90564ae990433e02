namespace AgentGateway;

/// <summary>The events that the reference documents, with what they say (events.md, session.md 6.2, supervision.md). Others can come.</summary>
public static class EventTypes
{
    /// <summary>Every documented event, by its name.</summary>
    public static IReadOnlyDictionary<string, string> Known { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["AgentConf_RequestSuccess"] = "A conference was granted, and its chairperson has joined.",
        ["AgentConf_RequestFailed"] = "A conference was refused.",
        ["AgentConf_SelfJoinResult"] = "The agent itself has joined a conference.",
        ["AgentConf_Timeout"] = "The time of a conference is nearly over.",
        ["AgentConf_Ringing"] = "The agent is invited to a conference.",
        ["AgentConf_ParticipantChanged"] = "Somebody in the conference has joined, left, or was held, muted or made chairperson.",
        ["AgentConf_SelfLeaveResult"] = "The agent itself has left its conference, or it has ended.",
        ["AgentConf_PresidentChanged"] = "The agent has become the chairperson.",
        ["AgentConf_StopVoice"] = "An announcement to the conference has ended.",
        ["AgentConf_StopParticipantVoice"] = "An announcement to one participant has ended.",
        ["AgentMediaEvent_Play"] = "A playback begins.",
        ["AgentMediaEvent_Play_Succ"] = "A playback has succeeded in starting.",
        ["AgentMediaEvent_Play_Fail"] = "A playback has failed.",
        ["AgentMediaEvent_StopPlayDone"] = "A playback has stopped.",
        ["AgentMediaEvent_PausePlayDone"] = "A playback is paused.",
        ["AgentMediaEvent_ResumePlayDone"] = "A playback is resumed.",
        ["AgentMediaEvent_JumpPlayDone"] = "A playback has jumped.",
        ["AgentMediaEvent_Record"] = "A recording has started.",
        ["AgentMediaEvent_Record_Fail"] = "A recording has failed.",
        ["AgentMediaEvent_StopRecordDone"] = "A recording has stopped.",
        ["AgentMediaEvent_StartRecordScreen_Succ"] = "The recording of the screen has started.",
        ["AgentMediaEvent_StartRecordScreen_Fail"] = "The recording of the screen could not start.",
        ["AgentMediaEvent_StopRecordScreen_Succ"] = "The recording of the screen has stopped.",
        ["AgentMediaEvent_StopRecordScreen_Fail"] = "The recording of the screen could not be stopped.",
        ["AgentOther_InService"] = "The agent has signed in.",
        ["AgentOther_PhoneAlerting"] = "The agent's phone rings.",
        ["AgentOther_PhoneOffhook"] = "The agent's phone is off-hook.",
        ["AgentOther_PhoneRelease"] = "The agent's phone is on-hook.",
        ["AgentOther_ShutdownService"] = "The agent was signed out.",
        ["AgentOther_BeQcStart"] = "An inspector listens in, inserts itself or whispers.",
        ["AgentOther_BeQcStop"] = "An inspector has stopped.",
        ["AgentState_Busy"] = "The agent is handling a call.",
        ["AgentState_Ready"] = "The agent is idle.",
        ["AgentState_Work"] = "The agent wraps up.",
        ["AgentState_SetNotReady_Success"] = "The agent is busy.",
        ["AgentState_CancelNotReady_Success"] = "The agent is no longer busy.",
        ["AgentState_SetRest_Success"] = "The agent is at rest.",
        ["AgentState_CancelRest_Success"] = "The agent is no longer at rest.",
        ["AgentState_Rest_Timeout"] = "The agent's rest is over its time.",
        ["AgentState_SetWork_Success"] = "The agent is in wrap-up.",
        ["AgentState_CancelWork_Success"] = "The agent is no longer in wrap-up.",
        ["AgentState_Force_Ready"] = "An inspector has made the agent idle.",
        ["AgentState_Force_SetNotReady"] = "An inspector has made the agent busy.",
        ["QC_AgentState_Notify"] = "An inspector is told of an agent's sign-in or sign-out.",
    };
}
