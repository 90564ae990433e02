using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Signs agents out and removes their sessions; detaches from attached sessions.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "AgwSession", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPage.Root + "Disconnect-AgwSession.md")]
[OutputType(typeof(AgwSession))]
[GatewayOperation("logout", "forceLogout", "forceLogoutWithReason")]
public sealed class DisconnectAgwSessionCommand : ChangeCommand<SignOutRequest, AgwSession>
{
    /// <summary>
    /// Indicates that the agent's call is released; otherwise, the gateway refuses during a call. The parameter also signs out attached
    /// sessions.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Specifies the call center's own reason, 1 to 255. It implies -Force.</summary>
    [Parameter]
    [ValidateRange(1, 255)]
    public int? Reason { get; set; }

    /// <summary>Indicates that the cmdlet returns each session that was signed out or detached.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override string Action => "Sign out";

    // A shared session belongs to all its users. It ends only if it is specified itself.
    internal override bool AllowsSharedSession => false;

    internal override SignOutRequest CreateRequest(in Target target) => new() { Force = Force, Reason = Reason };

    internal override Work<TargetWork<SignOutRequest>, AgwSession> CreateWork() =>
        Run(static async (target, request, cancellationToken) =>
        {
            var session = target.Session;
            var ending = IsDetached(session, request) ? session.DetachAsync() : session.SignOutAsync(request, cancellationToken);
            await ending.ConfigureAwait(false);
            return session;
        });

    internal override void Write(in Target target, SignOutRequest request, AgwSession result)
    {
        Sessions.Remove(result);
        if (PassThru)
        {
            WriteOutput(result);
        }

        if (IsVerbose)
        {
            WriteVerbose($"{Target.AgentText(result.AgentId)}: {(IsDetached(result, request) ? "detached" : "signed out")}.");
        }
    }

    // The owner of an attached session may continue with it. A shared session has no agent to sign out.
    private static bool IsDetached(AgwSession session, SignOutRequest request) =>
        session.AgentId is null || (session.SignedInAt is null && !request.Force && request.Reason is null);
}
