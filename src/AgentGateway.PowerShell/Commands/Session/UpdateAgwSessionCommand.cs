using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Asks the gateway for a new GUID for a session. Its old one is worth nothing then.</summary>
[Cmdlet(VerbsData.Update, "AgwSession", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = HelpPage.Root + "Update-AgwSession.md")]
[OutputType(typeof(AgwSession))]
[GatewayOperation("updateGuid")]
public sealed class UpdateAgwSessionCommand : AgentCommand
{
    internal override string Action => "Change the GUID of the session";

    internal override OperationCall CreateCall() => AgentCalls.UpdateGuid;

    internal override Func<AgentWork, CancellationToken, ValueTask<AgentOutcome>> CreateWork() => (work, cancellationToken) => AgentOutcome.OfAsync(work, UpdateAsync(work, cancellationToken));

    private static async Task<AgwSession> UpdateAsync(AgentWork work, CancellationToken cancellationToken)
    {
        await work.Target.Session.UpdateGuidAsync(work.Target.AgentId, cancellationToken).ConfigureAwait(false);
        return work.Target.Session;
    }
}
