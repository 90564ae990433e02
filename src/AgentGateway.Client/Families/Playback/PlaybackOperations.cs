namespace AgentGateway;

/// <content>The recording and playback family, <c>recordplay/{agentid}/…</c> (recordplay.md).</content>
public static partial class Catalogue
{
    /// <summary>Plays a recording to the agent's phone.</summary>
    public static Operation BeginPlay { get; } = new("beginPlay", HttpMethod.Put, "recordplay", "/play")
    {
        Events = ["AgentMediaEvent_Play", "AgentMediaEvent_Play_Succ", "AgentMediaEvent_Play_Fail", "AgentMediaEvent_StopPlayDone"],
        RetCodes = ["100-006", "100-007", "500-007"],
        Completion = ByEvent(["AgentMediaEvent_Play_Succ"], ["AgentMediaEvent_Play_Fail"]) with { Ends = "AgentMediaEvent_StopPlayDone" },
        Source = "seeds",
    };

    /// <summary>Pauses the playback.</summary>
    public static Operation PausePlay { get; } = new("pausePlay", HttpMethod.Post, "recordplay", "/pauseplay")
    {
        Events = ["AgentMediaEvent_PausePlayDone"],
        RetCodes = ["100-006", "100-007", "500-003"],
        Completion = ByEvent("AgentMediaEvent_PausePlayDone"),
        Source = "cec_07_4203",
    };

    /// <summary>Resumes the playback.</summary>
    public static Operation ResumePlay { get; } = new("resumePlay", HttpMethod.Post, "recordplay", "/resumeplay")
    {
        Events = ["AgentMediaEvent_ResumePlayDone"],
        RetCodes = ["100-006", "100-007", "500-005"],
        Completion = ByEvent("AgentMediaEvent_ResumePlayDone"),
        Source = "cec_07_4204",
    };

    /// <summary>Jumps forward by seconds.</summary>
    public static Operation ForeFastPlay { get; } = new("foreFastPlay", HttpMethod.Post, "recordplay", "/forefast/{time}")
    {
        Events = ["AgentMediaEvent_JumpPlayDone"],
        RetCodes = ["100-006", "100-007", "500-002"],
        Completion = ByEvent("AgentMediaEvent_JumpPlayDone"),
        Source = "cec_07_4205",
    };

    /// <summary>Jumps back by seconds.</summary>
    public static Operation BackFastPlay { get; } = new("backFastPlay", HttpMethod.Post, "recordplay", "/backfast/{time}")
    {
        Events = ["AgentMediaEvent_JumpPlayDone"],
        RetCodes = ["100-006", "100-007", "500-001"],
        Completion = ByEvent("AgentMediaEvent_JumpPlayDone"),
        Source = "cec_07_4206",
    };

    /// <summary>Stops the playback.</summary>
    public static Operation StopPlay { get; } = new("stopPlay", HttpMethod.Delete, "recordplay", "/stopplay")
    {
        Events = ["AgentMediaEvent_StopPlayDone"],
        RetCodes = ["100-006", "100-007", "500-009"],
        Completion = ByEvent("AgentMediaEvent_StopPlayDone"),
        Source = "cec_07_4207",
    };

    /// <summary>Starts recording the agent's screen.</summary>
    public static Operation StartRecordScreen { get; } = new("startRecordScreen", HttpMethod.Put, "recordplay", "/startrecordscreen")
    {
        Events = ["AgentMediaEvent_StartRecordScreen_Succ", "AgentMediaEvent_StartRecordScreen_Fail"],
        RetCodes = ["100-006", "100-007"],
        Completion = ByEvent(["AgentMediaEvent_StartRecordScreen_Succ"], ["AgentMediaEvent_StartRecordScreen_Fail"]),
        Source = "cec_07_4208",
    };

    /// <summary>Stops recording the agent's screen.</summary>
    public static Operation StopRecordScreen { get; } = new("stopRecordScreen", HttpMethod.Delete, "recordplay", "/stoprecordscreen")
    {
        Events = ["AgentMediaEvent_StopRecordScreen_Succ", "AgentMediaEvent_StopRecordScreen_Fail"],
        RetCodes = ["100-006", "100-007"],
        Completion = ByEvent(["AgentMediaEvent_StopRecordScreen_Succ"], ["AgentMediaEvent_StopRecordScreen_Fail"]),
        Source = "cec_07_4209",
    };

    /// <summary>Starts recording the agent's call.</summary>
    public static Operation BeginRecord { get; } = new("beginRecord", HttpMethod.Put, "recordplay", "/record")
    {
        Events = ["AgentMediaEvent_Record", "AgentMediaEvent_Record_Fail"],
        RetCodes = ["100-006", "100-007", "500-008"],
        Completion = ByEvent(["AgentMediaEvent_Record"], ["AgentMediaEvent_Record_Fail"]),
        Source = "cec_07_4210",
    };

    /// <summary>Stops recording the agent's call.</summary>
    public static Operation StopRecord { get; } = new("stopRecord", HttpMethod.Delete, "recordplay", "/stoprecord")
    {
        Events = ["AgentMediaEvent_StopRecordDone"],
        RetCodes = ["100-006", "100-007"],
        Completion = ByEvent("AgentMediaEvent_StopRecordDone"),
        Source = "cec_07_4211",
    };

    /// <summary>Plays a recording of a network call centre.</summary>
    public static Operation BeginNetPlay { get; } = new("beginNetPlay", HttpMethod.Post, "recordplay", "/netplay")
    {
        Events = ["AgentMediaEvent_Play", "AgentMediaEvent_Play_Succ", "AgentMediaEvent_Play_Fail", "AgentMediaEvent_StopPlayDone"],
        RetCodes = ["100-006", "100-007", "500-007"],
        Completion = ByEvent(["AgentMediaEvent_Play_Succ"], ["AgentMediaEvent_Play_Fail"]) with { Ends = "AgentMediaEvent_StopPlayDone" },
        Source = "cec_07_4212",
    };

    /// <summary>Moves to a place of the recording that is played.</summary>
    public static Operation PlayRelocation { get; } = new("playRelocation", HttpMethod.Post, "recordplay", "/playrelocation")
    {
        Events = ["AgentMediaEvent_JumpPlayDone"],
        RetCodes = ["100-006", "100-007"],
        Completion = ByEvent("AgentMediaEvent_JumpPlayDone"),
        Source = "cec_07_0405",
    };

    private static Operation[] PlaybackFamily() =>
    [
        BeginPlay, PausePlay, ResumePlay, ForeFastPlay, BackFastPlay, StopPlay, StartRecordScreen, StopRecordScreen, BeginRecord, StopRecord,
        BeginNetPlay, PlayRelocation,
    ];
}
