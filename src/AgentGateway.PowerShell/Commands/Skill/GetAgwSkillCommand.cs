using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Gets the queues that are configured for agents, and whether the agents have signed in to them.</summary>
[Cmdlet(VerbsCommon.Get, "AgwSkill", HelpUri = HelpPage.Root + "Get-AgwSkill.md")]
[OutputType(typeof(AgwSkill))]
[GatewayOperation("queryAgentSkills", "queryAgentSkillsByWorkNo", "queryAgentInfoByWorkNo")]
public sealed class GetAgwSkillCommand : QueryCommand<NoRequest, IReadOnlyList<AgwSkill>>
{
    /// <summary>Specifies the session that queries the skills of other agents of its VDN.</summary>
    [Parameter]
    [ValidateNotNull]
    [LiveSession]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public AgwSession? Inspector { get; set; }

    internal override AgwSession? ActingInspector => Inspector;

    internal override NoRequest CreateRequest(in Target target) => default;

    internal override Work<TargetWork<NoRequest>, IReadOnlyList<AgwSkill>> CreateWork() =>
        Run(static (target, _, cancellationToken) =>
            target.Session.GetSkillsAsync(target.AgentId, target.CallingAgentId, cancellationToken));

    internal override void Write(in Target target, NoRequest request, IReadOnlyList<AgwSkill> result)
    {
        foreach (var skill in result)
        {
            WriteOutput(skill);
        }
    }
}
