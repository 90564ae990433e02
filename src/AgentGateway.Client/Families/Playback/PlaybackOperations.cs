namespace AgentGateway;

/// <summary>The operations of the recording and playback family, <c>recordplay/{agentid}/…</c> (recordplay.md).</summary>
internal static class PlaybackOperations
{
    // Declared before the operations, because initializers run in this order.
    private static readonly ResourceGroup Group = new("recordplay");

    /// <summary>Plays a recording to the agent's phone.</summary>
    public static Operation BeginPlay { get; } = new("beginPlay", HttpMethod.Put, Group, "/play")
    {
        Events = [EventName.MediaEventPlay, EventName.MediaEventPlaySucc, EventName.MediaEventPlayFail, EventName.MediaEventStopPlayDone],
        RetCodes = ["100-006", "100-007", "500-007"],
        Completion = Completion.On([EventName.MediaEventPlaySucc], [EventName.MediaEventPlayFail]) with
        {
            Ends = EventName.MediaEventStopPlayDone,
        },
        Source = "seeds",
    };

    /// <summary>Pauses the playback.</summary>
    public static Operation PausePlay { get; } = new("pausePlay", HttpMethod.Post, Group, "/pauseplay")
    {
        Events = [EventName.MediaEventPausePlayDone],
        RetCodes = ["100-006", "100-007", "500-003"],
        Completion = Completion.On(EventName.MediaEventPausePlayDone),
        Source = "cec_07_4203",
    };

    /// <summary>Resumes the playback.</summary>
    public static Operation ResumePlay { get; } = new("resumePlay", HttpMethod.Post, Group, "/resumeplay")
    {
        Events = [EventName.MediaEventResumePlayDone],
        RetCodes = ["100-006", "100-007", "500-005"],
        Completion = Completion.On(EventName.MediaEventResumePlayDone),
        Source = "cec_07_4204",
    };

    /// <summary>Jumps forward by seconds.</summary>
    public static Operation ForeFastPlay { get; } = new("foreFastPlay", HttpMethod.Post, Group, "/forefast/{time}")
    {
        Events = [EventName.MediaEventJumpPlayDone],
        RetCodes = ["100-006", "100-007", "500-002"],
        Completion = Completion.On(EventName.MediaEventJumpPlayDone),
        Source = "cec_07_4205",
    };

    /// <summary>Jumps back by seconds.</summary>
    public static Operation BackFastPlay { get; } = new("backFastPlay", HttpMethod.Post, Group, "/backfast/{time}")
    {
        Events = [EventName.MediaEventJumpPlayDone],
        RetCodes = ["100-006", "100-007", "500-001"],
        Completion = Completion.On(EventName.MediaEventJumpPlayDone),
        Source = "cec_07_4206",
    };

    /// <summary>Stops the playback.</summary>
    public static Operation StopPlay { get; } = new("stopPlay", HttpMethod.Delete, Group, "/stopplay")
    {
        Events = [EventName.MediaEventStopPlayDone],
        RetCodes = ["100-006", "100-007", "500-009"],
        Completion = Completion.On(EventName.MediaEventStopPlayDone),
        Source = "cec_07_4207",
    };

    /// <summary>Starts recording the agent's screen.</summary>
    public static Operation StartRecordScreen { get; } = new("startRecordScreen", HttpMethod.Put, Group, "/startrecordscreen")
    {
        Events = [EventName.MediaEventStartRecordScreenSucc, EventName.MediaEventStartRecordScreenFail],
        RetCodes = ["100-006", "100-007"],
        Completion = Completion.On([EventName.MediaEventStartRecordScreenSucc], [EventName.MediaEventStartRecordScreenFail]),
        Source = "cec_07_4208",
    };

    /// <summary>Stops recording the agent's screen.</summary>
    public static Operation StopRecordScreen { get; } = new("stopRecordScreen", HttpMethod.Delete, Group, "/stoprecordscreen")
    {
        Events = [EventName.MediaEventStopRecordScreenSucc, EventName.MediaEventStopRecordScreenFail],
        RetCodes = ["100-006", "100-007"],
        Completion = Completion.On([EventName.MediaEventStopRecordScreenSucc], [EventName.MediaEventStopRecordScreenFail]),
        Source = "cec_07_4209",
    };

    /// <summary>Starts recording the agent's call.</summary>
    public static Operation BeginRecord { get; } = new("beginRecord", HttpMethod.Put, Group, "/record")
    {
        Events = [EventName.MediaEventRecord, EventName.MediaEventRecordFail],
        RetCodes = ["100-006", "100-007", "500-008"],
        Completion = Completion.On([EventName.MediaEventRecord], [EventName.MediaEventRecordFail]),
        Source = "cec_07_4210",
    };

    /// <summary>Stops recording the agent's call.</summary>
    public static Operation StopRecord { get; } = new("stopRecord", HttpMethod.Delete, Group, "/stoprecord")
    {
        Events = [EventName.MediaEventStopRecordDone],
        RetCodes = ["100-006", "100-007"],
        Completion = Completion.On(EventName.MediaEventStopRecordDone),
        Source = "cec_07_4211",
    };

    /// <summary>Plays a recording of a network call center.</summary>
    public static Operation BeginNetPlay { get; } = new("beginNetPlay", HttpMethod.Post, Group, "/netplay")
    {
        Events = [EventName.MediaEventPlay, EventName.MediaEventPlaySucc, EventName.MediaEventPlayFail, EventName.MediaEventStopPlayDone],
        RetCodes = ["100-006", "100-007", "500-007"],
        Completion = Completion.On([EventName.MediaEventPlaySucc], [EventName.MediaEventPlayFail]) with
        {
            Ends = EventName.MediaEventStopPlayDone,
        },
        Source = "cec_07_4212",
    };

    /// <summary>Moves the playback to another position.</summary>
    public static Operation PlayRelocation { get; } = new("playRelocation", HttpMethod.Post, Group, "/playrelocation")
    {
        Events = [EventName.MediaEventJumpPlayDone],
        RetCodes = ["100-006", "100-007"],
        Completion = Completion.On(EventName.MediaEventJumpPlayDone),
        Source = "cec_07_0405",
    };

    /// <summary>All operations of the family, in the order of the reference.</summary>
    internal static IReadOnlyList<Operation> All { get; } =
    [
        BeginPlay, PausePlay, ResumePlay, ForeFastPlay, BackFastPlay, StopPlay, StartRecordScreen, StopRecordScreen, BeginRecord,
        StopRecord,
        BeginNetPlay, PlayRelocation,
    ];
}
