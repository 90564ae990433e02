namespace AgentGateway.Commands;

/// <summary>An operation by which an agent answers, rejects or leaves a conference itself.</summary>
public abstract class MembershipCommand : WaitingConferenceCommand
{
    internal override TargetRole Role => TargetRole.Member;
}
