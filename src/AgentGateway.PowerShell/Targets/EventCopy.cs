using System.Text;

namespace AgentGateway;

/// <summary>
/// Reads what an event identifies besides its agent (a call, a conference, a recording, an inspector) if the event came from another
/// process, from JSON or CSV, or through Select-Object.
/// </summary>
internal static class EventCopy
{
    // The reader of events needs a gateway. That of the copy is read elsewhere.
    private static readonly Uri NoGateway = new("https://gateway");

    /// <summary>Returns what the event identifies; null: the object has no content of an event.</summary>
    /// <param name="values">The properties of the object.</param>
    /// <param name="agentId">The agent in the object, or null.</param>
    public static IdentityFacts? Read(PropertyValues values, long? agentId)
    {
        if (!values.Has(PropertyNames.Content) && !values.Has(PropertyNames.Raw))
        {
            return null;
        }

        // In CSV and in the output of a job, the content is only a text, but Raw is complete.
        var eventType = values.Text(PropertyNames.EventType).Text;
        return OfRaw(values.Text(PropertyNames.Raw).Text, eventType, agentId) ?? OfContent(values, eventType, agentId);
    }

    private static IdentityFacts? OfRaw(string? raw, string? eventType, long? agentId)
    {
        if (raw is null || eventType is null)
        {
            return null;
        }

        var json = Encoding.UTF8.GetBytes(raw);
        var agent = agentId is > 0 and <= int.MaxValue ? (int)agentId : 0;
        var events = AgentEventReader.Read(json, agent, NoGateway, default);
        return events.Count == 1 && string.Equals(events[0].EventType, eventType, StringComparison.OrdinalIgnoreCase)
            ? IdentityReader.Known(events[0])
            : null;
    }

    private static IdentityFacts? OfContent(PropertyValues values, string? eventType, long? agentId)
    {
        if (values.Part(PropertyNames.Content) is not { } content)
        {
            var text = eventType is not null && EventName.HasOnlyCallId(eventType) ? values.Text(PropertyNames.Content).Text : null;
            return new IdentityFacts(IdentityKind.Agent) { CallId = text };
        }

        if (content.Has("AgentId") && content.Has("Subtype"))
        {
            return IdentityFacts.Unusable(IdentityReader.NoticeProblem(agentId, content.Number("AgentId").Number));
        }

        var (inspectorId, mode, problem) = content.Supervision();
        var (callId, callProblem) = content.Text("CallId");
        var (conferenceId, conferenceProblem) = content.Number("ConferenceId");
        return new IdentityFacts(IdentityKind.Agent)
        {
            CallId = callId,
            ConferenceId = conferenceId,
            InspectorId = inspectorId,
            SupervisionMode = mode,
            InspectorProblem = problem,
            Problem = callProblem ?? conferenceProblem,
        };
    }
}
