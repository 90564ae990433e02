using System.Globalization;

namespace AgentGateway;

/// <summary>The properties that the module adds to an event.</summary>
public static class EventProperties
{
    /// <summary>The subject of an event in a few words; null if the content is unknown.</summary>
    public static ViewProperty<AgentEvent, string?> Summary { get; } = new(static received =>
        SummaryOf(received?.Content) ?? (received?.CallId is { } callId ? Words("call", callId) : null));

    private static string? SummaryOf(object? content) => content switch
    {
        ParticipantChange change => Words(
            change.Participant,
            change.ChangeType,
            change.LeaveReason is null ? null : $"({change.LeaveReason})",
            change.Result == 0 ? null : Failed(change.Result)),
        ConferenceEvent { ConferenceId: { } id } => Words("conference", id),
        ConferenceRefused { Cause: { } cause } => Words("cause", cause),
        VoiceStopped voice => voice.Result == 0 ? "played" : Failed(voice.Result),
        PlaybackStopped playback => Words(playback.Reason),
        RecordingStarted recording => recording.FileName,
        RecordingStopped { BeginTime: { } begin, EndTime: { } end } => Words(Time(begin), "to", Time(end)),
        PhoneReleased phone => phone.PhoneState switch { 2 => "by the agent", 3 => "by the platform", _ => null },
        StateReason { Reason: { } reason } => Words("reason", reason),
        SessionShutDown { LoginTime: { } since } => Words("signed in at", Time(since)),
        SessionReconnected gap => Words("lost at", Time(gap.LostAt) + ", signed in again at", Time(gap.SignedInAt)),
        CallProgress call => Words(call.Caller, "to", call.Called),
        CallAlerting alerting => alerting.OtherPhone,
        CallConference conference => Words("with", string.Join(", ", conference.Partners)),
        CallPartyReleased party => party.Number,
        IncomingCall call => Words(call.Caller, "to", call.Called, call.Queue is { Length: > 0 } queue ? $"({queue})" : null),
        CallTransferred transfer => transfer.Result == 0 ? "transferred" : Failed(transfer.Result),
        CallPreview preview => string.Join(", ", preview.Numbers),
        LinkedPhoneChanged phone => Words(phone.State),
        LinkedPhoneTransfer transfer => Words("to", transfer.Target),
        LinkedPhoneCallOut call => Words(call.Caller, "to", call.Called),
        CallMessage message => message.Message,
        VideoRoom room => Words("room", room.ChannelId),
        ImageCaptured image => image.Result == ImageCaptureResult.Succeeded ? image.FileName : Words(image.Result),
        AgentNote note => Words("from", note.SenderName ?? Text(note.Sender)),
        InspectionNotice notice => Words(
            notice.AgentId ?? (object?)notice.AgentName, notice.Kind == InspectionNoticeKind.Unknown ? notice.Subtype : notice.Kind),
        SupervisionNotice supervision => Words(
            supervision.Mode ?? (object?)supervision.QcType, supervision.InspectorId is { } inspector ? $"by {inspector}" : null),
        _ => null,
    };

    private static string Words(params object?[] parts) =>
        string.Join(" ", parts.Where(part => part is not null and not "").Select(Text));

    private static string? Text(object? part) => Convert.ToString(part, CultureInfo.InvariantCulture);

    private static string Failed(object? result) => Words("failed, result", result ?? "not stated");

    private static string Time(DateTimeOffset time) => time.LocalDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
