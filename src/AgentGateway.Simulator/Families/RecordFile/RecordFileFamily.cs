using System.Globalization;

namespace AgentGateway.Simulator;

/// <summary>The recordfile family: the downloads of recordings (media.md 2). The reply to a success is a file.</summary>
internal static class RecordFileFamily
{
    public static readonly Interface[] Interfaces =
    [
        new("GET", "recordfile/{agentid}", "downloadRecordFile", Download),
        new("GET", "recordfile/{agentid}/recordfiledownloadEx", "recordfiledownloadEx", DownloadOfCall),
        new("GET", "recordfile/{agentid}/videofiledownloadEx", "videofiledownloadEx", DownloadByPath),
    ];

    private static Reply Download(Call call) =>
        call.Query("filetype") is null or "1" or "2" ? DownloadByPath(call) : Reply.InvalidParameter;

    private static Reply DownloadByPath(Call call)
    {
        var location = call.Query("locationId");
        var locationId = 0;
        if (call.Query("recordId") is not { Length: > 0 } path
            || (location is not null && !int.TryParse(location, CultureInfo.InvariantCulture, out locationId)))
        {
            return Reply.InvalidParameter;
        }

        var recordings = call.Gateway.Recordings;
        if (location is not null && !recordings.HasLocation(locationId))
        {
            return Reply.Of(RetCode.RecordingLocation);
        }

        if (recordings.Find(path) is { } found)
        {
            return location is null || found.LocationId == locationId ? FileOf(found) : Reply.Of(RetCode.RecordingMissing);
        }

        return Reply.Of(RecordingFiles.IsDocumentedForm(path) ? RetCode.RecordingMissing : RetCode.RecordingName);
    }

    /// <summary>Returns the recording of a call. An inspector must specify the agent, unless it specifies the file.</summary>
    private static Reply DownloadOfCall(Call call)
    {
        var workNo = 0;
        if (call.Query("callId") is not { Length: > 0 } callId
            || (call.Query("workNo") is { } text && !call.Gateway.Options.TryReadAgentId(text, out workNo)))
        {
            return Reply.InvalidParameter;
        }

        if (workNo != 0 && workNo != call.Agent.Id && !call.Agent.IsInspector)
        {
            return Reply.Of(RetCode.NoDownloadRight);
        }

        var recordings = call.Gateway.Recordings;
        if (call.Query("hwFileName") is { Length: > 0 } path)
        {
            return recordings.Find(path) is { } video ? FileOf(video) : Reply.Of(RetCode.RecordingMissing);
        }

        if (workNo == 0 && call.Agent.IsInspector)
        {
            return Reply.InvalidParameter;
        }

        return recordings.OfCall(callId, workNo == 0 ? call.Agent.Id : workNo) is { } audio
            ? FileOf(audio)
            : Reply.Of(RetCode.RecordingMissing);
    }

    private static Reply FileOf(RecordingFile recording) => Reply.File(WaveFile.Create(recording.Bytes));
}
