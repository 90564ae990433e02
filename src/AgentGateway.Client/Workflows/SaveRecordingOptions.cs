namespace AgentGateway;

/// <summary>How a recording is saved.</summary>
public sealed record SaveRecordingOptions
{
    /// <summary>The calling agent of a shared session; null: the session's own agent.</summary>
    public int? AgentId { get; init; }

    /// <summary>Replaces an existing file.</summary>
    public bool Replaces { get; init; }

    /// <summary>
    /// The maximum length of the file in bytes; 1 GiB. The largest files that the reference permits have 200 MB. The limit ends replies
    /// that have no end.
    /// </summary>
    public long MaximumSize { get; init; } = 1L << 30;

    /// <summary>Receives the progress, on any thread; null: nobody does.</summary>
    public IProgress<FileProgress>? Progress { get; init; }
}
