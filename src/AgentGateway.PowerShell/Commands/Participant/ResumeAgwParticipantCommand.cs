using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Takes a participant of a conference back from hold. The agent is the chairperson.</summary>
[Cmdlet(VerbsLifecycle.Resume, "AgwParticipant", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPage.Root + "Resume-AgwParticipant.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("unholdParticipant")]
public sealed class ResumeAgwParticipantCommand : ParticipantCommand
{
    internal override string Action => $"Take {AddressType} {Address} back from hold";

    internal override OperationCall CreateCall() => ConferenceCalls.Unhold(Address, AddressType);
}
