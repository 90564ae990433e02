using System.Globalization;
using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>A cmdlet that does one operation for each of many agents. What a cmdlet adds is its own parameters and its call.</summary>
public abstract partial class AgentCommand : DispatchingCommand<AgentWork, AgentOutcome>
{
    private TargetResolver? _resolver;

    /// <summary>The agents, or objects that stand for one: sessions, conferences, participants, results. Each acts through its own session.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("WorkNo")]
    [AgentIdentity]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    public AgentIdentity[]? AgentId { get; set; }

    /// <summary>The sessions to act through.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [LiveSession]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public AgwSession[]? Session { get; set; }

    /// <summary>The gateway of the agents, where they have sessions at several.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [GatewayAddress]
    [ArgumentCompleter(typeof(GatewayCompleter))]
    public Uri? Gateway { get; set; }

    /// <summary>What is asked in -WhatIf and -Confirm, in words: "Release the conference".</summary>
    internal abstract string Action { get; }

    /// <summary>The call for one input. Called once an input, on the pipeline thread, before anything is sent.</summary>
    /// <exception cref="GatewayException">A parameter is outside the documented limits.</exception>
    internal abstract OperationCall CreateCall();

    /// <summary>What the cmdlet acts on.</summary>
    internal virtual TargetRole Role => TargetRole.Agent;

    /// <summary>The conference that is named by a parameter; null: none.</summary>
    internal virtual long? NamedConference => null;

    /// <summary>A shared session may act for an agent that has no session of its own.</summary>
    internal virtual bool AllowsSharedSession => true;

    /// <summary>How long to wait for the event of the operation; null: not at all.</summary>
    internal virtual TimeSpan? Timeout => null;

    /// <summary>What a cmdlet needs of its parameters when the outcome comes.</summary>
    internal virtual object? Detail => null;

    /// <summary>The output of a success.</summary>
    internal virtual object Output(OperationResult result) => result;

    /// <summary>What is hit, for errors: the call or the participant of the operation, else the agent.</summary>
    internal virtual object Hit(in AgentWork work) => work.Call.CallId ?? (object?)work.Call.Participant ?? work.Target.Subject;

    /// <summary>There is no session for an input.</summary>
    internal virtual void WriteNoSession(GatewayException failure, object? target) => WriteFailure(failure, target);

    /// <summary>Input comes from the pipeline, so nothing is taken from the default session.</summary>
    internal bool HasPipelineInput => MyInvocation.ExpectingInput;

    private TargetResolver Resolver => _resolver ??= new TargetResolver(
        Sessions, Role, Session, HasPipelineInput, AllowsSharedSession, (session, conferenceId) => Await(token => session.FindConferenceAsync(conferenceId, cancellationToken: token)));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        OperationCall call;
        try
        {
            Limits.Require(Typed.Problem);
            call = CreateCall();
        }
        catch (GatewayException failure)
        {
            WriteForEachInput(failure);
            return;
        }

        if (AgentId is not null)
        {
            foreach (var input in AgentId)
            {
                SendFor(input, call);
            }
        }
        else if (Session is not null && !(Role == TargetRole.Chairperson && NamedConference is not null))
        {
            foreach (var session in Session)
            {
                SendFor(session, call);
            }
        }
        else
        {
            SendForNothing(call);
        }
    }

    internal override Gateway GatewayOf(AgentWork item) => item.Target.Session.Transport;

    internal override Func<AgentWork, CancellationToken, ValueTask<AgentOutcome>> CreateWork()
    {
        var timeout = Timeout;
        return async (work, cancellationToken) =>
            new AgentOutcome(work, await work.Target.Session.TryInvokeAsync(work.Call, work.Target.Operation, timeout, cancellationToken).ConfigureAwait(false));
    }

    internal override void Write(AgentOutcome outcome)
    {
        if (outcome.Outcome.Failure is { } failure)
        {
            WriteFailure(failure, Hit(outcome.Work));
            return;
        }

        if (outcome.Value is { } value)
        {
            WriteOutput(value, enumerateCollection: true);
            return;
        }

        var result = outcome.Outcome.Result!;
        WriteOutput(Output(result));
        if (IsVerbose)
        {
            Say(string.Format(CultureInfo.InvariantCulture, "Agent {0}: {1} done in {2:0} ms.", outcome.Work.Target.Subject, result.Operation, result.Elapsed.TotalMilliseconds));
        }
    }

    internal override Func<AgentOutcome, bool> MayHaveFailed => static outcome => outcome.Outcome.Failure is not null;

    /// <summary>Asks, if it is to be asked, and posts the call.</summary>
    internal virtual void Send(in Target target, OperationCall call)
    {
        var confirmed = target;
        if (!ChangesSomething || Confirmation.TryConfirm(this, ref confirmed, Role != TargetRole.Agent, target.Describe(Role != TargetRole.Agent), Action, call))
        {
            Post(confirmed.Subject, new AgentWork(confirmed, call, Detail));
        }
    }

    /// <summary>Sends for agents through the session of an inspector.</summary>
    internal void SendByInspector(AgwSession inspector, Func<int, OperationCall> createCall)
    {
        if (AgentId is null)
        {
            WriteFailure(GatewayException.For(FailureKind.InvalidArgument, inspector.Context(null), "name the agents; an inspector has no default target"));
        }

        foreach (var input in AgentId ?? [])
        {
            try
            {
                Limits.Require(Session is null ? null : "-Session does not go with -Inspector: the inspector's own session sends.");
                RequireAgreement(input);
                var agentId = input.AgentFor(TargetRole.Agent) ?? throw GatewayException.For(FailureKind.InvalidArgument, default, $"{IdentityReader.Describe(input.Input)} names no agent");
                var session = TargetResolver.Inspector(Sessions, inspector, HasPipelineInput, TargetResolver.Agree(Gateway, input.Gateway), agentId);
                Send(new Target(session, session.AgentId!.Value) { Subject = agentId }, createCall(agentId));
            }
            catch (GatewayException failure)
            {
                WriteFailure(failure, failure.AgentId ?? input.AgentId ?? input.Input);
            }
        }
    }

    /// <summary>Sends for one agent; what prevents that is its outcome.</summary>
    internal void SendFor(AgentIdentity input, OperationCall call)
    {
        try
        {
            var (gateway, conferenceId) = RequireAgreement(input);
            Send(Resolver.ForInput(input, gateway, conferenceId), call);
        }
        catch (GatewayException failure)
        {
            WriteUnsent(failure, input.AgentId ?? input.Input);
        }
    }

    private void SendFor(AgwSession session, OperationCall call)
    {
        try
        {
            _ = TargetResolver.Agree(Gateway, session.Gateway);
            Send(Resolver.ForSession(session, NamedConference), call);
        }
        catch (GatewayException failure)
        {
            WriteUnsent(failure, session.AgentId);
        }
    }

    private void SendForNothing(OperationCall call)
    {
        try
        {
            Send(Resolver.ForNothing(Gateway, NamedConference), call);
        }
        catch (GatewayException failure)
        {
            WriteUnsent(failure, NamedConference);
        }
    }

    private void WriteUnsent(GatewayException failure, object? target)
    {
        if (failure.Kind == FailureKind.NoSession)
        {
            WriteNoSession(failure, failure.AgentId ?? target);
        }
        else
        {
            WriteFailure(failure, failure.AgentId ?? target);
        }
    }

    /// <summary>A parameter that is wrong for all inputs is the outcome of each.</summary>
    private void WriteForEachInput(GatewayException failure)
    {
        if (AgentId is not null)
        {
            foreach (var input in AgentId)
            {
                WriteFailure(failure, input.AgentId ?? input.Input);
            }
        }
        else
        {
            foreach (var session in Session ?? [null!])
            {
                WriteFailure(failure, session?.AgentId);
            }
        }
    }
}

/// <summary>One operation for one target.</summary>
public readonly struct AgentWork
{
    internal AgentWork(in Target target, OperationCall call, object? detail)
    {
        Target = target;
        Call = call;
        Detail = detail;
    }

    internal Target Target { get; }

    internal OperationCall Call { get; }

    /// <summary>What a cmdlet needs of its parameters when the outcome comes.</summary>
    internal object? Detail { get; }
}

/// <summary>The outcome of one operation.</summary>
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

    /// <summary>What is written instead of the operation's result: the answer to a query.</summary>
    internal object? Value { get; }

    /// <summary>Runs a query; a failure becomes an outcome.</summary>
    internal static async ValueTask<AgentOutcome> OfAsync<T>(AgentWork work, Task<T> query)
    {
        try
        {
            return new AgentOutcome(work, default, await query.ConfigureAwait(false));
        }
        catch (GatewayException failure)
        {
            return new AgentOutcome(work, new Outcome(failure));
        }
        catch (OperationCanceledException cancelled) when (cancelled.InnerException is GatewayException failure)
        {
            // A change that was sent before it was cancelled.
            return new AgentOutcome(work, new Outcome(failure));
        }
    }
}
