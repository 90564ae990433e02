using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Gets the phone calls of agents: through their own sessions, or with -Inspector the calls of any agent.</summary>
[Cmdlet(VerbsCommon.Get, "AgwCall", HelpUri = HelpPage.Root + "Get-AgwCall.md")]
[OutputType(typeof(AgwCall))]
[GatewayOperation(
    "queryCallInfo", "queryCallInfoBeforeAnswer", "queryHoldListInfo", "queryCallInfoByCallId", "queryAllCallInfoByAgentWorkNoEx")]
public sealed class GetAgwCallCommand : QueryCommand<NoRequest, IReadOnlyList<AgwCall>>
{
    /// <summary>Specifies the minimum time since the calls were answered; a number without a unit is in minutes.</summary>
    [Parameter]
    [Minutes(MustBePositive = true)]
    public TimeSpan? OlderThan { get; set; }

    /// <summary>Specifies the session of an inspector, who queries other agents of its VDN.</summary>
    [Parameter]
    [ValidateNotNull]
    [LiveSession]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public AgwSession? Inspector { get; set; }

    internal override AgwSession? ActingInspector => Inspector;

    internal override NoRequest CreateRequest(in Target target) => default;

    internal override Work<TargetWork<NoRequest>, IReadOnlyList<AgwCall>> CreateWork() =>
        Inspector is null
            ? Run(static (target, _, cancellationToken) => target.Session.GetCallsAsync(target.AgentId, cancellationToken))
            : Run(static (target, _, cancellationToken) => target.Session.GetCallsOfAsync(target.AgentId!.Value, cancellationToken));

    internal override void Write(in Target target, NoRequest request, IReadOnlyList<AgwCall> result)
    {
        foreach (var call in result)
        {
            if (OlderThan is not { } age || call.Duration >= age)
            {
                WriteOutput(call);
            }
        }
    }
}
