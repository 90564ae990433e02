namespace AgentGateway;

/// <summary>The downloads of recordings, <c>recordfile/{agentid}…</c> (media.md 2). The reply to a success is a file.</summary>
internal static class RecordingOperations
{
    // Declared before the operations, because initializers run in this order.
    private static readonly ResourceGroup Group = new("recordfile");

    // The pages list these codes for the family. Which interface returns which code is not known.
    private static readonly string[] Codes =
    [
        "000-002", "000-003", "104-001", "104-002", "104-003", "104-004", "104-005", "104-006", "104-007", "104-008", "104-009", "104-010",
        "104-012",
    ];

    /// <summary>Downloads a recording by its path.</summary>
    public static Operation DownloadRecordFile { get; } = Download("downloadRecordFile", "", "cec_07_4214");

    /// <summary>Downloads the recording of a call.</summary>
    public static Operation RecordFileDownloadEx { get; } = Download("recordfiledownloadEx", "/recordfiledownloadEx", "cec_07_4215");

    /// <summary>Downloads a video by its path. Its name in the logs is not known, so this is the end of its path.</summary>
    public static Operation VideoFileDownloadEx { get; } = Download("videofiledownloadEx", "/videofiledownloadEx", "cec_07_4218");

    /// <summary>All operations of the family, in the order of the reference.</summary>
    internal static IReadOnlyList<Operation> All { get; } = [DownloadRecordFile, RecordFileDownloadEx, VideoFileDownloadEx];

    private static Operation Download(string name, string path, string source) => new(name, HttpMethod.Get, Group, path)
    {
        RetCodes = Codes,
        IsRead = true,
        ReturnsFile = true,
        Source = source,
    };
}
