using System.Globalization;
using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>
/// An operation on the supervision of an agent by an inspector. An inspector supervises one agent at a time, so nothing is sent until all
/// inputs are known. If several inputs are about one inspector, each of them is an error.
/// </summary>
public abstract class SupervisionCommand : DispatchingCommand<TargetWork<OperationCall>, OperationResult>, IDynamicParameters
{
    private readonly Queue<Collected> _collected = new();
    private readonly Dictionary<(Uri Gateway, int? InspectorId), int> _inputs = [];
    private Collected? _waiting;
    private SupervisionResolver? _resolver;
    private PipelineInput? _pipeline;

    /// <summary>
    /// Specifies the supervised agent, or an object that identifies it: a supervision, a call, a state. An inspector supervises one agent
    /// at a time.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("WorkNo")]
    [AgentIdentity]
    public AgentIdentity[]? AgentId { get; set; }

    /// <summary>
    /// Specifies the session of the inspector. Without it, the session of the inspector in the input is used, then that of the inspector
    /// of the registered gateway in -Gateway, then the default session, unless input comes from the pipeline.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [LiveSession]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public AgwSession? Inspector { get; set; }

    /// <summary>
    /// Specifies the gateway of the agent. The name of a registered gateway stands for its inspector, who must already be signed in.
    /// </summary>
    [Parameter]
    [GatewayAddress]
    [ArgumentCompleter(typeof(GatewayCompleter))]
    public Uri? Gateway { get; set; }

    /// <summary>Indicates that the cmdlet waits for the event that completes the operation.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Specifies how long to wait, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = 30;

    internal sealed override bool HasUnsent => _collected.Count > 0 || _waiting is not null;

    /// <summary>Returns the action for -WhatIf and -Confirm.</summary>
    internal abstract string ActionOf(OperationCall call);

    /// <summary>Creates the call for an input.</summary>
    /// <param name="agentId">The supervised agent.</param>
    /// <param name="facts">The contents of the inputs for the agent: of objects on the command line, then of the piped object.</param>
    /// <exception cref="GatewayException">The input contradicts the parameters, or a parameter is outside the limits.</exception>
    internal abstract OperationCall CreateCall(int agentId, IReadOnlyList<IdentityFacts> facts);

    /// <summary>The output of a success.</summary>
    internal virtual object Output(in Target target, OperationResult result) => result;

    /// <summary>Asks for confirmation.</summary>
    internal virtual bool Confirm(string target, OperationCall call) => ShouldProcess(target, ActionOf(call));

    /// <summary>The object from the pipeline is compared with an agent on the command line.</summary>
    public object? GetDynamicParameters() => AgentId is null ? null : _pipeline ??= new PipelineInput();

    internal sealed override void WriteUnsent()
    {
        Collected[] unsent = _waiting is { } waiting ? [waiting, .. _collected] : [.. _collected];
        _collected.Clear();
        _waiting = null;
        foreach (var input in unsent)
        {
            WriteFailure(GatewayException.For(FailureKind.NotSent, input.Target.Context(input.Call.Operation)), input.Target.AgentId);
        }
    }

    internal sealed override Gateway GatewayOf(TargetWork<OperationCall> work) => work.Target.Session.Transport;

    internal sealed override Work<TargetWork<OperationCall>, OperationResult> CreateWork() =>
        OperationWork.Create(Wait ? TimeSpan.FromSeconds(TimeoutSeconds) : null);

    internal sealed override void Write(TargetWork<OperationCall> work, OperationResult result) =>
        WriteOutput(Output(work.Target, result), source: result);

    internal sealed override object? ErrorTargetOf(TargetWork<OperationCall> work) => work.Target.AgentId;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _resolver ??= new SupervisionResolver(Sessions, Inspector, Gateway, MyInvocation.ExpectingInput);
        if (_pipeline is not null && MyInvocation.ExpectingInput)
        {
            var piped = AgentIdentity.Read(_pipeline.PipelineObject);
            ProcessInput(piped.ErrorTarget, () => Collect([.. AgentId!, piped]));
            return;
        }

        foreach (var input in AgentId!)
        {
            ProcessInput(input.ErrorTarget, () => Collect([input]));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        while (_collected.Count > 0)
        {
            var input = _collected.Dequeue();
            ProcessInput(input.Target.AgentId, () => Send(input));
        }

        base.EndProcessing();
    }

    private void Collect(AgentIdentity[] inputs)
    {
        AgwSession? inspector = null;
        try
        {
            var target = _resolver!.Find(inputs);
            inspector = target.Session;
            var facts = inputs.Select(input => input.Facts).OfType<IdentityFacts>().ToArray();
            _collected.Enqueue(new Collected(target, CreateCall(target.AgentId!.Value, facts)));
        }
        finally
        {
            // An input with a problem is also about its inspector, so the other inputs of this inspector are not sent.
            Count(inspector ?? _resolver!.InspectorOf(inputs));
        }
    }

    private void Count(AgwSession? inspector)
    {
        if (inspector is not null)
        {
            var key = (inspector.Gateway, inspector.AgentId);
            _inputs[key] = _inputs.TryGetValue(key, out var count) ? count + 1 : 1;
        }
    }

    private void Send(Collected input)
    {
        var session = input.Target.Session;
        var inputs = _inputs[(session.Gateway, session.AgentId)];
        Limits.Require(inputs > 1
            ? $"An inspector supervises one agent at a time, but there are {inputs} inputs for inspector {session.AgentId}. "
                + "Nothing was sent."
            : null);
        var subject = Target.AgentText(input.Target.AgentId);
        var text = string.Format(
            CultureInfo.InvariantCulture, "{0} at {1}, by inspector {2}", subject, session.Gateway.Authority, session.AgentId);

        // A prompt that can't be shown and the error of another input end the pipeline before this input is sent.
        _waiting = input;
        if (Confirm(text, input.Call))
        {
            Post(session.AgentId!.Value, new TargetWork<OperationCall>(input.Target, input.Call));
        }

        _waiting = null;
    }

    private sealed record Collected(Target Target, OperationCall Call);
}
