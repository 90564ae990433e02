using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Pauses the playback to an agent.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "AgwPlayback", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    HelpUri = HelpPage.Root + "Suspend-AgwPlayback.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("pausePlay")]
public sealed class SuspendAgwPlaybackCommand : WaitingOperationCommand
{
    internal override string Action => "Pause the playback";

    internal override OperationCall CreateCall() => PlaybackCalls.Pause;
}
