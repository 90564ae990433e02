using System.Text.Json;

namespace AgentGateway;

/// <summary>The events of the recording and playback family (events.md 3), and the readers of their content.</summary>
internal static class PlaybackEvents
{
    /// <summary>The events, in the order of the reference.</summary>
    public static IReadOnlyList<EventDescription> All { get; } =
    [
        new(EventName.MediaEventPlay, "A playback begins."),
        new(EventName.MediaEventPlaySucc, "A playback has succeeded in starting."),
        new(EventName.MediaEventPlayFail, "A playback has failed."),
        new(EventName.MediaEventStopPlayDone, "A playback has stopped.", ReadStop),
        new(EventName.MediaEventPausePlayDone, "A playback is paused."),
        new(EventName.MediaEventResumePlayDone, "A playback is resumed."),
        new(EventName.MediaEventJumpPlayDone, "A playback has jumped."),
        new(EventName.MediaEventRecord, "A recording has started.", ReadRecording),
        new(EventName.MediaEventRecordFail, "A recording has failed.", ReadRecording),
        new(EventName.MediaEventStopRecordDone, "A recording has stopped.", ReadRecordingStop),
        new(EventName.MediaEventStartRecordScreenSucc, "The recording of the screen has started."),
        new(EventName.MediaEventStartRecordScreenFail, "The recording of the screen could not start."),
        new(EventName.MediaEventStopRecordScreenSucc, "The recording of the screen has stopped."),
        new(EventName.MediaEventStopRecordScreenFail, "The recording of the screen could not be stopped."),
    ];

    private static PlaybackStopped ReadStop(JsonElement content) => new((PlaybackStopReason?)JsonText.Small(content, "cause"));

    private static RecordingStarted ReadRecording(JsonElement content) => new()
    {
        TaskId = JsonText.Number(content, "taskId"),
        CallId = JsonText.Text(content, "callId"),
        Caller = JsonText.Text(content, "caller"),
        Called = JsonText.Text(content, "called"),
        RecordingId = JsonText.Text(content, "recordID"),
        FileName = JsonText.Text(content, "fileName"),
        LocationId = JsonText.Small(content, "locationId"),
        UnreadLocation = JsonText.UnreadSmall(content, "locationId"),
    };

    private static RecordingStopped ReadRecordingStop(JsonElement content) => new()
    {
        TaskId = JsonText.Number(content, "taskId"),
        BeginTime = JsonText.Time(content, "beginTime"),
        EndTime = JsonText.Time(content, "endTime"),
        CallId = JsonText.Text(content, "callId"),
    };
}
