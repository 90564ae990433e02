namespace AgentGateway.Simulator;

/// <summary>A recording that can be downloaded.</summary>
/// <param name="Path">Its path, which the event of the recording reports as the file name.</param>
/// <param name="Bytes">The length of the file.</param>
internal sealed record RecordingFile(string Path, int Bytes)
{
    /// <summary>The recorded agent; null: an IVR message.</summary>
    public int? AgentId { get; init; }

    public string? CallId { get; init; }

    public int LocationId { get; init; }
}
