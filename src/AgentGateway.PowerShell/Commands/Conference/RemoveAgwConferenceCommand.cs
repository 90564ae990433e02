using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Ends a conference for everybody in it. The agent is its chairperson.</summary>
[Cmdlet(VerbsCommon.Remove, "AgwConference", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High,
    HelpUri = HelpPage.Root + "Remove-AgwConference.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("releaseAgentConf")]
public sealed class RemoveAgwConferenceCommand : WaitingConferenceCommand
{
    internal override string Action => "End the conference for everybody in it";

    internal override OperationCall CreateCall() => ConferenceCalls.Release;
}
