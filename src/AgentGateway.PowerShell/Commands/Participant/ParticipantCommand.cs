using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>An operation on one participant of a conference.</summary>
public abstract class ParticipantCommand : WaitingConferenceCommand
{
    /// <summary>Specifies the participant: a phone number or an agent ID of at most 24 bytes.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Participant")]
    [ValidateAddress]
    [ArgumentCompleter(typeof(AddressCompleter))]
    public string Address { get; set; } = "";

    /// <summary>Specifies the type of the address.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SingleValue]
    public AddressType AddressType { get; set; } = AddressType.PhoneNumber;

    internal override void RequireParticipant(IdentityFacts facts) => PipedObject.RequireParticipant(facts, Address, AddressType);
}
