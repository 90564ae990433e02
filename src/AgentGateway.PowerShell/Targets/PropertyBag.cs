using System.Management.Automation;

namespace AgentGateway;

/// <summary>
/// Reads an object by its property names: a row of a CSV file or a database, a hashtable, or an object of this module that came from
/// another process or through Select-Object.
/// </summary>
internal static class PropertyBag
{
    private static readonly string[] ParticipantTypes = ["AgentGateway.Participant", "AgentGateway.ParticipantResult"];

    private static readonly string[] AgentTypes =
    [
        "AgentGateway.OperationResult", "AgentGateway.AgentStatus", "AgentGateway.AgentEvent", "AgentGateway.AgwSession",
        "AgentGateway.AgwSkill", "AgentGateway.AgwCall", "AgentGateway.AgwSupervision", "AgentGateway.InspectionNotice",
        "AgentGateway.AgwSavedRecording",
    ];

    public static IdentityFacts Read(object input)
    {
        var bag = PSObject.AsPSObject(input);
        if (DeserializedSession.Is(bag))
        {
            return IdentityFacts.Unusable(DeserializedSession.Problem(bag));
        }

        var values = new PropertyValues(input);
        var kind = KindOf(bag);
        var unclear = values.Duplicate ?? (kind == IdentityKind.Row ? PropertyNames.Misspelt(values) : null);
        return unclear is null ? Read(input, values, kind) : IdentityFacts.Unusable(unclear);
    }

    /// <summary>Reads the call in an object, with its gateway and its agent; or their problem.</summary>
    public static IdentityFacts ReadCall(object input)
    {
        var values = new PropertyValues(input);
        var (callId, problem) = values.Text("CallId");
        var (gateway, gatewayProblem) = values.Gateway();
        var (agentId, agentProblem) = values.Number("AgentId", "WorkNo");
        agentProblem ??= agentId is < 1 or > int.MaxValue ? $"{agentId} is not an agent ID." : null;
        var content = EventCopy.Read(values, agentId);
        return new IdentityFacts(IdentityKind.Row)
        {
            CallId = callId ?? content?.CallId,
            Gateway = gateway,
            AgentId = agentProblem is null ? (int?)agentId : null,
            Problem = values.Duplicate ?? problem ?? gatewayProblem ?? agentProblem ?? content?.Problem
                ?? Different("CallId", callId, content?.CallId),
        };
    }

    private static IdentityFacts Read(object input, PropertyValues values, IdentityKind kind)
    {
        var (agentId, agentProblem) = values.Number("AgentId", "WorkNo");
        var (conferenceId, conferenceProblem) = values.Number("ConferenceId", "ConfId");
        var (gateway, gatewayProblem) = values.Gateway();
        var (addressType, typeProblem) = values.AddressType();
        var (address, addressProblem) = values.Text("Address", "Participant");
        var (queueId, queueProblem) = values.Number("QueueId");
        var (callId, callProblem) = values.Text("CallId");
        if ((agentProblem ?? conferenceProblem ?? gatewayProblem ?? typeProblem ?? addressProblem ?? queueProblem ?? callProblem)
            is { } problem)
        {
            return IdentityFacts.Unusable(problem);
        }

        var content = EventCopy.Read(values, agentId);
        if ((content?.Problem
            ?? Different("CallId", callId, content?.CallId)
            ?? Different("ConferenceId", conferenceId, content?.ConferenceId)) is { } contentProblem)
        {
            return IdentityFacts.Unusable(contentProblem);
        }

        callId ??= content?.CallId;
        conferenceId ??= content?.ConferenceId;
        if (values.Text(PropertyNames.EventType).Text is EventName.QcAgentStateNotify)
        {
            return IdentityFacts.Unusable(IdentityReader.NoticeProblem(agentId, null));
        }

        if (queueId is < 1 or > int.MaxValue)
        {
            return IdentityFacts.Unusable($"{queueId} is not a queue ID.");
        }

        var queriedBy = values.Number(PropertyNames.QueriedBy).Number is { } caller and > 0 and <= int.MaxValue ? (int?)caller : null;
        if (agentId is null && conferenceId is null && string.IsNullOrEmpty(address))
        {
            // An empty column for the agent must not mean all agents of the queue.
            if (queueId is not null && !values.Has("AgentId") && !values.Has("WorkNo"))
            {
                return new IdentityFacts(IdentityKind.Queue) { QueueId = (int)queueId, QueriedBy = queriedBy, Gateway = gateway };
            }

            var described = InputValue.Describe(InputValue.Unwrap(input));
            return IdentityFacts.Unusable(
                $"{described} does not identify an agent. It needs a property AgentId. It has: {values.Description}.") with
            {
                NamesNothing = true,
                Gateway = gateway,
            };
        }

        if (agentId is < 1 or > int.MaxValue)
        {
            return IdentityFacts.Unusable($"{agentId} is not an agent ID.");
        }

        // A column that is empty in this row must not mean all participants, the running conference, or the current call.
        var isRow = kind == IdentityKind.Row;
        address ??= isRow && (values.Has("Address") || values.Has("Participant")) ? "" : null;
        var hasEmptyConference = isRow && conferenceId is null && (values.Has("ConferenceId") || values.Has("ConfId"));
        var (inspectorId, mode, inspectorProblem) = values.Supervision();
        inspectorProblem ??= content?.InspectorProblem ?? Different(PropertyNames.InspectorId, inspectorId, content?.InspectorId);
        var (startTime, timeProblem) = values.Time(PropertyNames.StartTime);
        return new IdentityFacts(kind == IdentityKind.Agent && address is not null ? IdentityKind.Participant : kind)
        {
            AgentId = (int?)agentId,
            ConferenceId = conferenceId,
            QueueId = (int?)queueId,
            QueriedBy = queriedBy,
            InspectorId = inspectorId ?? content?.InspectorId,
            SupervisionMode = mode ?? content?.SupervisionMode,
            InspectorProblem = inspectorProblem,
            StartTime = startTime,
            StartTimeProblem = timeProblem,
            Gateway = gateway,
            Address = address,
            AddressType = addressType,
            CallId = callId,
            Recording = content?.Recording
                ?? (content is not null || values.Has("Events") ? RecordingFacts.OfCopy(PSObject.AsPSObject(input)) : null),
            CallProblem = isRow && callId is null && values.Has("CallId")
                ? "The input has an empty CallId. Remove the property to mean the current call."
                : null,
            ConferenceProblem = hasEmptyConference
                ? "The input has an empty ConferenceId. Remove the property to mean the running conference."
                : null,
        };
    }

    /// <summary>Returns the problem of a property that differs from the content of the event; null: there is none.</summary>
    private static string? Different(string name, object? own, object? inContent)
    {
        if (own is null || inContent is null || own.Equals(inContent))
        {
            return null;
        }

        var values = $"{Messages.Clean($"{own}")} and {Messages.Clean($"{inContent}")}";
        return $"{name} and the content of the event have different values ({values}).";
    }

    /// <summary>
    /// Returns the original kind of an object of this module that came from another process or through Select-Object; otherwise a row.
    /// </summary>
    private static IdentityKind KindOf(PSObject bag)
    {
        if (HasType(bag, ParticipantTypes))
        {
            return IdentityKind.Participant;
        }

        if (HasType(bag, ["AgentGateway.Conference", "AgentGateway.AgwCleanupResult"]))
        {
            return IdentityKind.Conference;
        }

        return HasType(bag, AgentTypes) ? IdentityKind.Agent : IdentityKind.Row;
    }

    // Such a type name has a prefix, Deserialized or Selected.
    private static bool HasType(PSObject bag, string[] names)
    {
        foreach (var type in bag.TypeNames)
        {
            if (Array.Exists(names, name => type.EndsWith("." + name, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}
