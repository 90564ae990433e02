using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Shows the sessions of this runspace. It sends nothing.</summary>
[Cmdlet(VerbsCommon.Get, "AgwSession", HelpUri = HelpPage.Root + "Get-AgwSession.md")]
[OutputType(typeof(AgwSession))]
public sealed class GetAgwSessionCommand : AgwCommand
{
    /// <summary>Only the sessions of these agents.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("WorkNo")]
    [AgentIdentity]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    public AgentIdentity[]? AgentId { get; set; }

    /// <summary>Only the sessions at this gateway.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [GatewayAddress]
    [ArgumentCompleter(typeof(GatewayCompleter))]
    public Uri? Gateway { get; set; }

    /// <summary>Only the default session.</summary>
    [Parameter]
    public SwitchParameter Default { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Typed.Problem is { } problem)
        {
            Attempt(null, () => Limits.Require(problem));
            return;
        }

        if (AgentId is null)
        {
            Write(Sessions.All.Where(session => Gateway is null || session.Gateway == Gateway));
            return;
        }

        foreach (var input in AgentId)
        {
            Attempt(input.AgentId ?? input.Input, () =>
            {
                Limits.Require(MyInvocation.ExpectingInput && Typed.Contains(nameof(AgentId)) ? "Name the agents with -AgentId, or pipe them in; not both." : null);
                var gateway = TargetResolver.Agree(Gateway, input.Gateway);
                var agentId = input.AgentFor(TargetRole.Agent);
                var found = agentId is { } agent ? Sessions.FindAll(agent, gateway) : input.Facts?.Session is { } shared ? [shared] : [];
                if (found.Count == 0)
                {
                    throw GatewayException.For(FailureKind.NoSession, new CallContext(null, agentId, gateway));
                }

                Write(found);
            });
        }
    }

    private void Write(IEnumerable<AgwSession> sessions)
    {
        foreach (var session in sessions)
        {
            if (!Default || ReferenceEquals(session, Sessions.Default))
            {
                WriteObject(session);
            }
        }
    }
}
