namespace AgentGateway.Simulator;

/// <summary>Who is meant: addressType "6" is a phone number, "9" an agent ID.</summary>
public readonly record struct ParticipantAddress(string AddressType, string Address)
{
    public const string PhoneNumber = "6";
    public const string AgentId = "9";
}

/// <summary>One party of a conference, joined or still ringing. The conference's lock guards it.</summary>
internal sealed class Participant(ParticipantAddress address, Agent? agent)
{
    public ParticipantAddress Address { get; } = address;

    public Agent? Agent { get; } = agent;

    public int DeviceCallType { get; init; }

    public int DeviceType { get; init; }

    public bool IsChairperson { get; set; }

    public bool IsRinging { get; set; }

    /// <summary>1 listen, 2 speak, 3 both, 4 neither.</summary>
    public int ChannelAttribute { get; set; } = 3;

    public bool IsHeld { get; set; }

    public string? Voice { get; set; }

    public ITimer? Timer { get; set; }

    public DateTimeOffset EnterTime { get; set; }

    /// <summary>0 normal, 1 held, 2 playing.</summary>
    public int ChannelState => IsHeld ? 1 : Voice is null ? 0 : 2;
}
