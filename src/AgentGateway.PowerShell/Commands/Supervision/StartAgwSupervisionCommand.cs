using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Begins to listen to an agent, to join its call, or to whisper to it, as an inspector.</summary>
[Cmdlet(VerbsLifecycle.Start, "AgwSupervision", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPage.Root + "Start-AgwSupervision.md")]
[OutputType(typeof(AgwSupervision))]
[GatewayOperation("addSupervise", "addInsert", "requestWhisperAgent")]
public sealed class StartAgwSupervisionCommand : SupervisionCommand
{
    /// <summary>Creates the cmdlet. The phone of the inspector may ring for a while.</summary>
    public StartAgwSupervisionCommand() => TimeoutSeconds = 90;

    /// <summary>Specifies how the inspector takes part in the calls of the agent.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [SingleValue]
    public SupervisionMode Mode { get; set; }

    internal override string ActionOf(OperationCall call) => SupervisionOutput.Describe(Mode);

    internal override OperationCall CreateCall(int agentId, IReadOnlyList<IdentityFacts> facts) => InspectorCalls.Supervise(agentId, Mode);

    internal override object Output(in Target target, OperationResult result) => SupervisionOutput.Create(target, result, Mode);
}
