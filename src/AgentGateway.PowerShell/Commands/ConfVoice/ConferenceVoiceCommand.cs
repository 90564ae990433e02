using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>The base of the cmdlets for an announcement to a conference, or to one of its participants.</summary>
public abstract class ConferenceVoiceCommand : ConferenceCommand
{
    /// <summary>Specifies the only participant who hears the announcement: a phone number or an agent ID of at most 24 bytes.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Participant")]
    [ValidateAddress]
    [ArgumentCompleter(typeof(AddressCompleter))]
    public string? Address { get; set; }

    /// <summary>Specifies the type of the address.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SingleValue]
    public AddressType AddressType { get; set; } = AddressType.PhoneNumber;

    internal override void RequireParticipant(IdentityFacts facts)
    {
        Limits.Require(Address is null && facts.Address is ""
            ? "The input has an empty Address. Remove the property to mean the whole conference."
            : null);
        PipedObject.RequireParticipant(facts, Address, AddressType);
    }
}
