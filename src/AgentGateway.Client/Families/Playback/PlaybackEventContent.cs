namespace AgentGateway;

/// <summary>A playback has ended (<c>AgentMediaEvent_StopPlayDone</c>).</summary>
/// <param name="Reason">Why; null where the gateway does not say.</param>
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
    /// <summary>It came to its end.</summary>
    Ended = 0,

    /// <summary>The agent stopped it.</summary>
    Stopped = 1,

    /// <summary>It failed.</summary>
    Failure = 2,
}

/// <summary>A recording has begun, or failed to (<c>AgentMediaEvent_Record</c>, <c>AgentMediaEvent_Record_Fail</c>).</summary>
public sealed record RecordingStarted
{
    /// <summary>The recording task in the platform.</summary>
    public long? TaskId { get; init; }

    /// <summary>The call.</summary>
    public string? CallId { get; init; }

    /// <summary>Who calls.</summary>
    public string? Caller { get; init; }

    /// <summary>Who is called.</summary>
    public string? Called { get; init; }

    /// <summary>The recording's ID.</summary>
    public string? RecordingId { get; init; }

    /// <summary>The file; what a playback takes as its path.</summary>
    public string? FileName { get; init; }

    /// <summary>The node; what a playback takes as its location.</summary>
    public int? LocationId { get; init; }
}

/// <summary>A recording has ended (<c>AgentMediaEvent_StopRecordDone</c>).</summary>
public sealed record RecordingStopped
{
    /// <summary>The recording task in the platform.</summary>
    public long? TaskId { get; init; }

    /// <summary>When it began, in local time.</summary>
    public DateTimeOffset? BeginTime { get; init; }

    /// <summary>When it ended, in local time.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>The call; newest gateways only.</summary>
    public string? CallId { get; init; }
}
