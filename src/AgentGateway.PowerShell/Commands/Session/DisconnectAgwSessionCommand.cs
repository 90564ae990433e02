using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Signs agents out and forgets their sessions; lets go of attached ones.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "AgwSession", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = HelpPage.Root + "Disconnect-AgwSession.md")]
[OutputType(typeof(AgwSession))]
[GatewayOperation("logout", "forceLogout", "forceLogoutWithReason")]
public sealed class DisconnectAgwSessionCommand : AgentCommand
{
    /// <summary>Releases the agent's call; without, the gateway refuses while it talks. Signs an attached session out too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The call centre's own reason, 1 to 255; includes -Force.</summary>
    [Parameter]
    [ValidateRange(1, 255)]
    public int? Reason { get; set; }

    /// <summary>Returns each session that was signed out or let go.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override string Action => "Sign out";

    // A shared session belongs to all that use it; it ends only when it is named itself.
    internal override bool AllowsSharedSession => false;

    private SignOutRequest Request => new() { Force = Force, Reason = Reason };

    internal override OperationCall CreateCall() => Request.ToCall();

    internal override Func<AgentWork, CancellationToken, ValueTask<AgentOutcome>> CreateWork()
    {
        var request = Request;
        return async (work, cancellationToken) =>
        {
            var session = work.Target.Session;
            try
            {
                await (IsDetached(session, request) ? session.DetachAsync() : session.SignOutAsync(request, cancellationToken)).ConfigureAwait(false);
                return new AgentOutcome(work, default);
            }
            catch (GatewayException failure)
            {
                return new AgentOutcome(work, new Outcome(failure));
            }
            catch (OperationCanceledException cancelled) when (cancelled.InnerException is GatewayException failure)
            {
                return new AgentOutcome(work, new Outcome(failure));
            }
        };
    }

    internal override void Write(AgentOutcome outcome)
    {
        var session = outcome.Work.Target.Session;
        if (outcome.Outcome.Failure is { } failure)
        {
            WriteFailure(failure, session.AgentId);
            return;
        }

        Sessions.Remove(session);
        if (PassThru)
        {
            WriteOutput(session);
        }

        if (IsVerbose)
        {
            Say($"{Target.AgentText(session.AgentId)}: {(IsDetached(session, Request) ? "let go" : "signed out")}.");
        }
    }

    // An attached session was signed in by somebody else, who may go on with it. A shared one has no agent to sign out.
    private static bool IsDetached(AgwSession session, SignOutRequest request) =>
        session.AgentId is null || (session.SignedInAt is null && !request.Force && request.Reason is null);
}
