using System.Globalization;
using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>A cmdlet by which an inspector acts on others. All calls go through the inspector's own session.</summary>
/// <typeparam name="TTarget">What is acted on: an agent ID, a call ID.</typeparam>
public abstract class InspectorCommand<TTarget> : DispatchingCommand<InspectorWork<TTarget>, InspectorOutcome<TTarget>>
    where TTarget : notnull
{
    /// <summary>The session of the inspector; the default session where it is not given.</summary>
    [Parameter]
    [ValidateNotNull]
    [LiveSession]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public AgwSession? Inspector { get; set; }

    /// <summary>What is asked in -WhatIf and -Confirm.</summary>
    internal abstract string Action { get; }

    /// <summary>What the targets are called in -WhatIf and -Confirm: Agent, Call.</summary>
    internal abstract string TargetName { get; }

    /// <summary>The call for one target.</summary>
    internal abstract OperationCall CreateCall(TTarget target);

    internal sealed override Func<InspectorWork<TTarget>, CancellationToken, ValueTask<InspectorOutcome<TTarget>>> CreateWork() => async (work, cancellationToken) =>
        new InspectorOutcome<TTarget>(work.Target, await work.Session.TryInvokeAsync(work.Call, null, null, cancellationToken).ConfigureAwait(false));

    internal sealed override void Write(InspectorOutcome<TTarget> outcome)
    {
        if (outcome.Outcome.Failure is { } failure)
        {
            WriteFailure(failure, outcome.Target);
        }
        else
        {
            WriteObject(outcome.Outcome.Result);
        }
    }

    internal sealed override Func<InspectorOutcome<TTarget>, bool> MayHaveFailed => static outcome => outcome.Outcome.Failure is not null;

    internal sealed override void WriteFailureOf(InspectorOutcome<TTarget> outcome)
    {
        if (outcome.Outcome.Failure is { } failure)
        {
            WriteFailure(failure, outcome.Target);
        }
    }

    /// <summary>Sends the calls for some targets.</summary>
    internal void Send(IEnumerable<TTarget> targets)
    {
        foreach (var target in targets)
        {
            Attempt(target, () =>
            {
                var session = Inspector ?? Sessions.FindDefault();
                Limits.Require(session.AgentId is null ? "An inspector is an agent of its own; a session that lends its GUID is none." : null);
                var call = CreateCall(target);
                if (ShouldProcess(string.Format(CultureInfo.InvariantCulture, "{0} {1} at {2}, by inspector {3}", TargetName, target, session.Gateway.Authority, session.AgentId), Action))
                {
                    Post(target.GetHashCode(), new InspectorWork<TTarget>(session, target, call));
                }
            });
        }
    }
}

/// <summary>One call of an inspector.</summary>
/// <typeparam name="TTarget">What is acted on.</typeparam>
public readonly struct InspectorWork<TTarget>
{
    internal InspectorWork(AgwSession session, TTarget target, OperationCall call)
    {
        Session = session;
        Target = target;
        Call = call;
    }

    internal AgwSession Session { get; }

    internal TTarget Target { get; }

    internal OperationCall Call { get; }
}

/// <summary>What came of it.</summary>
/// <typeparam name="TTarget">What was acted on.</typeparam>
public readonly struct InspectorOutcome<TTarget>
{
    internal InspectorOutcome(TTarget target, Outcome outcome)
    {
        Target = target;
        Outcome = outcome;
    }

    internal TTarget Target { get; }

    internal Outcome Outcome { get; }
}
