namespace AgentGateway;

/// <summary>A participant to invite or remove.</summary>
/// <param name="Address">A phone number or an agent ID, at most 24 bytes.</param>
/// <param name="AddressType">What the address is.</param>
public sealed record Invitee(string Address, AddressType AddressType)
{
    /// <summary>0 normal, 1 group, 2 secret; null: the gateway's default of 0. At most 255.</summary>
    public int? DeviceCallType { get; init; }

    /// <summary>0 unknown, 1 ordinary phone, 5 mobile, 6 agent, …; null: the gateway's default of 0. At most 255.</summary>
    public int? DeviceType { get; init; }
}

/// <summary>The options for all invitees of one call (cec_07_1292).</summary>
public sealed record InvitationOptions
{
    /// <summary>Plays a welcome tone to each participant that joins; needs <see cref="VoicePath"/>.</summary>
    public bool BeepTone { get; init; }

    /// <summary>The file of the tone, at most 127 characters.</summary>
    public string? VoicePath { get; init; }

    /// <summary>The number shown to the invitees, at most 24 bytes; null: the VDN's own.</summary>
    public string? Caller { get; init; }
}
