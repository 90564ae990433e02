namespace AgentGateway;

/// <summary>The options of a playback (seeds). Only the options that are set are sent.</summary>
public sealed record PlaybackRequest
{
    /// <summary>The file, at most 100 characters.</summary>
    public required string VoicePath { get; init; }

    /// <summary>Where to start, in seconds; null: at the start.</summary>
    public long? StartSeconds { get; init; }

    /// <summary>One to five digits; null: the gateway's 50. Gone from gateways of 2025-11.</summary>
    public string? Volume { get; init; }

    /// <summary>One to five digits; null: the gateway's 50. Gone from gateways of 2025-11.</summary>
    public string? Speed { get; init; }

    /// <summary>How often; the gateway plays once whatever is given.</summary>
    public int? Times { get; init; }

    /// <summary>0, the only supported format.</summary>
    public int? CodeFormat { get; init; }

    /// <summary>The node of a distributed call center, as in the event that a recording has started.</summary>
    public int? LocationId { get; init; }
}
