using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Takes a participant of a conference back from hold. The agent is the chairperson.</summary>
[Cmdlet(VerbsLifecycle.Resume, "AgwParticipant", DefaultParameterSetName = AgentSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = HelpPage.Root + "Resume-AgwParticipant.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("unholdParticipant")]
public sealed class ResumeAgwParticipantCommand : WaitingAgentCommand
{
    /// <summary>The participant: a phone number or an agent ID, at most 24 bytes.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateAddress]
    [ArgumentCompleter(typeof(AddressCompleter))]
    public string Address { get; set; } = "";

    /// <summary>What the address is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public AddressType AddressType { get; set; } = AddressType.PhoneNumber;

    internal override string Action => $"Take {AddressType} {Address} back from hold";

    internal override OperationCall CreateCall() => ConferenceCalls.Unhold(Address, AddressType);
}
