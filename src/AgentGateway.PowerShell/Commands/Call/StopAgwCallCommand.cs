using System.Globalization;
using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Ends phone calls: through the sessions of their agents, or as an inspector.</summary>
[Cmdlet(VerbsLifecycle.Stop, "AgwCall", DefaultParameterSetName = "Call", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High,
    HelpUri = HelpPage.Root + "Stop-AgwCall.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("release", "dropCall", "forceDropCall")]
public sealed class StopAgwCallCommand : InspectorCommand
{
    private readonly SentCalls _sent = new();

    /// <summary>
    /// Specifies the IDs of the calls, such as 1477393325-164, or calls from Get-AgwCall, or objects with a property CallId.
    /// </summary>
    [Parameter(ParameterSetName = "Call", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = "Agent", Position = 0, ValueFromPipeline = true)]
    [CallIdentity]
    public CallIdentity[] CallId { get; set; } = [];

    /// <summary>Specifies the agents whose own sessions end the calls. Without -CallId, their current calls end.</summary>
    [Parameter(ParameterSetName = "Agent", Mandatory = true)]
    [Alias("WorkNo")]
    [AgentIdentity]
    [ArgumentCompleter(typeof(AgentIdCompleter))]
    public AgentIdentity[]? AgentId { get; set; }

    /// <summary>Specifies the gateway of the calls.</summary>
    [Parameter]
    [GatewayAddress]
    [ArgumentCompleter(typeof(GatewayCompleter))]
    public Uri? Gateway { get; set; }

    internal override string Action => "Release the call";

    internal override int InputsOf(TargetWork<OperationCall> work) => _sent.Find(work.Request)?.Agents.Count ?? 1;

    internal override void Write(TargetWork<OperationCall> work, OperationResult result) => Complete(work, result);

    internal override void WriteFailureOf(TargetWork<OperationCall> work, GatewayException failure) => Complete(work, failure);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (CallId.Length == 0 && AgentId is not null)
        {
            foreach (var agent in AgentId)
            {
                ProcessInput(agent.ErrorTarget, () => Stop(agent));
            }

            return;
        }

        foreach (var input in CallId)
        {
            ProcessInput(input.ErrorTarget, () => Stop(input));
        }
    }

    /// <summary>Ends the call in an agent's object or, if it contains none, the current call of the agent.</summary>
    private void Stop(AgentIdentity agent)
    {
        Limits.Require(MyInvocation.ExpectingInput ? "The input identifies no call." : null);
        Limits.Require(Inspector is not null ? "An inspector ends calls by their IDs. Specify -CallId, or pipe in calls." : null);
        Limits.Require(agent.Facts?.CallProblem);
        var target = OwnTarget(agent, Gateway);
        if (agent.Facts?.CallId is { } callId)
        {
            Drop(target, callId);
        }
        else
        {
            Send(target, DescribeOwn(target, "The current call"), target.Key, VoiceCalls.Release, target.AgentId);
        }
    }

    private void Stop(CallIdentity input)
    {
        var callId = input.RequireCall();
        var gateway = TargetResolver.Agree(Gateway, input.Gateway);
        if (AgentId is not null)
        {
            Limits.Require(Inspector is not null ? "An inspector ends calls by their IDs. Omit -AgentId." : null);
            Limits.Require(AgentId.Length > 1 ? "A call has one agent. Specify one agent with -AgentId." : null);
            PipedObject.RequireAgent(input.AgentId, AgentId[0]);
            _ = TargetResolver.Agree(callId, AgentId[0].Facts?.CallId);
            Drop(OwnTarget(AgentId[0], gateway), callId);
        }
        else if (Inspector is null && input.AgentId is { } agentId && Sessions.Directory.FindAll(agentId, gateway).Count > 0)
        {
            var own = Sessions.Directory.Find(agentId, gateway, withDefault: !MyInvocation.ExpectingInput);
            Drop(new Target(own, agentId), callId);
        }
        else
        {
            var inspector = Resolver.SessionFor(gateway, null);
            var target = new Target(inspector, inspector.AgentId);
            var question = Describe(target, $"Call {inspector.Quote(callId)}");
            Send(target, question, callId.GetHashCode(), InspectorCalls.DropCall(callId, input.AgentId), input.AgentId);
        }
    }

    /// <summary>Ends a call through the session of its agent.</summary>
    private void Drop(in Target target, string callId)
    {
        var question = DescribeOwn(target, $"Call {target.Session.Quote(callId)}");
        Send(target, question, target.Key, VoiceCalls.Drop(callId), target.AgentId);
    }

    /// <summary>Returns the session of an agent on the command line.</summary>
    private Target OwnTarget(AgentIdentity agent, Uri? gateway)
    {
        var agentId = agent.RequireAgent();
        gateway = TargetResolver.Agree(gateway, agent.Gateway);
        var session = agent.Facts?.Session
            ?? Sessions.Directory.Find(agentId, gateway, withDefault: !MyInvocation.ExpectingInput);
        return new Target(session, agentId);
    }

    /// <summary>Asks for confirmation, and posts the request, unless an earlier input is about the same call.</summary>
    private void Send(in Target target, string question, int key, OperationCall call, int? agentId)
    {
        var gateway = target.Session.Gateway;
        if (call.CallId is { } callId && _sent.Find(gateway, callId) is { } sent)
        {
            sent.Agents.Add(agentId);
            if (sent.Outcome is { } outcome)
            {
                Write(outcome, callId, agentId);
            }
        }
        else if (ShouldProcess(question, Action))
        {
            _sent.Add(gateway, call, agentId);
            Post(key, new TargetWork<OperationCall>(target, call));
        }
    }

    private void Complete(TargetWork<OperationCall> work, in Outcome<OperationResult> outcome)
    {
        if (_sent.Find(work.Request) is not { } sent)
        {
            Write(outcome, ErrorTargetOf(work), null);
            return;
        }

        sent.Outcome = outcome;
        foreach (var agentId in sent.Agents)
        {
            Write(outcome, work.Request.CallId, agentId);
        }
    }

    private void Write(in Outcome<OperationResult> outcome, object? target, int? agentId)
    {
        if (outcome.Failure is { } failure)
        {
            WriteFailure(failure, target);
        }
        else
        {
            WriteOutput(agentId is { } agent && agent != outcome.Value!.AgentId ? outcome.Value.Of(agent) : outcome.Value);
        }
    }

    private static string DescribeOwn(in Target target, string subject) => string.Format(
        CultureInfo.InvariantCulture, "{0} of agent {1} at {2}", subject, target.AgentId, target.Session.Gateway.Authority);
}
