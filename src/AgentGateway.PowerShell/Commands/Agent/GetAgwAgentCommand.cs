using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Shows the state of agents: of signed-in ones by their own sessions, of any other with -Inspector.</summary>
[Cmdlet(VerbsCommon.Get, "AgwAgent", HelpUri = HelpPage.Root + "Get-AgwAgent.md")]
[OutputType(typeof(AgentStatus))]
[GatewayOperation("getAgentStatus", "queryAgentInfoByWorkNo")]
public sealed class GetAgwAgentCommand : AgentCommand
{
    /// <summary>The session that asks for other agents of its VDN, with their name and phone.</summary>
    [Parameter]
    [ValidateNotNull]
    [LiveSession]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public AgwSession? Inspector { get; set; }

    internal override string Action => "Ask for the state";

    internal override bool ChangesSomething => false;

    internal override OperationCall CreateCall() => AgentCalls.Status;

    internal override Func<AgentWork, CancellationToken, ValueTask<AgentOutcome>> CreateWork()
    {
        var byInspector = Inspector is not null;
        return (work, cancellationToken) => AgentOutcome.OfAsync(work, byInspector
            ? work.Target.Session.GetDetailsAsync(work.Target.Subject, cancellationToken)
            : work.Target.Session.GetStatusAsync(work.Target.AgentId, cancellationToken));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Inspector is null)
        {
            base.ProcessRecord();
        }
        else
        {
            SendByInspector(Inspector, AgentCalls.Details);
        }
    }
}
