using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Stops recording an agent's call, or its screen.</summary>
[Cmdlet(VerbsLifecycle.Stop, "AgwRecording", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPage.Root + "Stop-AgwRecording.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("stopRecord", "stopRecordScreen")]
public sealed class StopAgwRecordingCommand : WaitingOperationCommand
{
    /// <summary>Indicates that the recording of the screen is stopped instead of the call's.</summary>
    [Parameter]
    public SwitchParameter Screen { get; set; }

    internal override string Action => Screen ? "Stop recording the screen" : "Stop recording the call";

    internal override OperationCall CreateCall() => Screen ? PlaybackCalls.StopScreenRecording : PlaybackCalls.StopRecording;
}
