using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Queries the gateway whether sessions are valid. If the query fails, or its reply is not clear, this is an error.</summary>
[Cmdlet(VerbsDiagnostic.Test, "AgwSession", HelpUri = HelpPage.Root + "Test-AgwSession.md")]
[OutputType(typeof(bool))]
[GatewayOperation("getAgentStatus")]
public sealed class TestAgwSessionCommand : QueryCommand<NoRequest, AgentStatus>
{
    internal override NoRequest CreateRequest(in Target target) => default;

    // Only the gateway knows whether a session that this client has abandoned is still valid.
    internal override Work<TargetWork<NoRequest>, AgentStatus> CreateWork() =>
        Run(static (target, _, cancellationToken) => target.Session.TestAsync(target.AgentId, cancellationToken));

    internal override void Write(in Target target, NoRequest request, AgentStatus result)
    {
        var isSignedIn = result.State != AgentState.SignedOut;
        if (!isSignedIn)
        {
            WriteVerbose($"{Target.AgentText(target.AgentId)}: the gateway accepts the GUID and reports the agent as signed out.");
        }

        if (isSignedIn && target.Session.MayBeSignedIn)
        {
            var session = target.Session;
            var state = $"this session has ended, but the agent is still signed in at {session.Transport.Authority}";
            const string Advice = "Disconnect-AgwSession signs it out; Connect-AgwSession -Force takes it over.";
            WriteWarning($"{Target.AgentText(target.AgentId)}: {state}. {Advice} ({session.LastError})");
        }

        WriteOutput(isSignedIn);
    }

    internal override void WriteFailureOf(TargetWork<NoRequest> work, GatewayException failure)
    {
        if (failure.Kind is FailureKind.NotSignedIn or FailureKind.PermissionDenied)
        {
            WriteFalse(failure);
        }
        else
        {
            base.WriteFailureOf(work, failure);
        }
    }

    internal override void WriteInputFailure(GatewayException failure, object? target)
    {
        if (failure.Kind == FailureKind.NoSession)
        {
            WriteFalse(failure);
        }
        else
        {
            base.WriteInputFailure(failure, target);
        }
    }

    private void WriteFalse(GatewayException failure)
    {
        WriteVerbose(failure.Message);
        WriteOutput(false);
    }
}
