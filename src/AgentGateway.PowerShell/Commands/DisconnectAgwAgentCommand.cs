using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Signs other agents out, as an inspector. It needs neither their password nor their session.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "AgwAgent", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = HelpPage.Root + "Disconnect-AgwAgent.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("forceLogOutAgent")]
public sealed class DisconnectAgwAgentCommand : InspectorCommand<int>
{
    /// <summary>The agents to sign out.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("WorkNo", "Id")]
    [ValidateNotNull]
    public int[] AgentId { get; set; } = [];

    internal override string Action => "Sign the agent out";

    internal override string TargetName => "Agent";

    internal override OperationCall CreateCall(int target) => InspectorCalls.SignOut(target);

    /// <inheritdoc/>
    protected override void ProcessRecord() => Send(AgentId);
}
