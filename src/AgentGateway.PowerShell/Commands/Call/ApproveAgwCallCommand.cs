using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Answers the call that rings at agents.</summary>
[Cmdlet(VerbsLifecycle.Approve, "AgwCall", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPage.Root + "Approve-AgwCall.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("answer")]
public sealed class ApproveAgwCallCommand : WaitingCallCommand
{
    internal override string Action => "Answer the ringing call";

    internal override OperationCall CreateCall(string? callId) => VoiceCalls.Answer(callId);
}
