namespace AgentGateway;

/// <summary>A recording that was saved to a file.</summary>
public sealed class AgwSavedRecording
{
    /// <summary>The agent: the one that was recorded, or whose session downloaded the file.</summary>
    public required int AgentId { get; init; }

    /// <summary>The path of the recording at the gateway; null if only the call was specified.</summary>
    public string? RecordId { get; init; }

    /// <summary>The call that was specified; otherwise null.</summary>
    public string? CallId { get; init; }

    /// <summary>The full path of the file.</summary>
    public required string FullName { get; init; }

    /// <summary>The length of the file in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>
    /// Whether the reply stated where the file ends. If it didn't, the file ends where the connection ended, so it might be truncated.
    /// </summary>
    public required bool IsEndStated { get; init; }

    /// <summary>The time from the request to the last byte.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The average speed; null if the time was too short.</summary>
    public long? BytesPerSecond => Elapsed > TimeSpan.Zero ? (long)(Length / Elapsed.TotalSeconds) : null;

    /// <summary>The gateway.</summary>
    public required Uri Gateway { get; init; }

    /// <inheritdoc/>
    public override string ToString() => FullName;
}
