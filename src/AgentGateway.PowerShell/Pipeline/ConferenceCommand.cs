using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>An operation on the conference of an agent. If a conference is specified, nothing is sent unless the agent is in it.</summary>
public abstract class ConferenceCommand : OperationCommand
{
    /// <summary>Specifies the conference. It is checked before anything is sent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ConferenceId]
    public long? ConferenceId { get; set; }

    internal override TargetRole Role => TargetRole.Chairperson;

    internal override long? NamedConference => ConferenceId;
}

/// <summary>An operation on a conference that can wait for its event.</summary>
public abstract class WaitingConferenceCommand : WaitingOperationCommand
{
    /// <inheritdoc cref="ConferenceCommand.ConferenceId"/>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ConferenceId]
    public long? ConferenceId { get; set; }

    internal override TargetRole Role => TargetRole.Chairperson;

    internal override long? NamedConference => ConferenceId;
}
