using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Signs other agents out, as an inspector. It needs neither their password nor their session.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "AgwAgent", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = HelpPage.Root + "Disconnect-AgwAgent.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("forceLogOutAgent")]
public sealed class DisconnectAgwAgentCommand : InspectorCommand
{
    /// <summary>The agents to sign out, or objects that stand for one: participants, states, results.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("WorkNo")]
    [AgentIdentity]
    public AgentIdentity[] AgentId { get; set; } = [];

    internal override string Action => "Sign the agent out";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in AgentId)
        {
            try
            {
                var agentId = input.AgentFor(TargetRole.Agent) ?? throw GatewayException.For(FailureKind.InvalidArgument, default, $"{IdentityReader.Describe(input.Input)} names no agent");
                Send(InspectorFor(input.Gateway, agentId), Target.AgentText(agentId), agentId, agentId, InspectorCalls.SignOut(agentId));
            }
            catch (GatewayException failure)
            {
                WriteFailure(failure, failure.AgentId ?? input.AgentId ?? input.Input);
            }
        }
    }
}
