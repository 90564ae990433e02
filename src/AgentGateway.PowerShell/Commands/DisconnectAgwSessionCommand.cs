using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Signs agents out and forgets their sessions; lets go of attached ones.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "AgwSession", DefaultParameterSetName = AgentSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = HelpPage.Root + "Disconnect-AgwSession.md")]
[OutputType(typeof(void))]
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

    internal override string Action => "Sign out";

    private SignOutRequest Request => new() { Force = Force, Reason = Reason };

    internal override OperationCall CreateCall() => Request.ToCall();

    internal override Func<AgentWork, CancellationToken, ValueTask<AgentOutcome>> CreateWork()
    {
        var request = Request;
        return async (work, cancellationToken) =>
        {
            var isLetGo = IsLetGo(work.Session, request);
            try
            {
                await (isLetGo ? work.Session.DetachAsync() : work.Session.SignOutAsync(request, cancellationToken)).ConfigureAwait(false);
                return new AgentOutcome(work, default);
            }
            catch (GatewayException failure)
            {
                return new AgentOutcome(work, new Outcome(failure));
            }
            catch (OperationCanceledException givenUp) when (givenUp.InnerException is GatewayException failure)
            {
                return new AgentOutcome(work, new Outcome(failure));
            }
        };
    }

    internal override void Write(AgentOutcome outcome)
    {
        if (outcome.Outcome.Failure is { } failure)
        {
            WriteFailure(failure, outcome.Work.Session.AgentId);
            return;
        }

        Sessions.Remove(outcome.Work.Session);
        if (IsVerbose)
        {
            Say($"{Who(outcome.Work.Session.AgentId)}: {(IsLetGo(outcome.Work.Session, Request) ? "let go" : "signed out")}.");
        }
    }

    // Somebody else has signed it in, and may go on with it.
    private static bool IsLetGo(AgwSession session, SignOutRequest request) => session.SignedInAt is null && !request.Force && request.Reason is null;

    internal override int AgentOf(AgwSession session) => session.AgentId ?? AnyAgent;
}
