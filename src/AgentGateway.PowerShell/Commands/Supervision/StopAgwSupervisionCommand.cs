using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Ends the supervision of an agent by an inspector.</summary>
[Cmdlet(VerbsLifecycle.Stop, "AgwSupervision", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPage.Root + "Stop-AgwSupervision.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("stopSuperviseOrInsert", "requestStopWhisperAgent")]
public sealed class StopAgwSupervisionCommand : SupervisionCommand
{
    /// <summary>
    /// Specifies the current mode, because the gateway has another interface to stop whispering. It is mandatory unless the input is a
    /// supervision, which contains it.
    /// </summary>
    [Parameter(Position = 1)]
    [SingleValue]
    public SupervisionMode? Mode { get; set; }

    internal override string ActionOf(OperationCall call) => "Stop the supervision";

    internal override OperationCall CreateCall(int agentId, IReadOnlyList<IdentityFacts> facts)
    {
        var mode = SupervisionResolver.ModeOf(facts, Mode);
        Limits.Require(mode is null
            ? "Specify the current mode with -Mode: Listen, Insert, or Whisper. A supervision from Start-AgwSupervision contains it."
            : null);
        return InspectorCalls.StopSupervision(agentId, mode!.Value);
    }
}
