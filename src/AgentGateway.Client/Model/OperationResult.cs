using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AgentGateway;

/// <summary>The result of one operation for one agent.</summary>
public class OperationResult
{
    internal OperationResult()
    {
    }

    /// <summary>Copies the common properties from the result of the operation.</summary>
    [SetsRequiredMembers]
    private protected OperationResult(OperationResult other)
    {
        AgentId = other.AgentId;
        Operation = other.Operation;
        RetCode = other.RetCode;
        Message = other.Message;
        Events = other.Events;
        Elapsed = other.Elapsed;
        CompletedAt = other.CompletedAt;
        Gateway = other.Gateway;
        ConferenceId = other.ConferenceId;
        SentAt = other.SentAt;
    }

    /// <summary>Returns the same result for another agent of its call.</summary>
    internal OperationResult Of(int agentId) => new(this)
    {
        AgentId = agentId,
        Address = Address,
        AddressType = AddressType,
        CallId = CallId,
        ResultJson = ResultJson,
    };

    /// <summary>The agent.</summary>
    public required int AgentId { get; init; }

    /// <summary>The operation, named as in the gateway's logs.</summary>
    public required string Operation { get; init; }

    /// <summary>The gateway's code; <c>0</c> is success.</summary>
    public required string RetCode { get; init; }

    /// <summary>The gateway's message, as one line without control characters and secrets.</summary>
    public required string Message { get; init; }

    /// <summary>
    /// The events that arrived during the wait, oldest first: the last 64, or fewer if they are large. Empty without a wait.
    /// </summary>
    public IReadOnlyList<AgentEvent> Events { get; init => field = Indexable.List(value); } = Array.Empty<AgentEvent>();

    /// <summary>The time from sending to the reply, or to the event if the call waited for it.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>When the operation completed, in local time.</summary>
    public required DateTimeOffset CompletedAt { get; init; }

    /// <summary>The gateway.</summary>
    public required Uri Gateway { get; init; }

    /// <summary>
    /// The specified conference, otherwise the known conference of the agent; null if neither is known, or if the operation is not about a
    /// conference.
    /// </summary>
    public long? ConferenceId { get; init; }

    /// <summary>The participant that the operation was about, or null.</summary>
    public string? Address { get; init; }

    /// <summary>The type of <see cref="Address"/>.</summary>
    public AddressType? AddressType { get; init; }

    /// <summary>The phone call that the operation was about, or null.</summary>
    public string? CallId { get; init; }

    /// <summary>The <c>result</c> of the reply, if the operation has one.</summary>
    internal byte[]? ResultJson { get; init; }

    /// <summary>The position in the session's events at which the operation was sent.</summary>
    internal EventMark SentAt { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} {1}: {2}", AgentId, Operation, RetCode);
}
