using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Rejects an invitation to a conference.</summary>
[Cmdlet(VerbsLifecycle.Deny, "AgwConference", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPage.Root + "Deny-AgwConference.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("rejectAgentConf")]
public sealed class DenyAgwConferenceCommand : MembershipCommand
{
    internal override string Action => "Reject the invitation to the conference";

    internal override OperationCall CreateCall() => ConferenceCalls.Reject;
}
