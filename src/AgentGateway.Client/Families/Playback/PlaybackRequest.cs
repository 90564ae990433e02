namespace AgentGateway;

/// <summary>The options of a playback (seeds). Only the options that are set are sent.</summary>
public sealed record PlaybackRequest
{
    /// <summary>The file, at most 100 characters.</summary>
    public required string VoicePath { get; init; }

    /// <summary>The start position, in seconds; null: the beginning.</summary>
    public long? StartSeconds { get; init; }

    /// <summary>One to five digits; null: the gateway's default, 50. Gateways since 2025-11 no longer have it.</summary>
    public string? Volume { get; init; }

    /// <summary>One to five digits; null: the gateway's default, 50. Gateways since 2025-11 no longer have it.</summary>
    public string? Speed { get; init; }

    /// <summary>The number of repetitions. The gateway plays the recording once regardless of the value.</summary>
    public int? Times { get; init; }

    /// <summary>0, the only supported format.</summary>
    public int? CodeFormat { get; init; }

    /// <summary>The node of a distributed call center, as in the event that a recording has started.</summary>
    public int? LocationId { get; init; }
}
