using System.Text.Json;

namespace AgentGateway;

/// <summary>Reads events as the gateway sends them: framed or bare, content null or filled, the same field as number or string, unknown ones too (events.md 1.3).</summary>
internal static class AgentEventReader
{
    /// <summary>The events in the JSON of a poll: one object, or an array of them (polling.md 4). What is no event is left out.</summary>
    public static IReadOnlyList<AgentEvent> Read(byte[] json, int agentId, Uri gateway, DateTimeOffset receivedAt)
    {
        using var document = JsonText.Parse(json);
        return document is null ? []
            : document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray().Select(item => One(item, agentId, gateway, receivedAt)).OfType<AgentEvent>()]
            : One(document.RootElement, agentId, gateway, receivedAt) is { } single ? [single]
            : [];
    }

    private static AgentEvent? One(JsonElement item, int agentId, Uri gateway, DateTimeOffset receivedAt)
    {
        if (JsonText.Text(item, "eventType") is not { Length: > 0 } type)
        {
            return null;
        }

        var content = JsonText.Field(item, "content") ?? default;
        return new AgentEvent
        {
            EventType = type,
            AgentId = JsonText.AgentOr(item, "workNo", agentId),
            Gateway = gateway,
            GeneratedAt = JsonText.Time(item, "eventGenTime"),
            ReceivedAt = receivedAt,
            Content = Content(type, content),
            Raw = JsonText.Raw(item),
        };
    }

    private static object? Content(string type, JsonElement content) => type switch
    {
        "AgentConf_RequestSuccess" or "AgentConf_SelfJoinResult" or "AgentConf_Timeout" or "AgentConf_Ringing" or "AgentConf_SelfLeaveResult" or "AgentConf_PresidentChanged" => new ConferenceEvent(JsonText.Number(content, "confId")),
        "AgentEvent_JoinConf" => new ConferenceEvent(JsonText.Number(content, "confid") ?? JsonText.Number(content, "confId")),
        "AgentConf_RequestFailed" => new ConferenceRefused(JsonText.Small(content, "cause")),
        "AgentConf_ParticipantChanged" => Change(content),
        "AgentConf_StopVoice" or "AgentConf_StopParticipantVoice" => new VoiceStopped(JsonText.Small(content, "result")),
        "AgentMediaEvent_StopPlayDone" => new PlaybackStopped((PlaybackStopReason?)JsonText.Small(content, "cause")),
        "AgentMediaEvent_Record" or "AgentMediaEvent_Record_Fail" => Recording(content),
        "AgentMediaEvent_StopRecordDone" => new RecordingStopped
        {
            TaskId = JsonText.Number(content, "taskId"),
            BeginTime = JsonText.Time(content, "beginTime"),
            EndTime = JsonText.Time(content, "endTime"),
            CallId = JsonText.Text(content, "callId"),
        },
        "AgentOther_PhoneRelease" => new PhoneReleased(JsonText.Small(content, "phoneState")),
        "AgentState_SetNotReady_Success" or "AgentState_Force_SetNotReady" => new StateReason(JsonText.Text(content, "reason")),
        "AgentOther_ShutdownService" => new SessionShutDown(JsonText.Time(content, "loginTime")),
        "QC_AgentState_Notify" => new InspectionNotice(JsonText.Text(content, "subtype"), JsonText.Text(content, "monitoredagent")),

        // Often a call ID.
        _ => JsonText.Text(content),
    };

    private static ParticipantChange Change(JsonElement content)
    {
        var change = (ParticipantChangeType?)JsonText.Small(content, "changeType");
        return new ParticipantChange
        {
            Result = JsonText.Small(content, "result"),
            ChangeType = change,
            LeaveReason = change == ParticipantChangeType.Left ? (ParticipantLeaveReason?)JsonText.Small(content, "changeReason") : null,
            ConferenceId = JsonText.Number(content, "confId"),
            Participant = JsonText.Text(content, "participant") ?? "",
            ParticipantType = (AddressType)(JsonText.Small(content, "participantType") ?? 0),
        };
    }

    private static RecordingStarted Recording(JsonElement content) => new()
    {
        TaskId = JsonText.Number(content, "taskId"),
        CallId = JsonText.Text(content, "callId"),
        Caller = JsonText.Text(content, "caller"),
        Called = JsonText.Text(content, "called"),
        RecordingId = JsonText.Text(content, "recordID"),
        FileName = JsonText.Text(content, "fileName"),
        LocationId = JsonText.Small(content, "locationId"),
    };
}
