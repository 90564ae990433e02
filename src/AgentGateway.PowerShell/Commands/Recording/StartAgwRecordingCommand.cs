using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Records an agent's call, or its screen.</summary>
[Cmdlet(VerbsLifecycle.Start, "AgwRecording", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPage.Root + "Start-AgwRecording.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("beginRecord", "startRecordScreen")]
public sealed class StartAgwRecordingCommand : WaitingOperationCommand
{
    /// <summary>Specifies the file for the recording, at most 100 characters. If it is not specified, the gateway chooses a name.</summary>
    [Parameter(Position = 1)]
    [ValidatePlaybackVoicePath]
    public string? FileName { get; set; }

    /// <summary>Indicates that the recording is appended to the file instead of overwriting it.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Specifies the format: 0 default, 1 24K VOX, 2 32K VOX, 3 A-law.</summary>
    [Parameter]
    [ValidateRange(0, 3)]
    public int? RecordFormat { get; set; }

    /// <summary>Indicates that the screen is recorded instead of the call.</summary>
    [Parameter]
    public SwitchParameter Screen { get; set; }

    internal override string Action => Screen ? "Record the screen" : "Record the call";

    internal override OperationCall CreateCall()
    {
        var hasFileOption = FileName is not null || Append || RecordFormat is not null;
        Limits.Require(Screen && hasFileOption ? "-Screen can't be combined with a file or a format." : null);
        return Screen ? PlaybackCalls.StartScreenRecording : PlaybackCalls.Record(FileName, Append, RecordFormat);
    }
}
