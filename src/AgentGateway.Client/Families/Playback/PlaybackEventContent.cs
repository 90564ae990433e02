namespace AgentGateway;

/// <summary>A playback has ended (<c>AgentMediaEvent_StopPlayDone</c>).</summary>
/// <param name="Reason">The reason; null if the gateway doesn't send it.</param>
public sealed record PlaybackStopped(PlaybackStopReason? Reason) : IOutcomeContent
{
    StatedOutcome IOutcomeContent.Outcome => Reason switch
    {
        PlaybackStopReason.Ended or PlaybackStopReason.Stopped => StatedOutcome.Succeeded,
        PlaybackStopReason.Failure => StatedOutcome.Failed,
        _ => StatedOutcome.NotStated,
    };

    int? IOutcomeContent.Cause => (int?)Reason;
}

/// <summary>Why a playback ended (events.md 3).</summary>
public enum PlaybackStopReason
{
    /// <summary>It reached its end.</summary>
    Ended = 0,

    /// <summary>The agent stopped it.</summary>
    Stopped = 1,

    /// <summary>It failed.</summary>
    Failure = 2,
}

/// <summary>A recording has begun, or failed to (<c>AgentMediaEvent_Record</c>, <c>AgentMediaEvent_Record_Fail</c>).</summary>
public sealed record RecordingStarted : ICallContent
{
    /// <summary>The platform's recording task.</summary>
    public long? TaskId { get; init; }

    /// <summary>The call.</summary>
    public string? CallId { get; init; }

    /// <summary>The caller.</summary>
    public string? Caller { get; init; }

    /// <summary>The called party.</summary>
    public string? Called { get; init; }

    /// <summary>The recording's ID.</summary>
    public string? RecordingId { get; init; }

    /// <summary>The file, which is the path for a playback.</summary>
    public string? FileName { get; init; }

    /// <summary>The node, which is the location for a playback.</summary>
    public int? LocationId { get; init; }

    /// <summary>The location that the gateway sent, if it can't be read; otherwise null.</summary>
    internal string? UnreadLocation { get; init; }
}

/// <summary>A recording has ended (<c>AgentMediaEvent_StopRecordDone</c>).</summary>
public sealed record RecordingStopped : ICallContent
{
    /// <summary>The platform's recording task.</summary>
    public long? TaskId { get; init; }

    /// <summary>When it began, in local time.</summary>
    public DateTimeOffset? BeginTime { get; init; }

    /// <summary>When it ended, in local time.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>The call. Only the newest gateways send it.</summary>
    public string? CallId { get; init; }
}
