namespace AgentGateway;

/// <summary>The progress of a file that is received.</summary>
/// <param name="Received">The number of bytes that were received. It starts again if the download is repeated.</param>
/// <param name="Length">The length of the file; null: the gateway doesn't send it.</param>
public readonly record struct FileProgress(long Received, long? Length);
