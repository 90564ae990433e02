using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Asks the gateway whether sessions are good. Says true or false; a gateway that cannot be asked is an error.</summary>
[Cmdlet(VerbsDiagnostic.Test, "AgwSession", HelpUri = HelpPage.Root + "Test-AgwSession.md")]
[OutputType(typeof(bool))]
[GatewayOperation("getAgentStatus")]
public sealed class TestAgwSessionCommand : AgentCommand
{
    internal override string Action => "Test the session";

    internal override bool ChangesSomething => false;

    internal override OperationCall CreateCall() => AgentCalls.Status;

    internal override void Write(AgentOutcome outcome)
    {
        switch (outcome.Outcome.Failure?.Kind)
        {
            case null:
                WriteOutput(true);
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

    /// <summary>No session is an answer here, not an error.</summary>
    internal override void WriteNoSession(GatewayException failure, object? target)
    {
        Say(failure.Message);
        WriteOutput(false);
    }
}
