namespace AgentGateway;

/// <summary>Something that the gateway told about an agent (events.md). Immutable.</summary>
public sealed class AgentEvent
{
    // The objects themselves, without their texts.
    private const int OwnSize = 256;

    /// <summary>The name of the event, e.g. <c>AgentState_Ready</c>.</summary>
    public required string EventType { get; init; }

    /// <summary>The agent it belongs to; 0 where the gateway names one that there can't be.</summary>
    public required int AgentId { get; init; }

    /// <summary>The gateway.</summary>
    public required Uri Gateway { get; init; }

    /// <summary>When the gateway made it, in local time; gateways before 2026 do not say.</summary>
    public DateTimeOffset? GeneratedAt { get; init; }

    /// <summary>When it came here, in local time.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>
    /// The content, typed where the reference describes it: <see cref="ConferenceEvent"/>, <see cref="ParticipantChange"/>, …; of other events a
    /// <see cref="string"/> where the gateway sends a bare text, such as a call ID, else null. <see cref="Raw"/> has it in any case.
    /// </summary>
    public object? Content { get; init; }

    /// <summary>The event as JSON, as it came. Characters that a console would act on are written as JSON escapes.</summary>
    public required string Raw { get; init; }

    /// <summary>Counts the events of its session, from 1.</summary>
    public long Sequence { get; internal set; }

    /// <summary>About how much memory it takes, in bytes: its JSON, and texts of the content that are copies of parts of it.</summary>
    internal int Size => OwnSize + (Raw.Length * 2 * sizeof(char));

    /// <summary>The conference that the content names, or null.</summary>
    internal long? ConferenceId => Content switch
    {
        ConferenceEvent conference => conference.ConferenceId,
        ParticipantChange change => change.ConferenceId,
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => EventType;
}

/// <summary>An event of a conference that says no more than which.</summary>
/// <param name="ConferenceId">The conference.</param>
public sealed record ConferenceEvent(long? ConferenceId);

/// <summary>An application for a conference was refused (<c>AgentConf_RequestFailed</c>).</summary>
/// <param name="Cause">The platform's cause; its values are not documented.</param>
public sealed record ConferenceRefused(int? Cause);

/// <summary>Somebody in a conference changed (<c>AgentConf_ParticipantChanged</c>).</summary>
public sealed record ParticipantChange
{
    /// <summary>0 is success; null where the gateway does not say.</summary>
    public int? Result { get; init; }

    /// <summary>What changed; null where the gateway does not say.</summary>
    public ParticipantChangeType? ChangeType { get; init; }

    /// <summary>Why a participant left; null where the change is another one.</summary>
    public ParticipantLeaveReason? LeaveReason { get; init; }

    /// <summary>The conference.</summary>
    public long? ConferenceId { get; init; }

    /// <summary>A phone number or an agent ID.</summary>
    public string Participant { get; init; } = "";

    /// <summary>Which of them; 0 where the gateway does not say.</summary>
    public AddressType ParticipantType { get; init; }
}

/// <summary>What changed about a participant (events.md 2.1).</summary>
public enum ParticipantChangeType
{
    /// <summary>It has joined.</summary>
    Joined = 0,

    /// <summary>It has left.</summary>
    Left = 1,

    /// <summary>The chair went to it.</summary>
    ChairpersonChanged = 2,

    /// <summary>It was muted.</summary>
    Muted = 3,

    /// <summary>It was unmuted.</summary>
    Unmuted = 4,

    /// <summary>It was put on hold.</summary>
    Held = 5,

    /// <summary>It was taken back from hold.</summary>
    Unheld = 6,
}

/// <summary>Why a participant left (events.md 2.1). There is no 5.</summary>
public enum ParticipantLeaveReason
{
    /// <summary>By itself.</summary>
    Left = 0,

    /// <summary>The chairperson removed it.</summary>
    Removed = 1,

    /// <summary>It hung up.</summary>
    HungUp = 2,

    /// <summary>The conference ended.</summary>
    ConferenceEnded = 3,

    /// <summary>The agent signed out.</summary>
    SignedOut = 4,

    /// <summary>It was forced out otherwise.</summary>
    ForcedOut = 6,
}

/// <summary>An announcement has ended (<c>AgentConf_StopVoice</c>, <c>AgentConf_StopParticipantVoice</c>).</summary>
/// <param name="Result">0 success, 1 failure; null where the gateway does not say.</param>
public sealed record VoiceStopped(int? Result);

/// <summary>A playback has ended (<c>AgentMediaEvent_StopPlayDone</c>).</summary>
/// <param name="Reason">Why; null where the gateway does not say.</param>
public sealed record PlaybackStopped(PlaybackStopReason? Reason);

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

/// <summary>The phone was hung up (<c>AgentOther_PhoneRelease</c>).</summary>
/// <param name="PhoneState">2 the agent hung up, 3 the platform did.</param>
public sealed record PhoneReleased(int? PhoneState);

/// <summary>The agent's state changed for a reason (<c>AgentState_SetNotReady_Success</c> and others).</summary>
/// <param name="Reason">The reason, by the platform's or the call centre's numbers.</param>
public sealed record StateReason(string? Reason);

/// <summary>The agent was signed out (<c>AgentOther_ShutdownService</c>).</summary>
/// <param name="LoginTime">When the session that ended had begun, in local time.</param>
public sealed record SessionShutDown(DateTimeOffset? LoginTime);

/// <summary>An inspector is told of an agent (<c>QC_AgentState_Notify</c>).</summary>
/// <param name="Subtype"><c>QC_AgentState_Login</c>, <c>QC_AgentState_Logout</c>.</param>
/// <param name="MonitoredAgent">The agent.</param>
public sealed record InspectionNotice(string? Subtype, string? MonitoredAgent);
