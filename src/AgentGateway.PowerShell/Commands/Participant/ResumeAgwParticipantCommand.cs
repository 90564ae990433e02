using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Resumes a participant of a conference from hold. The agent is the chairperson.</summary>
[Cmdlet(VerbsLifecycle.Resume, "AgwParticipant", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPage.Root + "Resume-AgwParticipant.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("unholdParticipant")]
public sealed class ResumeAgwParticipantCommand : ParticipantCommand
{
    internal override string Action => $"Resume {AddressType} {Address} from hold";

    internal override OperationCall CreateCall() => ConferenceCalls.Unhold(Address, AddressType);
}
