using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>An operation on the conference of an agent. Where a conference is named, nothing is sent unless it is the agent's running one.</summary>
public abstract class ConferenceCommand : AgentCommand
{
    /// <summary>The conference that is meant. It is checked before anything is sent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ConferenceId]
    public long? ConferenceId { get; set; }

    internal override TargetRole Role => TargetRole.Chairperson;

    internal override long? NamedConference => ConferenceId;
}

/// <summary>An operation on a conference that can wait for its event.</summary>
public abstract class WaitingConferenceCommand : WaitingAgentCommand
{
    /// <inheritdoc cref="ConferenceCommand.ConferenceId"/>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ConferenceId]
    public long? ConferenceId { get; set; }

    internal override TargetRole Role => TargetRole.Chairperson;

    internal override long? NamedConference => ConferenceId;
}

/// <summary>An operation by which an agent answers, rejects or leaves a conference itself.</summary>
public abstract class MembershipCommand : WaitingConferenceCommand
{
    internal override TargetRole Role => TargetRole.Member;
}

/// <summary>An operation on one participant of a conference.</summary>
public abstract class ParticipantCommand : WaitingConferenceCommand
{
    /// <summary>The participant: a phone number or an agent ID, at most 24 bytes.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Participant")]
    [ValidateAddress]
    [ArgumentCompleter(typeof(AddressCompleter))]
    public string Address { get; set; } = "";

    /// <summary>What the address is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public AddressType AddressType { get; set; } = AddressType.PhoneNumber;

    internal override void RequireParticipant(IdentityFacts facts) => PipedObject.RequireParticipant(facts, Address, AddressType);
}
