using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Puts the current call of agents on hold.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "AgwCall", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPage.Root + "Suspend-AgwCall.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("hold")]
public sealed class SuspendAgwCallCommand : WaitingCallCommand
{
    internal override string Action => "Put the current call on hold";

    internal override OperationCall CreateCall(string? callId) => VoiceCalls.Hold(callId);
}
