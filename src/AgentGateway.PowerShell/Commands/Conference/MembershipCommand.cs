namespace AgentGateway.Commands;

/// <summary>An operation on the agent's own membership: accepting an invitation, rejecting it, or leaving a conference.</summary>
public abstract class MembershipCommand : WaitingConferenceCommand
{
    internal override TargetRole Role => TargetRole.Member;
}
