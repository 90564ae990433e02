using System.Text.Json;

namespace AgentGateway;

/// <summary>The events of the conference family (events.md 2), and the readers of their content.</summary>
internal static class ConferenceEvents
{
    /// <summary>The events, in the order of the reference.</summary>
    public static IReadOnlyList<EventDescription> All { get; } =
    [
        new(EventName.ConfRequestSuccess, "A conference was granted, and its chairperson has joined.", ReadConference),
        new(EventName.ConfRequestFailed, "A conference was refused.", ReadRefusal),
        new(EventName.ConfSelfJoinResult, "The agent itself has joined a conference.", ReadConference),
        new(EventName.ConfTimeout, "The time of a conference is nearly over.", ReadConference),
        new(EventName.ConfRinging, "The agent is invited to a conference.", ReadConference),
        new(
            EventName.ConfParticipantChanged,
            "Somebody in the conference has joined, left, or was held, muted or made chairperson.",
            ReadChange),
        new(EventName.ConfSelfLeaveResult, "The agent itself has left its conference, or it has ended.", ReadConference),
        new(EventName.ConfPresidentChanged, "The agent has become the chairperson.", ReadConference),
        new(EventName.ConfStopVoice, "An announcement to the conference has ended.", ReadVoice),
        new(EventName.ConfStopParticipantVoice, "An announcement to one participant has ended.", ReadVoice),
        new(EventName.EventJoinConf, null, ReadJoin),
    ];

    /// <summary>Returns the outcome in a <c>result</c>.</summary>
    public static StatedOutcome OutcomeOf(int? result) => result switch
    {
        null => StatedOutcome.NotStated,
        0 => StatedOutcome.Succeeded,
        _ => StatedOutcome.Failed,
    };

    private static ConferenceEvent ReadConference(JsonElement content) => new(JsonText.Number(content, "confId"));

    private static ConferenceEvent ReadJoin(JsonElement content) =>
        new(JsonText.Number(content, "confid") ?? JsonText.Number(content, "confId"));

    private static ConferenceRefused ReadRefusal(JsonElement content) => new(JsonText.Small(content, "cause"));

    private static VoiceStopped ReadVoice(JsonElement content) => new(JsonText.Small(content, "result"));

    private static ParticipantChange ReadChange(JsonElement content)
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
}
