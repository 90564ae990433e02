using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Continues a call of agents that is on hold.</summary>
[Cmdlet(VerbsLifecycle.Resume, "AgwCall", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPage.Root + "Resume-AgwCall.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("getHold")]
public sealed class ResumeAgwCallCommand : WaitingCallCommand
{
    internal override string Action => "Continue the held call";

    internal override OperationCall CreateCall(string? callId) => VoiceCalls.Resume(callId);
}
