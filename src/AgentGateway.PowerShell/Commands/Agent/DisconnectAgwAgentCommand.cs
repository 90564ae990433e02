using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Signs other agents out as an inspector, without their passwords or sessions.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "AgwAgent", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High,
    HelpUri = HelpPage.Root + "Disconnect-AgwAgent.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("forceLogOutAgent")]
public sealed class DisconnectAgwAgentCommand : InspectorCommand, ITargetReceiver
{
    /// <summary>Specifies the agents to sign out, or objects that identify one: participants, states, results.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("WorkNo")]
    [AgentIdentity]
    public AgentIdentity[] AgentId { get; set; } = [];

    internal override string Action => "Sign the agent out";

    /// <inheritdoc/>
    void ITargetReceiver.Process(in Target target) =>
        Send(target, Target.AgentText(target.AgentId), target.Key, InspectorCalls.SignOut(target.AgentId!.Value));

    /// <inheritdoc/>
    void ITargetReceiver.ProcessFailure(GatewayException failure, object? input) => WriteFailure(failure, failure.AgentId ?? input);

    /// <inheritdoc/>
    protected override void ProcessRecord() => new TargetInputs(Resolver, this).Read(AgentId, null, null, null);
}
