using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Downloads recordings to files.</summary>
[Cmdlet(VerbsData.Save, "AgwRecording", DefaultParameterSetName = RecordingSet, SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low, HelpUri = HelpPage.Root + "Save-AgwRecording.md")]
[OutputType(typeof(AgwSavedRecording))]
[GatewayOperation("downloadRecordFile", "recordfiledownloadEx", "videofiledownloadEx")]
public sealed class SaveAgwRecordingCommand : ChangeCommand<RecordingRequest, AgwSavedRecording>
{
    private const string RecordingSet = "Recording";
    private const string CallSet = "Call";

    private readonly TransferProgress _transfers = new();

    // Every file system is treated as one that ignores the case.
    private readonly HashSet<string> _files = new(StringComparer.OrdinalIgnoreCase);
    private RecordingFolder? _folder;

    /// <summary>Specifies the file, or an existing folder. In a folder, the file has the name of the recording.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>
    /// Specifies the recording by its path: the FileName of the event AgentMediaEvent_Record, not its RecordingId. The event itself can be
    /// piped in.
    /// </summary>
    [Parameter(ParameterSetName = RecordingSet, ValueFromPipelineByPropertyName = true)]
    [Alias("FileName")]
    [ValidateRecordId]
    public string? RecordId { get; set; }

    /// <summary>Specifies the location of the recording: the LocationId of the same event. It is mandatory in a CTI pool.</summary>
    [Parameter(ParameterSetName = RecordingSet, ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    [ValidateLocationId]
    public int? LocationId { get; set; }

    /// <summary>Specifies the kind of the recording: of an agent, or an IVR message.</summary>
    [Parameter(ParameterSetName = RecordingSet)]
    [SingleValue]
    public RecordingFileType FileType { get; set; } = RecordingFileType.Agent;

    /// <summary>Indicates that the recording is a video.</summary>
    [Parameter(ParameterSetName = RecordingSet)]
    public SwitchParameter Video { get; set; }

    /// <summary>Specifies the call whose recording is downloaded. It requires a VoiceCyber recording server.</summary>
    [Parameter(ParameterSetName = CallSet, Mandatory = true)]
    [ValidateCallId]
    public string? CallId { get; set; }

    /// <summary>Specifies the path of a video file of the call. By default, the audio file is downloaded.</summary>
    [Parameter(ParameterSetName = CallSet)]
    [ValidateRecordId]
    public string? VideoFileName { get; set; }

    /// <summary>Specifies the session of an inspector, who downloads the recordings of the agents.</summary>
    [Parameter]
    [ValidateNotNull]
    [LiveSession]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public AgwSession? Inspector { get; set; }

    /// <summary>Specifies the maximum length of a file in bytes. Longer replies fail.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long MaximumSize { get; set; } = new SaveRecordingOptions().MaximumSize;

    /// <summary>Indicates that existing files are replaced.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    internal override string Action => "Save the recording";

    internal override AgwSession? ActingInspector => Inspector;

    internal override (string Status, int Percent)? Transfer => _transfers.Next();

    internal override void PrepareRecord()
    {
        Limits.Require(Video && Typed.Contains(nameof(FileType)) ? "-FileType can't be combined with -Video." : null);
        _folder ??= RecordingFolder.Resolve(SessionState.Path, Path);
    }

    internal override Target Extend(in Target target) =>
        ParameterSetName == CallSet ? CallParameter.Extend(target, CallId) : base.Extend(target);

    internal override RecordingRequest CreateRequest(in Target target)
    {
        var call = CreateCall(target);
        var file = _folder!.FileFor(call);
        RecordingFiles.RequireWritable(target.Session, file, Force, call, target.Context(call.Operation));
        return new RecordingRequest(call, file, _transfers.Begin());
    }

    internal override bool ShouldSend(ref Target target, RecordingRequest request)
    {
        if (_files.Contains(request.Path))
        {
            _transfers.End(request.Progress);
            throw RecordingFiles.IsTaken(target.Session, request.Path, request.Call, target.Context(request.Call.Operation));
        }

        var session = target.Session;
        var recording = request.Call.RecordId is { } recordId ? session.Quote(recordId) : $"the recording of call {request.Call.CallId}";
        if (ShouldProcess($"{target.Describe(withConference: false)}: {recording}", $"Save to {session.Quote(request.Path)}"))
        {
            return _files.Add(request.Path);
        }

        _transfers.End(request.Progress);
        return false;
    }

    internal override Work<TargetWork<RecordingRequest>, AgwSavedRecording> CreateWork()
    {
        var (replaces, maximumSize) = (Force.IsPresent, MaximumSize);
        return Run((target, request, cancellationToken) => target.Session.SaveRecordingAsync(
            request.Call,
            request.Path,
            new SaveRecordingOptions
            {
                AgentId = target.CallingAgentId,
                Replaces = replaces,
                MaximumSize = maximumSize,
                Progress = request.Progress,
            },
            cancellationToken));
    }

    internal override void Write(in Target target, RecordingRequest request, AgwSavedRecording result)
    {
        _transfers.End(request.Progress);
        WriteOutput(result);
        if (!result.IsEndStated)
        {
            var file = target.Session.Quote(result.FullName);
            WriteWarning($"The gateway did not state the length of {file}, so the file might be truncated.");
        }
    }

    internal override void WriteFailureOf(TargetWork<RecordingRequest> work, GatewayException failure)
    {
        _transfers.End(work.Request.Progress);
        base.WriteFailureOf(work, failure);
    }

    private OperationCall CreateCall(in Target target)
    {
        var recorded = Inspector is null ? null : target.AgentId;
        if (ParameterSetName == CallSet)
        {
            return RecordingCalls.DownloadOfCall(target.CallId!, VideoFileName, recorded);
        }

        Limits.Require(target.Recording?.Problem);
        var recordId = Agree(RecordId is "" ? null : RecordId, target.Recording?.RecordId, "recording", nameof(RecordId), target.Session);
        var location = Agree(LocationId, target.Recording?.LocationId, "location", nameof(LocationId), target.Session);
        Limits.Require(recordId is null
            ? "The input contains no recording. Specify -RecordId, or pipe in an event AgentMediaEvent_Record."
            : null);
        return Video
            ? RecordingCalls.DownloadVideo(recordId!, location, recorded)
            : RecordingCalls.Download(recordId!, Typed.Contains(nameof(FileType)) ? FileType : null, location, recorded);
    }

    private static T? Agree<T>(T? given, T? fromInput, string what, string parameter, AgwSession session)
    {
        Limits.Require(given is not null && fromInput is not null && !given.Equals(fromInput)
            ? $"The input is about {what} {session.Quote($"{fromInput}")}, but -{parameter} specifies {session.Quote($"{given}")}."
            : null);
        return fromInput ?? given;
    }
}
