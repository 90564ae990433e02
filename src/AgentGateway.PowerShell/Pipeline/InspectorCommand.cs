using System.Globalization;
using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>A cmdlet by which an inspector acts on others. All calls go through the inspector's own session.</summary>
public abstract class InspectorCommand : DispatchingCommand<AgentWork, AgentOutcome>
{
    /// <summary>The session of the inspector; the default session where it is not given and nothing is piped in.</summary>
    [Parameter]
    [ValidateNotNull]
    [LiveSession]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public AgwSession? Inspector { get; set; }

    /// <summary>What is asked in -WhatIf and -Confirm.</summary>
    internal abstract string Action { get; }

    internal sealed override Gateway GatewayOf(AgentWork item) => item.Target.Session.Transport;

    internal sealed override Func<AgentWork, CancellationToken, ValueTask<AgentOutcome>> CreateWork() => static async (work, cancellationToken) =>
        new AgentOutcome(work, await work.Target.Session.TryInvokeAsync(work.Call, work.Target.Operation, null, cancellationToken).ConfigureAwait(false));

    internal sealed override void Write(AgentOutcome outcome)
    {
        if (outcome.Outcome.Failure is { } failure)
        {
            WriteFailure(failure, Hit(outcome.Work));
        }
        else
        {
            WriteOutput(outcome.Outcome.Result);
        }
    }

    internal sealed override Func<AgentOutcome, bool> MayHaveFailed => static outcome => outcome.Outcome.Failure is not null;

    private static object Hit(in AgentWork work) => (object?)work.Call.CallId ?? work.Target.Subject;

    /// <summary>The inspector's session for one input.</summary>
    /// <exception cref="GatewayException">There is none, or it belongs to another gateway.</exception>
    internal AgwSession InspectorFor(Uri? gatewayOfInput, int? agentId) =>
        TargetResolver.Inspector(Sessions, Inspector, MyInvocation.ExpectingInput, gatewayOfInput, agentId);

    /// <summary>Asks, if it is to be asked, and posts the call.</summary>
    internal void Send(AgwSession inspector, string target, int subject, int key, OperationCall call)
    {
        var where = string.Format(CultureInfo.InvariantCulture, "{0} at {1}, by inspector {2}", target, inspector.Gateway.Authority, inspector.AgentId);
        if (ShouldProcess(where, Action))
        {
            Post(key, new AgentWork(new Target(inspector, inspector.AgentId!.Value) { Subject = subject }, call, null));
        }
    }
}
