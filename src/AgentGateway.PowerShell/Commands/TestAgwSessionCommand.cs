using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Asks the gateway whether sessions are good. Says true or false; a gateway that cannot be asked, or does not say, is an error.</summary>
[Cmdlet(VerbsDiagnostic.Test, "AgwSession", HelpUri = HelpPage.Root + "Test-AgwSession.md")]
[OutputType(typeof(bool))]
[GatewayOperation("getAgentStatus")]
public sealed class TestAgwSessionCommand : AgentCommand
{
    internal override string Action => "Test the session";

    internal override bool ChangesSomething => false;

    internal override OperationCall CreateCall() => AgentCalls.Status;

    // A session that was given up here may still be good: the gateway knows.
    internal override Func<AgentWork, CancellationToken, ValueTask<AgentOutcome>> CreateWork() => static async (work, cancellationToken) =>
        new AgentOutcome(work, await work.Target.Session.TryTestAsync(work.Target.AgentId, cancellationToken).ConfigureAwait(false));

    internal override void Write(AgentOutcome outcome)
    {
        switch (outcome.Outcome.Failure?.Kind)
        {
            case null:
                WriteState(outcome);
                break;
            case FailureKind.NotSignedIn or FailureKind.PermissionDenied:
                Say(outcome.Outcome.Failure.Message);
                WriteOutput(false);
                break;
            default:
                base.Write(outcome);
                break;
        }
    }

    private void WriteState(AgentOutcome outcome)
    {
        var (session, agentId) = (outcome.Work.Target.Session, outcome.Work.Target.AgentId);
        if (ResultReader.Status(outcome.Outcome.Result!.ResultJson, agentId, session.Gateway) is not { } status)
        {
            WriteFailure(GatewayException.For(FailureKind.BadReply, session.Context(Catalogue.GetAgentStatus, agentId), "no agentState in the answer"), Hit(outcome.Work));
            return;
        }

        var isSignedIn = status.State != AgentState.SignedOut;
        if (!isSignedIn)
        {
            Say($"{Target.AgentText(agentId)}: the gateway accepts the GUID and reports the agent as signed out.");
        }

        if (isSignedIn && session.MayBeSignedIn)
        {
            var where = $"the session has ended here, and the agent is still signed in at {session.Transport.Authority}";
            const string Advice = "Disconnect-AgwSession signs it out; Connect-AgwSession -Force takes it over.";
            WriteWarning($"{Target.AgentText(agentId)}: {where}. {Advice} ({session.LastError})");
        }

        WriteOutput(isSignedIn);
    }

    /// <summary>No session is an answer here, not an error.</summary>
    internal override void WriteNoSession(GatewayException failure, object? target)
    {
        Say(failure.Message);
        WriteOutput(false);
    }
}
