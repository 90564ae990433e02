using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>
/// Leaves a conference, which continues. The chairperson can't leave, but can end the conference with Remove-AgwConference.
/// </summary>
[Cmdlet(VerbsCommunications.Disconnect, "AgwConference", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPage.Root + "Disconnect-AgwConference.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("requestLeaveAgentConf")]
public sealed class DisconnectAgwConferenceCommand : MembershipCommand
{
    internal override string Action => "Leave the conference";

    internal override OperationCall CreateCall() => ConferenceCalls.Leave;
}
