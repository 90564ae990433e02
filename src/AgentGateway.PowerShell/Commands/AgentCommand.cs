using System.Globalization;
using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>A cmdlet that does one operation for each of many agents. What a cmdlet adds is its own parameters and its call.</summary>
public abstract class AgentCommand : DispatchingCommand<AgentWork, AgentOutcome>
{
    internal const string AgentSet = "Agent";
    internal const string SessionSet = "Session";
    internal const string LenderSet = "AgentAndSession";

    /// <summary>Stands for the agent where a session has none of its own.</summary>
    internal const int AnyAgent = 0;

    /// <summary>The agents; each acts through its own session.</summary>
    [Parameter(Position = 0, ParameterSetName = AgentSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = LenderSet, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("WorkNo", "Id")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    public int[]? AgentId { get; set; }

    /// <summary>The sessions to act through.</summary>
    [Parameter(ParameterSetName = SessionSet, Mandatory = true, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = LenderSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [LiveSession]
    [ArgumentCompleter(typeof(SessionCompleter))]
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

    /// <summary>What a cmdlet needs of its parameters when the outcome comes.</summary>
    internal virtual object? Detail => null;

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
                    SendFor(session, null, call);
                }

                break;
            case AgentSet when !MyInvocation.BoundParameters.ContainsKey(nameof(AgentId)):
                SendFor(null, null, call);
                break;
            default:
                foreach (var agentId in AgentId!)
                {
                    SendFor(null, agentId, call);
                }

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
            WriteFailure(failure, outcome.Work.Target);
            return;
        }

        if (outcome.Value is { } value)
        {
            WriteObject(value, enumerateCollection: true);
            return;
        }

        if (IsVerbose)
        {
            Say(string.Format(CultureInfo.InvariantCulture, "Agent {0}: {1} done in {2:0} ms.", outcome.Work.Target, outcome.Outcome.Result!.Operation, outcome.Outcome.Result.Elapsed.TotalMilliseconds));
        }

        WriteObject(Output(outcome.Outcome.Result!));
    }

    internal override Func<AgentOutcome, bool> MayHaveFailed => static outcome => outcome.Outcome.Failure is not null;

    internal override void WriteFailureOf(AgentOutcome outcome)
    {
        if (outcome.Outcome.Failure is { } failure)
        {
            WriteFailure(failure, outcome.Work.Target);
        }
    }

    /// <summary>Sends for one input: a session, or an agent whose session is looked for, or neither.</summary>
    private void SendFor(AgwSession? session, int? agentId, OperationCall call)
    {
        var target = agentId ?? session?.AgentId;
        try
        {
            session ??= agentId is { } agent ? SessionFor(agent) : Sessions.FindDefault();
            Limits.Require(session.AgentId is null && agentId is { } named ? Limits.AgentId(named, session.Options.MaximumAgentId) : null);
            Send(session, agentId ?? AgentOf(session), call);
        }
        catch (GatewayException failure) when (failure.Kind == FailureKind.NoSession)
        {
            WriteNoSession(failure, target);
        }
        catch (GatewayException failure)
        {
            WriteFailure(failure, target);
        }
    }

    /// <summary>Of the given sessions, or of this runspace's where none are given, the agent's own, else the one that lends its GUID.</summary>
    private AgwSession SessionFor(int agentId) =>
        Session is null ? Sessions.Find(agentId)
        : Array.Find(Session, session => session.AgentId == agentId)
        ?? Array.Find(Session, session => session.AgentId is null)
        ?? throw GatewayException.For(FailureKind.NoSession, new CallContext(null, agentId, null), "none of the given sessions is this agent's");

    /// <summary>Asks, if it is to be asked, and posts the call.</summary>
    /// <param name="session">The session.</param>
    /// <param name="target">The agent that it is about.</param>
    /// <param name="agentId">The agent who asks.</param>
    /// <param name="call">The call.</param>
    internal virtual void Send(AgwSession session, int target, int agentId, OperationCall call)
    {
        if (!ChangesSomething || ShouldProcess(string.Concat(Who(target == AnyAgent ? null : target), " at ", session.Transport.Authority), Action))
        {
            Post(target, new AgentWork(session, agentId, target, call, Detail));
        }
    }

    private void Send(AgwSession session, int agentId, OperationCall call) => Send(session, agentId, agentId, call);

    private object? Target() => AgentId is { Length: 1 } agents ? agents[0] : Session is { Length: 1 } sessions ? sessions[0].AgentId : null;
}

/// <summary>One operation for one agent.</summary>
public readonly struct AgentWork
{
    internal AgentWork(AgwSession session, int agentId, int target, OperationCall call, object? detail)
    {
        Session = session;
        AgentId = agentId;
        Target = target;
        Call = call;
        Detail = detail;
    }

    internal AgwSession Session { get; }

    /// <summary>Who asks.</summary>
    internal int AgentId { get; }

    /// <summary>Whom it is about: another than who asks where an inspector does.</summary>
    internal int Target { get; }

    /// <summary>What a cmdlet needs of its parameters when the outcome comes.</summary>
    internal object? Detail { get; }

    internal OperationCall Call { get; }
}

/// <summary>What came of it.</summary>
public readonly struct AgentOutcome
{
    internal AgentOutcome(AgentWork work, Outcome outcome, object? value = null)
    {
        Work = work;
        Outcome = outcome;
        Value = value;
    }

    internal AgentWork Work { get; }

    internal Outcome Outcome { get; }

    /// <summary>What is written instead of the operation's result: the answer to a question.</summary>
    internal object? Value { get; }

    /// <summary>Asks a question; a failure becomes an outcome.</summary>
    internal static async ValueTask<AgentOutcome> OfAsync<T>(AgentWork work, Task<T> question)
    {
        try
        {
            return new AgentOutcome(work, default, await question.ConfigureAwait(false));
        }
        catch (GatewayException failure)
        {
            return new AgentOutcome(work, new Outcome(failure));
        }
    }
}
