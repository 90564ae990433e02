using System.Globalization;
using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>A cmdlet that does one operation for each of many agents. What a cmdlet adds is its own parameters and its call.</summary>
public abstract class AgentCommand : DispatchingCommand<AgentWork, AgentOutcome>
{
    internal const string AgentSet = "Agent";
    internal const string SessionSet = "Session";
    internal const string LenderSet = "AgentAndSession";

    /// <summary>The agents; each acts through its own session.</summary>
    [Parameter(Position = 0, ParameterSetName = AgentSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = LenderSet, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("WorkNo", "Id")]
    [ValidateNotNull]
    public int[]? AgentId { get; set; }

    /// <summary>The sessions to act through.</summary>
    [Parameter(ParameterSetName = SessionSet, Mandatory = true, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = LenderSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [LiveSession]
    public AgwSession[]? Session { get; set; }

    /// <summary>What is asked in -WhatIf and -Confirm, in words: "Release the conference".</summary>
    internal abstract string Action { get; }

    /// <summary>The call for one input. Called once an input, on the pipeline thread, before anything is sent.</summary>
    /// <exception cref="GatewayException">A parameter is outside the documented limits.</exception>
    internal abstract OperationCall CreateCall();

    /// <summary>How long to wait for the event of the operation; null: not at all.</summary>
    internal virtual TimeSpan? Patience => null;

    /// <summary>It is asked about in -WhatIf and -Confirm.</summary>
    internal virtual bool ChangesSomething => true;

    /// <summary>The output of a success.</summary>
    internal virtual object Output(OperationResult result) => result;

    /// <summary>The agent that a session is used for.</summary>
    /// <exception cref="GatewayException">It lends its GUID and has none of its own.</exception>
    internal virtual int AgentOf(AgwSession session) =>
        session.AgentId ?? throw GatewayException.For(FailureKind.InvalidArgument, session.Context(null), "this session lends its GUID to any agent; name the agents with -AgentId");

    /// <summary>There is no session for an input.</summary>
    internal virtual void WriteNoSession(GatewayException failure, object? target) => WriteFailure(failure, target);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        OperationCall call;
        try
        {
            call = CreateCall();
        }
        catch (GatewayException failure)
        {
            WriteFailure(failure, Target());
            return;
        }

        switch (ParameterSetName)
        {
            case SessionSet:
                foreach (var session in Session!)
                {
                    AttemptFor(session.AgentId, () => Send(session, AgentOf(session), call));
                }

                break;
            case LenderSet:
                foreach (var agentId in AgentId!)
                {
                    AttemptFor(agentId, () => Send(SessionFor(agentId), agentId, call));
                }

                break;
            default:
                SendToAgents(call);
                break;
        }
    }

    internal override Func<AgentWork, CancellationToken, ValueTask<AgentOutcome>> CreateWork()
    {
        var patience = Patience;
        return async (work, cancellationToken) =>
            new AgentOutcome(work, await work.Session.TryInvokeAsync(work.Call, work.AgentId, patience, cancellationToken).ConfigureAwait(false));
    }

    internal override void Write(AgentOutcome outcome)
    {
        if (outcome.Outcome.Failure is { } failure)
        {
            WriteFailure(failure, outcome.Work.AgentId);
            return;
        }

        if (IsVerbose)
        {
            Say(string.Format(CultureInfo.InvariantCulture, "Agent {0}: {1} done in {2:0} ms.", outcome.Work.AgentId, outcome.Outcome.Result!.Operation, outcome.Outcome.Result.Elapsed.TotalMilliseconds));
        }

        WriteObject(Output(outcome.Outcome.Result!));
    }

    private void SendToAgents(OperationCall call)
    {
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(AgentId)))
        {
            AttemptFor(null, () =>
            {
                var session = Sessions.FindDefault();
                Send(session, AgentOf(session), call);
            });
            return;
        }

        foreach (var agentId in AgentId!)
        {
            AttemptFor(agentId, () => Send(Sessions.Find(agentId), agentId, call));
        }
    }

    private void AttemptFor(object? target, Action work) => Attempt(target, () =>
    {
        try
        {
            work();
        }
        catch (GatewayException failure) when (failure.Kind == FailureKind.NoSession)
        {
            WriteNoSession(failure, target);
        }
    });

    /// <summary>Of the given sessions, the agent's own, else the one that lends its GUID.</summary>
    private AgwSession SessionFor(int agentId) =>
        Array.Find(Session!, session => session.AgentId == agentId)
        ?? Array.Find(Session!, session => session.AgentId is null)
        ?? throw GatewayException.For(FailureKind.NoSession, new CallContext(null, agentId, null), "none of the given sessions is this agent's");

    private void Send(AgwSession session, int agentId, OperationCall call)
    {
        Limits.Require(session.AgentId is null ? Limits.AgentId(agentId, session.Options.MaximumAgentId) : null);
        if (!ChangesSomething || ShouldProcess(string.Format(CultureInfo.InvariantCulture, "Agent {0} at {1}", agentId, session.Gateway.Authority), Action))
        {
            Post(agentId, new AgentWork(session, agentId, call));
        }
    }

    private object? Target() => AgentId is { Length: 1 } agents ? agents[0] : Session is { Length: 1 } sessions ? sessions[0].AgentId : null;
}

/// <summary>One operation for one agent.</summary>
public readonly struct AgentWork
{
    internal AgentWork(AgwSession session, int agentId, OperationCall call)
    {
        Session = session;
        AgentId = agentId;
        Call = call;
    }

    internal AgwSession Session { get; }

    internal int AgentId { get; }

    internal OperationCall Call { get; }
}

/// <summary>What came of it.</summary>
public readonly struct AgentOutcome
{
    internal AgentOutcome(AgentWork work, Outcome outcome)
    {
        Work = work;
        Outcome = outcome;
    }

    internal AgentWork Work { get; }

    internal Outcome Outcome { get; }
}
