namespace AgentGateway;

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
