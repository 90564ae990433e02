using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Gets the state of agents: through their own sessions, or with -Inspector the state of any agent.</summary>
[Cmdlet(VerbsCommon.Get, "AgwAgent", HelpUri = HelpPage.Root + "Get-AgwAgent.md")]
[OutputType(typeof(AgentStatus))]
[GatewayOperation("getAgentStatus", "queryAgentInfoByWorkNo")]
public sealed class GetAgwAgentCommand : QueryCommand<NoRequest, AgentStatus>
{
    /// <summary>Specifies the session that queries other agents of its VDN. The output includes their name and phone.</summary>
    [Parameter]
    [ValidateNotNull]
    [LiveSession]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public AgwSession? Inspector { get; set; }

    internal override AgwSession? ActingInspector => Inspector;

    internal override NoRequest CreateRequest(in Target target) => default;

    internal override Work<TargetWork<NoRequest>, AgentStatus> CreateWork() =>
        Inspector is null
            ? Run(static (target, _, cancellationToken) => target.Session.GetStatusAsync(target.AgentId, cancellationToken))
            : Run(static (target, _, cancellationToken) => target.Session.GetDetailsAsync(target.AgentId!.Value, cancellationToken));
}
