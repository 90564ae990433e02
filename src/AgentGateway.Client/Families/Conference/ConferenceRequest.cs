namespace AgentGateway;

/// <summary>The arguments of an application for a conference (cec_07_1283).</summary>
public sealed record ConferenceRequest
{
    /// <summary>The capacity, 1 to 120.</summary>
    public required int MemberCount { get; init; }

    /// <summary>The number shown on outbound calls, at most 24 bytes; null: the VDN's own.</summary>
    public string? Caller { get; init; }

    /// <summary>The duration, 4 to 1440 minutes; null: the gateway's default of 60.</summary>
    public int? DurationMinutes { get; init; }

    /// <summary>The number of minutes before the end at which the warning is sent, 3 to 1440; null: the gateway's default of 3.</summary>
    public int? PromptMinutes { get; init; }

    /// <summary>Plays a tone when a participant joins or leaves; needs <see cref="VoicePath"/>.</summary>
    public bool BeepTone { get; init; }

    /// <summary>The file of the tone, at most 127 characters.</summary>
    public string? VoicePath { get; init; }
}
