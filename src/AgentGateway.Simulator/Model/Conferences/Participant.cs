namespace AgentGateway.Simulator;

/// <summary>A participant of a conference, joined or still ringing. The conference's lock guards it.</summary>
internal sealed class Participant(ParticipantAddress address, Agent? agent)
{
    public ParticipantAddress Address { get; } = address;

    public Agent? Agent { get; } = agent;

    public int DeviceCallType { get; init; }

    public int DeviceType { get; init; }

    public bool IsChairperson { get; set; }

    public bool IsRinging { get; set; }

    /// <summary>1 is listen, 2 is speak, 3 is both, 4 is neither.</summary>
    public int ChannelAttribute { get; set; } = 3;

    public bool IsHeld { get; set; }

    public string? Voice { get; set; }

    public ITimer? Timer { get; set; }

    public DateTimeOffset EnterTime { get; set; }

    /// <summary>0 is normal, 1 is held, 2 is playing.</summary>
    public int ChannelState => this switch
    {
        { IsHeld: true } => 1,
        { Voice: not null } => 2,
        _ => 0,
    };
}
