using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Stops the playback to an agent.</summary>
[Cmdlet(VerbsLifecycle.Stop, "AgwPlayback", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    HelpUri = HelpPage.Root + "Stop-AgwPlayback.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("stopPlay")]
public sealed class StopAgwPlaybackCommand : WaitingOperationCommand
{
    internal override string Action => "Stop the playback";

    internal override OperationCall CreateCall() => PlaybackCalls.Stop;
}
