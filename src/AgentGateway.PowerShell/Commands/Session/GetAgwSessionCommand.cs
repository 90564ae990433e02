using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Gets the sessions of this runspace. It sends nothing.</summary>
[Cmdlet(VerbsCommon.Get, "AgwSession", HelpUri = HelpPage.Root + "Get-AgwSession.md")]
[OutputType(typeof(AgwSession))]
public sealed class GetAgwSessionCommand : AgwCommand
{
    /// <summary>Specifies the agents whose sessions are returned.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("WorkNo")]
    [AgentIdentity]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    public AgentIdentity[]? AgentId { get; set; }

    /// <summary>Specifies the gateway whose sessions are returned.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [GatewayAddress]
    [ArgumentCompleter(typeof(GatewayCompleter))]
    public Uri? Gateway { get; set; }

    /// <summary>Indicates that only the default session is returned.</summary>
    [Parameter]
    public SwitchParameter Default { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (AgentId is null)
        {
            ProcessInput(null, () => Write(Sessions.Directory.All.Where(session => Gateway is null || session.Gateway == Gateway)));
            return;
        }

        foreach (var input in AgentId)
        {
            ProcessInput(input.ErrorTarget, () => Write(Find(input)));
        }
    }

    private IReadOnlyList<AgwSession> Find(AgentIdentity input)
    {
        var isNamedTwice = MyInvocation.ExpectingInput && Typed.Contains(nameof(AgentId));
        Limits.Require(isNamedTwice ? "Specify the agents with -AgentId or pipe them, but not both." : null);
        var gateway = TargetResolver.Agree(Gateway, input.Gateway);
        var agentId = input.AgentFor(TargetRole.Agent);
        if (agentId is { } agent && Sessions.Directory.FindAll(agent, gateway) is { Count: > 0 } found)
        {
            return found;
        }

        return agentId is null && input.Facts?.Session is { } shared
            ? [shared]
            : throw GatewayException.For(FailureKind.NoSession, new CallContext(null, agentId, gateway));
    }

    private void Write(IEnumerable<AgwSession> sessions)
    {
        foreach (var session in sessions)
        {
            if (!Default || ReferenceEquals(session, Sessions.Default.Session))
            {
                WriteObject(session);
            }
        }
    }
}
