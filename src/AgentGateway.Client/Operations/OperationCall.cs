using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AgentGateway;

/// <summary>
/// An operation with its arguments, but without the calling agent. Immutable, so any number of agents can share one call. The factories of
/// the families (<c>ConferenceCalls</c>, <c>PlaybackCalls</c>, <c>AgentCalls</c>, <c>VoiceCalls</c>, …) create calls and check the
/// documented limits.
/// </summary>
public sealed class OperationCall
{
    /// <summary>The calling agent in a path.</summary>
    internal const string AgentPlaceholder = "{agentid}";

    private readonly string _pathStart;
    private readonly bool _hasAgentInEnd;

    internal OperationCall(Operation operation, byte[]? body = null, string? participant = null, AddressType? participantType = null)
        : this(operation, body ?? [], [], participant, participantType)
    {
    }

    /// <summary>Creates a call without a body.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="pathParameters">The parameters of its path, in the order of <see cref="Operation.PathTemplate"/>.</param>
    internal OperationCall(Operation operation, string[] pathParameters)
        : this(operation, [], pathParameters, null, null)
    {
    }

    private OperationCall(Operation operation, byte[] body, string[] pathParameters, string? participant, AddressType? participantType)
        : this(operation, body, operation.FillPath(pathParameters))
    {
        Participant = participant;
        ParticipantType = participantType;
    }

    private OperationCall(Operation operation, byte[] body, string pathEnd)
    {
        Operation = operation;
        Completion = operation.Completion;
        Body = body;
        PathEnd = pathEnd;
        _hasAgentInEnd = pathEnd.Contains(AgentPlaceholder, StringComparison.Ordinal);
        _pathStart = $"/agentgateway/resource/{operation.PathPrefix}/";
    }

    /// <summary>The operation.</summary>
    public Operation Operation { get; }

    /// <summary>The events that complete the operation, or null if there are none.</summary>
    internal Completion? Completion { get; init; }

    /// <summary>The target agent of an inspector's call; null if the call is about the calling agent.</summary>
    internal int? TargetAgentId { get; init; }

    /// <summary>The participant of the call, to compare it with the participant in an event; otherwise null.</summary>
    internal string? Participant { get; }

    /// <summary>The type of <see cref="Participant"/>; null if there is none.</summary>
    internal AddressType? ParticipantType { get; }

    /// <summary>The phone call that the operation is about; otherwise null.</summary>
    internal string? CallId { get; init; }

    /// <summary>The recording that the operation is about; otherwise null.</summary>
    internal string? RecordId { get; init; }

    /// <summary>The passwords in the body. A reply that contains one of them must not be quoted.</summary>
    internal IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>The body for the trace file, if its secrets are not in fields with a documented name; otherwise null.</summary>
    internal byte[]? TracedBody { get; private init; }

    /// <summary>The body in UTF-8; empty if the interface has none. It may contain a password, so it is never displayed.</summary>
    internal byte[] Body { get; }

    /// <summary>The path after the agent ID, with its parameters filled in.</summary>
    internal string PathEnd { get; init; }

    /// <summary>The same without secrets, for the trace file and for prompts.</summary>
    internal string TracedPathEnd { get => field ?? PathEnd; private init; }

    /// <summary>Creates a call with a JSON body.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="body">The body.</param>
    /// <param name="type">The JSON metadata of the body.</param>
    /// <param name="participant">The participant that the call is about, or null.</param>
    /// <param name="participantType">The type of the participant's address, or null.</param>
    internal static OperationCall WithBody<TBody>(
        Operation operation, TBody body, JsonTypeInfo<TBody> type, string? participant = null, AddressType? participantType = null) =>
        new(operation, JsonSerializer.SerializeToUtf8Bytes(body, type), participant, participantType);

    /// <summary>Creates a call with a JSON body that is about a phone call.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="body">The body.</param>
    /// <param name="type">The JSON metadata of the body.</param>
    /// <param name="callId">The phone call, or null.</param>
    /// <param name="completion">The events that complete this call; null: those of the operation.</param>
    internal static OperationCall AboutCall<TBody>(
        Operation operation, TBody body, JsonTypeInfo<TBody> type, string? callId, Completion? completion = null) =>
        new(operation, JsonSerializer.SerializeToUtf8Bytes(body, type))
        {
            CallId = callId,
            Completion = completion ?? operation.Completion,
        };

    /// <summary>Creates a call with any path and body.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="pathEnd">The encoded path after the agent ID.</param>
    /// <param name="tracedPathEnd">The same without secrets.</param>
    /// <param name="body">The body, or null.</param>
    /// <param name="secrets">The passwords in the path and in the body.</param>
    /// <param name="completion">The events that complete the operation, or null.</param>
    internal static OperationCall ForPath(
        Operation operation,
        string pathEnd,
        string tracedPathEnd,
        CallBody? body,
        IReadOnlyList<string> secrets,
        Completion? completion) =>
        new(operation, body?.Json ?? [], pathEnd)
        {
            Completion = completion,
            Secrets = secrets,
            TracedBody = body?.Traced,
            TracedPathEnd = tracedPathEnd,
        };

    /// <summary>Creates a call with path parameters and a JSON body.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="pathParameters">The parameters of its path, in the order of <see cref="Operation.PathTemplate"/>.</param>
    /// <param name="body">The body.</param>
    /// <param name="type">The JSON metadata of the body.</param>
    /// <param name="targetAgentId">The target agent of an inspector's call, or null.</param>
    internal static OperationCall WithBody<TBody>(
        Operation operation, string[] pathParameters, TBody body, JsonTypeInfo<TBody> type, int? targetAgentId = null) =>
        new(operation, JsonSerializer.SerializeToUtf8Bytes(body, type), pathParameters, null, null) { TargetAgentId = targetAgentId };

    /// <summary>Formats a number for a path.</summary>
    internal static string PathNumber(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Returns the path and query for one agent. It is already encoded.</summary>
    internal string PathFor(int agentId) => AddressFor("", agentId);

    /// <summary>Returns the path and query for one agent without secrets.</summary>
    internal string TracedPathFor(int agentId) =>
        _pathStart + PathNumber(agentId) + TracedPathEnd.Replace(AgentPlaceholder, PathNumber(agentId));

    /// <summary>The full address for one agent, as one string.</summary>
    /// <param name="origin">The scheme, host and port of the gateway.</param>
    /// <param name="agentId">The agent.</param>
    internal string AddressFor(string origin, int agentId) =>
        string.Concat(origin, _pathStart, PathNumber(agentId), _hasAgentInEnd ? EndFor(agentId) : PathEnd);

    private string EndFor(int agentId) => PathEnd.Replace(AgentPlaceholder, PathNumber(agentId));

    /// <summary>Returns the subject of the call, for an error.</summary>
    /// <param name="conferenceId">The specified conference, or null.</param>
    internal FailureSubject SubjectIn(long? conferenceId) => new(conferenceId, Participant, ParticipantType, CallId);
}
