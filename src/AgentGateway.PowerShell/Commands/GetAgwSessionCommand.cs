using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Shows the sessions of this runspace. Asks nobody.</summary>
[Cmdlet(VerbsCommon.Get, "AgwSession", HelpUri = HelpPage.Root + "Get-AgwSession.md")]
[OutputType(typeof(AgwSession))]
public sealed class GetAgwSessionCommand : AgwCommand
{
    /// <summary>Only the sessions of these agents.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("WorkNo", "Id")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    public int[]? AgentId { get; set; }

    /// <summary>Only the default session.</summary>
    [Parameter]
    public SwitchParameter Default { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var sessions = Sessions.All.Where(session => !Default || ReferenceEquals(session, Sessions.Default)).ToArray();
        if (AgentId is null)
        {
            WriteObject(sessions, enumerateCollection: true);
            return;
        }

        foreach (var agentId in AgentId)
        {
            var found = Array.FindAll(sessions, session => session.AgentId == agentId);
            if (found.Length == 0)
            {
                WriteFailure(GatewayException.For(FailureKind.NoSession, new CallContext(null, agentId, null)));
            }

            WriteObject(found, enumerateCollection: true);
        }
    }
}
