using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Stops the announcement to a conference, or to one of its participants.</summary>
[Cmdlet(VerbsLifecycle.Stop, "AgwConfVoice", DefaultParameterSetName = AgentSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = HelpPage.Root + "Stop-AgwConfVoice.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("stopVoiceToConf")]
public sealed class StopAgwConfVoiceCommand : AgentCommand
{
    internal override string Action => "Stop the announcement to the conference";

    internal override OperationCall CreateCall() => ConferenceCalls.StopVoice;
}
