using System.Management.Automation;

namespace AgentGateway.Commands;

/// <content>The skills of agents: the queues that they are signed in to.</content>
public sealed partial class SetAgwAgentCommand
{
    private const string SkillSet = "Skill";
    private const string AllSkillsSet = "AllSkills";
    private const string NoSkillsSet = "NoSkills";

    /// <summary>Specifies the queues that the agents sign in to, or objects that identify one. They sign out of all other queues.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SkillSet)]
    [Alias("QueueId")]
    [QueueIdentity]
    public QueueIdentity[]? Skill { get; set; }

    /// <summary>Indicates that the agents sign in to all queues that are configured for them.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AllSkillsSet)]
    public SwitchParameter AllSkills { get; set; }

    /// <summary>Indicates that the agents sign out of all queues.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NoSkillsSet)]
    public SwitchParameter NoSkills { get; set; }

    private bool ChangesSkills => ParameterSetName != StateSet;

    private string SkillAction => this switch
    {
        { Skill: { } skills } => $"Sign in to queues {string.Join(", ", skills.Select(skill => skill.ToString()))} only",
        { AllSkills.IsPresent: true } => "Sign in to all queues",
        _ => "Sign out of all queues",
    };

    private OperationCall CreateSkillCall()
    {
        Limits.Require(Skill is not null || AllSkills || NoSkills ? null : "-AllSkills and -NoSkills can't be false.");
        Limits.Require(Wait ? "No event follows a change of the skills, so -Wait can only be combined with -State." : null);
        if (Skill is not null)
        {
            return AgentCalls.ResetSkills(QueueIds());
        }

        return AllSkills ? AgentCalls.ResetAllSkills : AgentCalls.ResetSkills([]);
    }

    private OperationCall CreateSkillCall(int agentId)
    {
        Limits.Require(Skill is null
            ? "An inspector specifies the queues with -Skill. -AllSkills and -NoSkills are for own sessions."
            : null);
        return InspectorCalls.AdjustSkills(agentId, QueueIds());
    }

    private int[] QueueIds() => [.. Skill!.Select(skill => skill.RequireQueue())];

    /// <summary>Requires that the queues belong to the gateway of the agent. Another gateway may use the same IDs.</summary>
    private void RequireSkillsAt(Uri gateway)
    {
        var other = Skill?.FirstOrDefault(skill => skill.Gateway is { } own && own != gateway);
        Limits.Require(other is null
            ? null
            : $"Queue {other} belongs to gateway {other.Gateway!.Authority}, but the agent to {gateway.Authority}.");
    }
}
