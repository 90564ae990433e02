using System.Globalization;

namespace AgentGateway;

/// <summary>
/// One use of an operation: which, and with what; not yet for whom. Immutable, so one call serves twenty thousand agents without being
/// made again. Calls are made by the factories <see cref="ConferenceCalls"/>, <see cref="PlaybackCalls"/>, <see cref="AgentCalls"/> and
/// <see cref="InspectorCalls"/>, which check the documented limits.
/// </summary>
public sealed class OperationCall
{
    private readonly string _pathStart;

    internal OperationCall(Operation operation, byte[]? body = null, string? pathEnd = null, string? participant = null, AddressType? participantType = null)
    {
        Operation = operation;
        Completion = operation.Completion;
        Body = body ?? [];
        PathEnd = pathEnd ?? operation.PathTemplate;
        _pathStart = $"/agentgateway/resource/{operation.PathPrefix}/";
        Participant = participant;
        ParticipantType = participantType;
    }

    /// <summary>The interface.</summary>
    public Operation Operation { get; }

    /// <summary>When it is finished, or null where no event tells.</summary>
    public Completion? Completion { get; internal init; }

    /// <summary>The agent that it is about, where that is not the one who asks: an inspector's target.</summary>
    internal int? Subject { get; init; }

    /// <summary>The participant that it is about, for the events that name one; else null.</summary>
    internal string? Participant { get; }

    /// <summary>What <see cref="Participant"/> is; null where there is none.</summary>
    internal AddressType? ParticipantType { get; }

    /// <summary>The call that it is about; else null.</summary>
    internal string? CallId { get; init; }

    /// <summary>The password in the body, if there is one: a gateway that repeats it must not be quoted.</summary>
    internal string? Secret { get; init; }

    /// <summary>The body in UTF-8, empty where the interface has none. May hold a password: never shown.</summary>
    internal byte[] Body { get; }

    /// <summary>The path after the agent ID, with its parameters filled in.</summary>
    internal string PathEnd { get; }

    /// <summary>The path and query for one agent. Only numbers and fixed words ever enter it, so nothing needs escaping.</summary>
    internal string PathFor(int agentId) => AddressFor("", agentId);

    /// <summary>The whole address for one agent, in one piece.</summary>
    /// <param name="origin">Scheme, host and port of the gateway.</param>
    /// <param name="agentId">The agent.</param>
    internal string AddressFor(string origin, int agentId) => string.Concat(origin, _pathStart, agentId.ToString(CultureInfo.InvariantCulture), PathEnd);
}
