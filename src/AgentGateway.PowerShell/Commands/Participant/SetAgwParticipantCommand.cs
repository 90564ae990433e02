using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Mutes and unmutes a participant of a conference. The agent is the chairperson.</summary>
[Cmdlet(VerbsCommon.Set, "AgwParticipant", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPage.Root + "Set-AgwParticipant.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("changeParticipantMode")]
public sealed class SetAgwParticipantCommand : ParticipantCommand
{
    /// <summary>
    /// Specifies what the participant can do. Only ListenOnly and ListenAndSpeak have an event, so only these values can be combined with
    /// -Wait.
    /// </summary>
    [Parameter(Mandatory = true, Position = 2)]
    [Alias("Attribute")]
    [SingleValue]
    public ParticipantMode Mode { get; set; }

    internal override string Action => $"Set {AddressType} {Address} to {Mode}";

    internal override OperationCall CreateCall() => ConferenceCalls.ChangeMode(Address, AddressType, Mode);
}
