using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>A cmdlet that turns its inputs into targets and runs typed work for each of them.</summary>
/// <typeparam name="TRequest">What the work needs besides its target. The work must not access the cmdlet.</typeparam>
/// <typeparam name="TResult">The result of the work.</typeparam>
public abstract class TargetCommand<TRequest, TResult>
    : DispatchingCommand<TargetWork<TRequest>, TResult>, ITargetReceiver, IDynamicParameters
{
    private TargetInputs? _inputs;
    private PipelineInput? _pipeline;

    /// <summary>
    /// Specifies the agents, or objects that identify one: sessions, conferences, participants, results. Each agent acts through its own
    /// session.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("WorkNo")]
    [AgentIdentity]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    public AgentIdentity[]? AgentId { get; set; }

    /// <summary>Specifies the sessions that send the calls.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [LiveSession]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public AgwSession[]? Session { get; set; }

    /// <summary>Specifies the gateway of the agents, if they have sessions at several.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [GatewayAddress]
    [ArgumentCompleter(typeof(GatewayCompleter))]
    public Uri? Gateway { get; set; }

    /// <summary>What the cmdlet changes or queries.</summary>
    internal virtual TargetRole Role => TargetRole.Agent;

    /// <summary>The conference in a parameter; null: none.</summary>
    internal virtual long? NamedConference => null;

    /// <summary>A shared session may act for an agent that has no session of its own.</summary>
    internal virtual bool AllowsSharedSession => true;

    /// <summary>The inspector whose session sends the calls for the agents; null: each agent uses its own session.</summary>
    internal virtual AgwSession? ActingInspector => null;

    /// <summary>Input comes from the pipeline, so nothing is taken from the default session.</summary>
    internal bool HasPipelineInput => MyInvocation.ExpectingInput;

    private TargetInputs Inputs => _inputs ??= new TargetInputs(CreateResolver(), this);

    /// <summary>Prepares the common part of the requests of a record, on the pipeline thread.</summary>
    /// <exception cref="GatewayException">
    /// A parameter is outside the documented limits. Each input of the record has this failure.
    /// </exception>
    internal virtual void PrepareRecord()
    {
    }

    /// <summary>Creates the request for one target, on the pipeline thread.</summary>
    /// <exception cref="GatewayException">The target does not fit the parameters.</exception>
    internal abstract TRequest CreateRequest(in Target target);

    /// <summary>Requires that an input and the parameters specify the same participant.</summary>
    /// <exception cref="GatewayException">They differ.</exception>
    internal virtual void RequireParticipant(IdentityFacts facts)
    {
    }

    /// <summary>Adds the parameters that concern the target. Only the cmdlets for calls keep the call in the input.</summary>
    /// <exception cref="GatewayException">They contradict the target.</exception>
    internal virtual Target Extend(in Target target) => target.CallId is null ? target : target with { CallId = null };

    /// <summary>
    /// Decides whether the request is sent. A change prompts for confirmation, which can add the conference to the target.
    /// </summary>
    internal virtual bool ShouldSend(ref Target target, TRequest request) => true;

    /// <summary>Work with the same key runs one at a time, in order.</summary>
    internal virtual int KeyOf(in Target target) => target.Key;

    /// <summary>Writes the result of one target.</summary>
    internal virtual void Write(in Target target, TRequest request, TResult result) => WriteOutput(result);

    /// <summary>Writes the failure of an input that has no target.</summary>
    internal virtual void WriteInputFailure(GatewayException failure, object? target) => WriteFailure(failure, target);

    /// <summary>The object from the pipeline is compared with agents on the command line.</summary>
    public object? GetDynamicParameters() => AgentId is null ? null : _pipeline ??= new PipelineInput();

    /// <inheritdoc/>
    void ITargetReceiver.Process(in Target target)
    {
        var extended = Extend(target);
        var request = CreateRequest(extended);
        if (ShouldSend(ref extended, request))
        {
            Post(KeyOf(extended), new TargetWork<TRequest>(extended, request));
        }
    }

    /// <inheritdoc/>
    void ITargetReceiver.ProcessFailure(GatewayException failure, object? input) => WriteInputFailure(failure, failure.AgentId ?? input);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            Limits.Require(Typed.Problem);
            Limits.Require(ActingInspector is not null && Session is not null
                ? "-Session can't be combined with -Inspector: the inspector's own session sends."
                : null);
            PrepareRecord();
        }
        catch (GatewayException failure)
        {
            WriteForEachInput(failure);
            return;
        }

        // The specified conference has one chairperson, regardless of the sessions. The agents of an inspector must always be specified.
        var areSessionsTargets = ActingInspector is null && !(Role == TargetRole.Chairperson && NamedConference is not null);
        Inputs.Read(AgentId, areSessionsTargets ? Session : null, Gateway, NamedConference);
    }

    internal sealed override Gateway GatewayOf(TargetWork<TRequest> work) => work.Target.Session.Transport;

    internal sealed override void Write(TargetWork<TRequest> work, TResult result) => Write(work.Target, work.Request, result);

    internal override object? ErrorTargetOf(TargetWork<TRequest> work) => work.Target.AgentId;

    /// <summary>Processes an input that the cmdlet has found itself.</summary>
    internal void ProcessInput(AgentIdentity input) => Inputs.Read(input, Gateway, NamedConference);

    /// <summary>Creates work from an asynchronous method, which must not access the cmdlet.</summary>
    private protected static Work<TargetWork<TRequest>, TResult> Run(
        Func<Target, TRequest, CancellationToken, Task<TResult>> method) =>
        (work, cancellationToken) =>
            Completed<TargetWork<TRequest>, TResult>.OfAsync(work, method(work.Target, work.Request, cancellationToken));

    private AgreeingResolver CreateResolver()
    {
        ITargetResolver resolver = ActingInspector is { } inspector
            ? new InspectorResolver(Sessions, inspector, HasPipelineInput)
            : new TargetResolver(Sessions, Role, Session, HasPipelineInput, AllowsSharedSession, FindConference);
        var isBesideTyped = HasPipelineInput && _pipeline is not null;
        return new AgreeingResolver(resolver, Role, RequireParticipant, RequireProperties, isBesideTyped ? ReadPiped : null);
    }

    private void RequireProperties(object? input) => InputParameters.Require(this, Typed, input, Sessions.Quote, isSubject: true);

    private PipedObject ReadPiped() => new(_pipeline!.PipelineObject, Role, InputBindsParameters);

    private void WriteForEachInput(GatewayException failure)
    {
        if (AgentId is not null)
        {
            foreach (var input in AgentId)
            {
                WriteFailure(failure, input.ErrorTarget);
            }
        }
        else if (Session is not null)
        {
            foreach (var session in Session)
            {
                WriteFailure(failure, session.AgentId);
            }
        }
        else
        {
            WriteFailure(failure);
        }
    }
}

/// <summary>A cmdlet that queries something for each of its targets, and changes nothing.</summary>
/// <typeparam name="TRequest">What the query needs besides its target.</typeparam>
/// <typeparam name="TResult">The answer.</typeparam>
public abstract class QueryCommand<TRequest, TResult> : TargetCommand<TRequest, TResult>
{
    internal sealed override bool ChangesSomething => false;
}

/// <summary>A cmdlet that changes something for each of its targets, after confirmation.</summary>
/// <typeparam name="TRequest">What the change needs besides its target.</typeparam>
/// <typeparam name="TResult">The result.</typeparam>
public abstract class ChangeCommand<TRequest, TResult> : TargetCommand<TRequest, TResult>
{
    /// <summary>The action for -WhatIf and -Confirm, such as "Release the conference".</summary>
    internal abstract string Action { get; }

    /// <summary>The same with values of the input.</summary>
    internal virtual string ActionOn(in Target target) => Action;

    internal override bool ShouldSend(ref Target target, TRequest request) =>
        ShouldProcess(target.Describe(Role != TargetRole.Agent), ActionOn(target));
}

/// <summary>The request of a cmdlet whose work needs only its target.</summary>
public readonly struct NoRequest;
