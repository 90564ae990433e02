namespace AgentGateway;

/// <summary>The result of one operation for one agent.</summary>
public class OperationResult
{
    internal OperationResult()
    {
    }

    /// <summary>The agent.</summary>
    public required int AgentId { get; init; }

    /// <summary>The operation, named as in the gateway's logs.</summary>
    public required string Operation { get; init; }

    /// <summary>The gateway's code; <c>0</c> is success.</summary>
    public required string RetCode { get; init; }

    /// <summary>The gateway's own words, as one harmless line without secrets.</summary>
    public required string Message { get; init; }

    /// <summary>The events that came while it was waited for, oldest first; the last 64 of them, or fewer where they are large; empty without waiting.</summary>
    public IReadOnlyList<AgentEvent> Events { get; init => field = Indexable.List(value); } = [];

    /// <summary>From sending to the answer, or to the event that was waited for.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>When it was finished, in local time.</summary>
    public required DateTimeOffset CompletedAt { get; init; }

    /// <summary>The gateway.</summary>
    public required Uri Gateway { get; init; }

    /// <summary>The conference that was named, else the one the agent was known to be in; null where neither is known, and for what is not about a conference.</summary>
    public long? ConferenceId { get; init; }

    /// <summary>The participant that the operation was about, or null.</summary>
    public string? Address { get; init; }

    /// <summary>What <see cref="Address"/> is.</summary>
    public AddressType? AddressType { get; init; }

    /// <summary>The call that the operation was about, or null.</summary>
    public string? CallId { get; init; }

    /// <summary>The <c>result</c> of the reply, where the operation has one.</summary>
    internal byte[]? ResultJson { get; init; }

    /// <summary>The place in the session's events at which the operation was sent.</summary>
    internal EventMark SentAt { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Format(System.Globalization.CultureInfo.InvariantCulture, "{0} {1}: {2}", AgentId, Operation, RetCode);
}

/// <summary>The result of an operation for one participant.</summary>
public sealed class ParticipantResult : OperationResult
{
    internal ParticipantResult()
    {
    }

    /// <summary>One participant's share of the result of a batch.</summary>
    /// <param name="batch">The result of the batch.</param>
    /// <param name="participant">The participant.</param>
    /// <param name="answer">The event of the participant's own, where it was waited for.</param>
    /// <param name="elapsed">The time from sending to that event.</param>
    internal static ParticipantResult From(OperationResult batch, Invitee participant, AgentEvent? answer = null, TimeSpan elapsed = default) => new()
    {
        AgentId = batch.AgentId,
        Operation = batch.Operation,
        RetCode = batch.RetCode,
        Message = batch.Message,
        Events = answer is null ? batch.Events : [answer],
        Elapsed = answer is null ? batch.Elapsed : elapsed,
        CompletedAt = answer?.ReceivedAt ?? batch.CompletedAt,
        Gateway = batch.Gateway,
        ConferenceId = batch.ConferenceId ?? answer?.ConferenceId,
        SentAt = batch.SentAt,
        Address = participant.Address,
        AddressType = participant.AddressType,
    };
}

/// <summary>The result of extending a conference.</summary>
public sealed class ExtensionResult : OperationResult
{
    internal ExtensionResult()
    {
    }

    /// <summary>The time really added; less than asked for where the total would pass 1440 minutes (cec_07_1290).</summary>
    public required TimeSpan ExtendedBy { get; init; }

    /// <summary>The result with its time, or as it is where the gateway names none.</summary>
    internal static OperationResult From(OperationResult result) =>
        ResultReader.AppliedMinutes(result.ResultJson) is not { } minutes ? result : new ExtensionResult
        {
            AgentId = result.AgentId,
            Operation = result.Operation,
            RetCode = result.RetCode,
            Message = result.Message,
            Events = result.Events,
            Elapsed = result.Elapsed,
            CompletedAt = result.CompletedAt,
            Gateway = result.Gateway,
            ConferenceId = result.ConferenceId,
            SentAt = result.SentAt,
            ExtendedBy = TimeSpan.FromMinutes(minutes),
        };
}

/// <summary>A conference.</summary>
public sealed class Conference : IComparable<Conference>, IComparable
{
    /// <summary>The conference's ID.</summary>
    public required long ConferenceId { get; init; }

    /// <summary>The chairperson, so that a conference pipes into the cmdlets that act as the chairperson; null if the gateway names none.</summary>
    public int? AgentId { get; init; }

    /// <summary>Its state.</summary>
    public ConferenceState State { get; init; }

    /// <summary>When it began, in local time; null right after it was made.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>The time applied for.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How long it has been running, to the minute, as the gateway says.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>Who takes part, the chairperson included.</summary>
    public IReadOnlyList<Participant> Participants { get; init => field = Indexable.List(value); } = [];

    /// <summary>How many take part, the chairperson included.</summary>
    public int ParticipantCount => Participants.Count;

    /// <summary>The gateway.</summary>
    public required Uri Gateway { get; init; }

    /// <summary>Sorts by the time it began, then by its ID.</summary>
    /// <param name="other">Another conference.</param>
    public int CompareTo(Conference? other)
    {
        var byAge = Nullable.Compare(StartTime, other?.StartTime);
        return byAge != 0 ? byAge : ConferenceId.CompareTo(other?.ConferenceId ?? long.MinValue);
    }

    int IComparable.CompareTo(object? obj) => CompareTo(obj as Conference);

    /// <inheritdoc/>
    public override string ToString() => ConferenceId.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Somebody in a conference.</summary>
public sealed class Participant
{
    /// <summary>The gateway.</summary>
    public required Uri Gateway { get; init; }

    /// <summary>The conference's ID.</summary>
    public required long ConferenceId { get; init; }

    /// <summary>The chairperson of the conference, so that a participant pipes into the cmdlets that act on it.</summary>
    public int? AgentId { get; init; }

    /// <summary>A phone number or an agent ID.</summary>
    public required string Address { get; init; }

    /// <summary>Which of them.</summary>
    public required AddressType AddressType { get; init; }

    /// <summary>Its role.</summary>
    public ParticipantRole Role { get; init; }

    /// <summary>What it may do.</summary>
    public ParticipantMode Mode { get; init; }

    /// <summary>Its channel.</summary>
    public ParticipantState State { get; init; }

    /// <summary>When it joined, in local time.</summary>
    public DateTimeOffset? EnterTime { get; init; }

    /// <summary>The API's number of its device's call type.</summary>
    public int DeviceCallType { get; init; }

    /// <summary>The API's number of its device.</summary>
    public int DeviceType { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Address;
}

/// <summary>The state of an agent.</summary>
public sealed class AgentStatus
{
    /// <summary>The agent.</summary>
    public required int AgentId { get; init; }

    /// <summary>Its state.</summary>
    public required AgentState State { get; init; }

    /// <summary>It is in a call; null where the gateway does not say.</summary>
    public bool? IsWorking { get; init; }

    /// <summary>Its name, where it was asked for by another agent.</summary>
    public string? Name { get; init; }

    /// <summary>Its phone, where it was asked for by another agent.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Its virtual call centre, where it was asked for by another agent.</summary>
    public int? VdnId { get; init; }

    /// <summary>The gateway.</summary>
    public required Uri Gateway { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Format(System.Globalization.CultureInfo.InvariantCulture, "{0} {1}", AgentId, State);
}
