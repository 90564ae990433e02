using System.Globalization;

namespace AgentGateway;

/// <summary>Reads what an object of this module identifies.</summary>
internal static class IdentityReader
{
    /// <summary>Returns what an object of this module identifies; null for any other object.</summary>
    public static IdentityFacts? Known(object? value) => value switch
    {
        AgwSession session => new IdentityFacts(IdentityKind.Session)
        {
            AgentId = session.AgentId,
            Gateway = session.Gateway,
            Session = session,
        },
        Conference conference => new IdentityFacts(IdentityKind.Conference)
        {
            AgentId = conference.AgentId,
            Gateway = conference.Gateway,
            ConferenceId = conference.ConferenceId,
            StartTime = conference.StartTime,
            Conference = conference,
        },
        AgwCleanupResult result => new IdentityFacts(IdentityKind.Conference)
        {
            AgentId = result.AgentId,
            Gateway = result.Gateway,
            ConferenceId = result.ConferenceId,
            StartTime = result.StartTime,
        },
        Participant participant =>
            Participant(participant.AgentId, participant.Gateway, participant.ConferenceId, participant.Address, participant.AddressType),
        OperationResult { Address: { } address } result =>
            Participant(result.AgentId, result.Gateway, result.ConferenceId, address, result.AddressType),
        OperationResult result => Agent(result.AgentId, result.Gateway, result.ConferenceId) with
        {
            CallId = result.CallId,
            Recording = RecordingFacts.Of(result),
        },
        AgentStatus status => Agent(status.AgentId, status.Gateway, null),
        AgwSkill skill => Agent(skill.AgentId, skill.Gateway, null) with { QueueId = skill.QueueId, QueriedBy = skill.QueriedBy },
        AgwQueue queue => new IdentityFacts(IdentityKind.Queue)
        {
            QueueId = queue.QueueId,
            QueriedBy = queue.QueriedBy,
            Gateway = queue.Gateway,
        },
        AgwCall call => Agent(call.AgentId, call.Gateway, null) with { CallId = call.CallId },
        AgwSupervision supervision => Supervision(
            supervision.AgentId, supervision.Gateway, supervision.InspectorId, supervision.Mode),
        InspectionNotice notice => notice.AgentId is { } monitored
            ? new IdentityFacts(IdentityKind.Agent) { AgentId = monitored, Gateway = notice.Gateway }
            : IdentityFacts.Unusable("The notice contains no agent ID."),
        AgentEvent { EventType: EventName.QcAgentStateNotify } notice =>
            IdentityFacts.Unusable(NoticeProblem(notice.AgentId, (notice.Content as InspectionNotice)?.AgentId)),
        AgentEvent { Content: SupervisionNotice supervision } received =>
            Supervision(received.AgentId, received.Gateway, supervision.InspectorId, supervision.Mode),
        AgwSavedRecording saved => Agent(saved.AgentId, saved.Gateway, null) with { CallId = saved.CallId },
        AgentEvent received => Agent(received.AgentId, received.Gateway, ConferenceOf(received)) with
        {
            CallId = received.CallId,
            Recording = RecordingFacts.Of(received),
        },
        ParticipantChange change => Participant(null, null, change.ConferenceId, change.Participant, TypeOf(change)),
        _ => null,
    };

    /// <summary>
    /// Returns why a notice to an inspector identifies no agent. Its agent is the inspector, but it is about another one, so a command
    /// could act on the wrong one of them.
    /// </summary>
    public static string NoticeProblem(long? inspectorId, long? monitored) =>
        $"The event is a notice to inspector {inspectorId?.ToString(CultureInfo.InvariantCulture) ?? "(unknown)"} about another agent. "
        + $"To specify that agent{(monitored is null ? "" : $" ({monitored})")}, use the property Content of the event.";

    private static IdentityFacts Supervision(int agentId, Uri gateway, int? inspectorId, SupervisionMode? mode) =>
        Agent(agentId, gateway, null) with { InspectorId = inspectorId, SupervisionMode = mode };

    private static IdentityFacts Agent(int agentId, Uri gateway, long? conferenceId) =>
        new(IdentityKind.Agent) { AgentId = agentId, Gateway = gateway, ConferenceId = conferenceId };

    private static IdentityFacts Participant(int? chairperson, Uri? gateway, long? conferenceId, string address, AddressType? type) => new(
        IdentityKind.Participant)
    {
        AgentId = chairperson,
        Gateway = gateway,
        ConferenceId = conferenceId,
        Address = address,
        AddressType = type,
    };

    private static AddressType? TypeOf(ParticipantChange change) =>
        change.ParticipantType == default ? null : change.ParticipantType;

    private static long? ConferenceOf(AgentEvent received) => received.Content switch
    {
        ConferenceEvent conference => conference.ConferenceId,
        ParticipantChange change => change.ConferenceId,
        _ => null,
    };
}
