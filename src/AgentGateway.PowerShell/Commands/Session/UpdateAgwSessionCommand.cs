using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Requests a new GUID for a session. The old GUID becomes invalid.</summary>
[Cmdlet(VerbsData.Update, "AgwSession", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    HelpUri = HelpPage.Root + "Update-AgwSession.md")]
[OutputType(typeof(AgwSession))]
[GatewayOperation("updateGuid")]
public sealed class UpdateAgwSessionCommand : ChangeCommand<NoRequest, AgwSession>
{
    internal override string Action => "Change the GUID of the session";

    internal override NoRequest CreateRequest(in Target target) => default;

    internal override Work<TargetWork<NoRequest>, AgwSession> CreateWork() =>
        Run(static async (target, _, cancellationToken) =>
        {
            await target.Session.UpdateGuidAsync(target.AgentId, cancellationToken).ConfigureAwait(false);
            return target.Session;
        });
}
