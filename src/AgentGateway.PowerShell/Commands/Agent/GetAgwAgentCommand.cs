using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Gets the state of agents: of single agents, of those of a queue, or of all that are signed in.</summary>
[Cmdlet(VerbsCommon.Get, "AgwAgent", DefaultParameterSetName = AgentSet, HelpUri = HelpPage.Root + "Get-AgwAgent.md")]
[OutputType(typeof(AgentStatus))]
[GatewayOperation("getAgentStatus", "queryAgentInfoByWorkNo", "queryAgentInfoBySkillId", "queryAllOnlineAgents")]
public sealed class GetAgwAgentCommand : QueryCommand<AgentQuery, IReadOnlyList<AgentStatus>>
{
    private const string AgentSet = "Agent";
    private const string SkillSet = "Skill";
    private const string AllSet = "All";

    private readonly HashSet<(Uri Gateway, int AgentId)> _listed = [];
    private QueueSessionResolver? _resolver;
    private AgentQuery _query;

    /// <summary>Specifies the queues whose agents are returned, or objects that identify a queue.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SkillSet)]
    [Alias("QueueId")]
    [QueueIdentity]
    public QueueIdentity[]? Skill { get; set; }

    /// <summary>Indicates that all agents of the VDN that are signed in are returned.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AllSet)]
    public SwitchParameter All { get; set; }

    /// <summary>Specifies the session that queries other agents of its VDN. The output includes their name and phone.</summary>
    [Parameter(ParameterSetName = AgentSet)]
    [Parameter(ParameterSetName = SkillSet)]
    [Parameter(ParameterSetName = AllSet)]
    [ValidateNotNull]
    [LiveSession]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public AgwSession? Inspector { get; set; }

    internal override AgwSession? ActingInspector => Inspector;

    private QueueSessionResolver Resolver => _resolver ??= new QueueSessionResolver(
        Sessions, Inspector is null ? Session : [Inspector], HasPipelineInput);

    internal override AgentQuery CreateRequest(in Target target) => _query;

    internal override object? ErrorTargetOf(TargetWork<AgentQuery> work) =>
        work.Request.QueueId is { } queueId ? (long)queueId : work.Target.AgentId;

    internal override Work<TargetWork<AgentQuery>, IReadOnlyList<AgentStatus>> CreateWork()
    {
        var isInspector = Inspector is not null;
        return Run(async (target, query, cancellationToken) =>
        {
            var session = target.Session;
            if (query.QueueId is { } queueId)
            {
                return await session.GetAgentsOfQueueAsync(queueId, target.AgentId, cancellationToken).ConfigureAwait(false);
            }

            if (query.IsForAll)
            {
                return await session.GetAllAgentsAsync(target.AgentId, cancellationToken).ConfigureAwait(false);
            }

            return
            [
                isInspector
                    ? await session.GetDetailsAsync(target.AgentId!.Value, cancellationToken).ConfigureAwait(false)
                    : await session.GetStatusAsync(target.AgentId, cancellationToken).ConfigureAwait(false),
            ];
        });
    }

    internal override void Write(in Target target, AgentQuery request, IReadOnlyList<AgentStatus> result)
    {
        // An agent can be in several queues, but a command after this one acts on it once.
        foreach (var agent in result.Where(agent => !request.IsList || _listed.Add((agent.Gateway, agent.AgentId))))
        {
            WriteOutput(agent);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Skill is null && !All)
        {
            ProcessAgents();
        }
        else if (AgentId is not null)
        {
            foreach (var input in AgentId)
            {
                ProcessInput(
                    input.ErrorTarget, static () => Limits.Require("-AgentId and pipeline input can't be combined with -Skill and -All."));
            }
        }
        else if (All)
        {
            ProcessInput(null, () => Query(AgentQuery.All, Gateway, null));
        }
        else
        {
            foreach (var queue in Skill!)
            {
                ProcessInput(queue.ErrorTarget, () => Query(
                    AgentQuery.Of(queue.RequireQueue()), TargetResolver.Agree(Gateway, queue.Gateway), queue.Facts?.QueriedBy));
            }
        }
    }

    /// <summary>Processes agents and the objects that identify them. A queue stands for its agents.</summary>
    private void ProcessAgents()
    {
        AgentIdentity[] queues = [.. (AgentId ?? []).Where(input => input.Facts?.Kind == IdentityKind.Queue)];
        foreach (var input in queues)
        {
            var facts = input.Facts!;
            ProcessInput((long)facts.QueueId!.Value, () => Query(
                AgentQuery.Of(facts.QueueId.Value), TargetResolver.Agree(Gateway, facts.Gateway), facts.QueriedBy));
        }

        _query = default;
        if (queues.Length == 0)
        {
            base.ProcessRecord();
        }
        else if (AgentId!.Except(queues).ToArray() is { Length: > 0 } agents)
        {
            AgentId = agents;
            base.ProcessRecord();
        }
    }

    private void Query(AgentQuery query, Uri? gateway, int? queriedBy)
    {
        Limits.Require(Inspector is not null && Session is not null
            ? "-Session can't be combined with -Inspector: the inspector's own session sends."
            : null);
        _query = query;
        foreach (var target in Resolver.Find(gateway, queriedBy))
        {
            ((ITargetReceiver)this).Process(target);
        }
    }
}
