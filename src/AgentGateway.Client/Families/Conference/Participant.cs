namespace AgentGateway;

/// <summary>A participant of a conference.</summary>
public sealed class Participant
{
    /// <summary>The gateway.</summary>
    public required Uri Gateway { get; init; }

    /// <summary>The conference's ID.</summary>
    public required long ConferenceId { get; init; }

    /// <summary>The chairperson of the conference, so that a participant can be piped to the cmdlets that change it.</summary>
    public int? AgentId { get; init; }

    /// <summary>A phone number or an agent ID.</summary>
    public required string Address { get; init; }

    /// <summary>What the address is.</summary>
    public required AddressType AddressType { get; init; }

    /// <summary>Its role.</summary>
    public ParticipantRole Role { get; init; }

    /// <summary>Its mode.</summary>
    public ParticipantMode Mode { get; init; }

    /// <summary>The state of its channel.</summary>
    public ParticipantState State { get; init; }

    /// <summary>When it joined, in local time.</summary>
    public DateTimeOffset? EnterTime { get; init; }

    /// <summary>The call type of its device, as the API's number.</summary>
    public int DeviceCallType { get; init; }

    /// <summary>The type of its device, as the API's number.</summary>
    public int DeviceType { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Address;
}
