namespace AgentGateway;

/// <summary>
/// What an inspector is notified of: the <c>subtype</c> of the notice without <c>QC_AgentState_</c> (inspection.md 4.1). The reference
/// describes only Login and Logout.
/// </summary>
public enum InspectionNoticeKind
{
    /// <summary>A kind that this version doesn't know, or none.</summary>
    Unknown,

    /// <summary><c>QC_AgentState_Login</c>: the agent has signed in.</summary>
    Login,

    /// <summary><c>QC_AgentState_Logout</c>: the agent has signed out.</summary>
    Logout,

    /// <summary><c>QC_AgentState_Idle</c>: the agent is idle.</summary>
    Idle,

    /// <summary><c>QC_AgentState_Busy</c>: the agent is busy.</summary>
    Busy,

    /// <summary><c>QC_AgentState_Work</c>: the agent is in wrap-up.</summary>
    Work,

    /// <summary><c>QC_AgentState_Rest</c>: the agent rests.</summary>
    Rest,

    /// <summary><c>QC_AgentState_Active</c>.</summary>
    Active,

    /// <summary><c>QC_AgentState_HungUp</c>.</summary>
    HungUp,

    /// <summary><c>QC_AgentState_Mute</c>.</summary>
    Mute,

    /// <summary><c>QC_AgentState_WaitAlerting</c>.</summary>
    WaitAlerting,

    /// <summary><c>QC_AgentState_WaitAnswer</c>.</summary>
    WaitAnswer,

    /// <summary><c>QC_AgentState_ThreeParty</c>.</summary>
    ThreeParty,

    /// <summary><c>QC_AgentState_PlayVoice</c>.</summary>
    PlayVoice,

    /// <summary><c>QC_AgentState_Monitor</c>.</summary>
    Monitor,

    /// <summary><c>QC_AgentState_StopMonitor</c>.</summary>
    StopMonitor,

    /// <summary><c>QC_AgentState_MonitorInsertCall</c>.</summary>
    MonitorInsertCall,

    /// <summary><c>QC_AgentState_MonitorSupervisorOther</c>.</summary>
    MonitorSupervisorOther,

    /// <summary><c>QC_AgentState_SuperviseInsert</c>.</summary>
    SuperviseInsert,

    /// <summary><c>QC_AgentState_StopSuperviseInsert</c>.</summary>
    StopSuperviseInsert,

    /// <summary><c>QC_AgentState_RecordBegin</c>.</summary>
    RecordBegin,

    /// <summary><c>QC_AgentState_RecordStop</c>.</summary>
    RecordStop,

    /// <summary><c>QC_AgentState_LiveVideoBegin</c>.</summary>
    LiveVideoBegin,

    /// <summary><c>QC_AgentState_LiveVideoStop</c>.</summary>
    LiveVideoStop,

    /// <summary><c>QC_AgentState_MuteVideo</c>.</summary>
    MuteVideo,

    /// <summary><c>QC_AgentState_MuteVideoAudio</c>.</summary>
    MuteVideoAudio,
}
