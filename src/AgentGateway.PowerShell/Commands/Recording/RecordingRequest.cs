namespace AgentGateway.Commands;

/// <summary>The download of one recording.</summary>
public sealed class RecordingRequest
{
    internal RecordingRequest(OperationCall call, string path, TransferProgress.Part progress) =>
        (Call, Path, Progress) = (call, path, progress);

    internal OperationCall Call { get; }

    /// <summary>The full path of the file.</summary>
    internal string Path { get; }

    internal TransferProgress.Part Progress { get; }
}
