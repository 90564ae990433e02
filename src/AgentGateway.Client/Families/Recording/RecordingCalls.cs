using System.Text;

namespace AgentGateway;

/// <summary>Creates the downloads of recordings, and checks their arguments. <c>SaveRecordingAsync</c> of a session sends them.</summary>
public static class RecordingCalls
{
    // An RSE video recording in AgentMediaEvent_Record has this form instead of a path (media.md 2).
    private const string ConferenceVideo = "conferenceId=";

    /// <summary>Downloads a recording by its path (cec_07_4214).</summary>
    /// <param name="recordId">The path: the file name in <c>AgentMediaEvent_Record</c>, not its recording ID.</param>
    /// <param name="fileType">The kind of the recording; null: the gateway's default, an agent's.</param>
    /// <param name="locationId">The location in the same event; null: none. It is mandatory in a CTI pool.</param>
    /// <param name="recordedAgentId">The recorded agent if the caller is an inspector; otherwise null.</param>
    public static OperationCall Download(
        string recordId, RecordingFileType? fileType = null, int? locationId = null, int? recordedAgentId = null)
    {
        Check(recordId, locationId);
        Limits.Require(fileType is null or RecordingFileType.Agent or RecordingFileType.Ivr
            ? null
            : "The type of a recording must be 1 (agent) or 2 (IVR).");
        var query = Query(("recordId", recordId), ("filetype", Number((int?)fileType)), ("locationId", Number(locationId)));
        return Create(RecordingOperations.DownloadRecordFile, query, recordId, null, recordedAgentId);
    }

    /// <summary>Downloads the recording of a call (cec_07_4215).</summary>
    /// <param name="callId">The call.</param>
    /// <param name="videoFileName">The path of a video file; null: the audio file.</param>
    /// <param name="recordedAgentId">
    /// The recorded agent if the caller is an inspector; otherwise null. An inspector needs it for the audio file.
    /// </param>
    public static OperationCall DownloadOfCall(string callId, string? videoFileName = null, int? recordedAgentId = null)
    {
        Limits.Require(Limits.CallId(callId));
        Limits.Require(videoFileName is null ? null : Limits.RecordId(videoFileName));
        var query = Query(("callId", callId), ("hwFileName", videoFileName), ("workNo", Number(recordedAgentId)));
        return Create(RecordingOperations.RecordFileDownloadEx, query, videoFileName, callId, recordedAgentId);
    }

    /// <summary>Downloads a video by its path (cec_07_4218).</summary>
    /// <param name="recordId">The path: the file name in <c>AgentMediaEvent_Record</c>.</param>
    /// <param name="locationId">The location in the same event; null: none. It is mandatory in a CTI pool.</param>
    /// <param name="recordedAgentId">The recorded agent if the caller is an inspector; otherwise null.</param>
    public static OperationCall DownloadVideo(string recordId, int? locationId = null, int? recordedAgentId = null)
    {
        Check(recordId, locationId);
        var query = Query(("recordId", recordId), ("locationId", Number(locationId)));
        return Create(RecordingOperations.VideoFileDownloadEx, query, recordId, null, recordedAgentId);
    }

    private static void Check(string recordId, int? locationId)
    {
        Limits.Require(Limits.RecordId(recordId));
        Limits.Require(recordId.StartsWith(ConferenceVideo, StringComparison.OrdinalIgnoreCase)
            ? "The recording is a video of a conference (conferenceId=…), whose download (videofiledownload) is not supported."
            : null);
        Limits.Require(locationId is { } location ? Limits.LocationId(location) : null);
    }

    private static OperationCall Create(Operation operation, string query, string? recordId, string? callId, int? recordedAgentId) =>
        new(operation)
        {
            PathEnd = operation.PathTemplate + query,
            RecordId = recordId,
            CallId = callId,
            TargetAgentId = recordedAgentId,
        };

    private static string Query(params (string Name, string? Value)[] parameters)
    {
        var query = new StringBuilder();
        foreach (var (name, value) in parameters)
        {
            if (value is not null)
            {
                _ = query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Encode(value));
            }
        }

        return query.ToString();
    }

    // The samples of the reference contain : and / as they are, which a query may contain (media.md 2).
    private static string Encode(string value) => Uri.EscapeDataString(value).Replace("%3A", ":").Replace("%2F", "/");

    private static string? Number(int? value) => value is { } number ? OperationCall.PathNumber(number) : null;
}
