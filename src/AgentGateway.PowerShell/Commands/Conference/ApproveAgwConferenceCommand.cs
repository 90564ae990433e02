using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Accepts an invitation to a conference.</summary>
[Cmdlet(VerbsLifecycle.Approve, "AgwConference", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPage.Root + "Approve-AgwConference.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("answerAgentConf")]
public sealed class ApproveAgwConferenceCommand : MembershipCommand
{
    internal override string Action => "Accept the invitation to the conference";

    internal override OperationCall CreateCall() => ConferenceCalls.Answer;
}
