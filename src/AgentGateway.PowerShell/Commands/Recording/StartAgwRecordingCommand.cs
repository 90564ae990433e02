using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Records an agent's call, or its screen.</summary>
[Cmdlet(VerbsLifecycle.Start, "AgwRecording", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = HelpPage.Root + "Start-AgwRecording.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("beginRecord", "startRecordScreen")]
public sealed class StartAgwRecordingCommand : WaitingOperationCommand
{
    /// <summary>The file to record the call to, at most 100 characters; the gateway makes a name where it is not given.</summary>
    [Parameter(Position = 1)]
    [ValidatePlaybackVoicePath]
    public string? FileName { get; set; }

    /// <summary>Appends to the file instead of overwriting it.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>0 default, 1 24K VOX, 2 32K VOX, 3 A-law.</summary>
    [Parameter]
    [ValidateRange(0, 3)]
    public int? RecordFormat { get; set; }

    /// <summary>Records the screen instead of the call.</summary>
    [Parameter]
    public SwitchParameter Screen { get; set; }

    internal override string Action => Screen ? "Record the screen" : "Record the call";

    internal override OperationCall CreateCall()
    {
        Limits.Require(Screen && (FileName is not null || Append || RecordFormat is not null) ? "-Screen takes neither file nor format." : null);
        return Screen ? PlaybackCalls.StartScreenRecording : PlaybackCalls.Record(FileName, Append, RecordFormat);
    }
}
