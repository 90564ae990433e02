using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Puts a participant of a conference on hold; an announcement is played to it. The agent is the chairperson.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "AgwParticipant", DefaultParameterSetName = AgentSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = HelpPage.Root + "Suspend-AgwParticipant.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("holdParticipant")]
public sealed class SuspendAgwParticipantCommand : WaitingAgentCommand
{
    /// <summary>The participant: a phone number or an agent ID, at most 24 bytes.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateAddress]
    [ArgumentCompleter(typeof(AddressCompleter))]
    public string Address { get; set; } = "";

    /// <summary>What the address is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public AddressType AddressType { get; set; } = AddressType.PhoneNumber;

    /// <summary>The announcement, at most 127 characters, e.g. y:/conf/120/1136287.V3.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ValidateConferenceVoicePath]
    public string VoicePath { get; set; } = "";

    /// <summary>How it is played; 2, a file, is the only documented way.</summary>
    [Parameter]
    [ValidateRange(2, 2)]
    public int PlayMode { get; set; } = 2;

    internal override string Action => $"Put {AddressType} {Address} on hold";

    internal override OperationCall CreateCall() => ConferenceCalls.Hold(Address, AddressType, VoicePath, PlayMode);
}
