using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Changes the mode of a supervision, or takes the call of the supervised agent over.</summary>
[Cmdlet(VerbsCommon.Switch, "AgwSupervision", DefaultParameterSetName = ModeSet, SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium, HelpUri = HelpPage.Root + "Switch-AgwSupervision.md")]
[OutputType(typeof(AgwSupervision), ParameterSetName = [ModeSet])]
[OutputType(typeof(OperationResult), ParameterSetName = [InterceptSet])]
[GatewayOperation("requestSwitchInsertWhisperAgent", "intercept")]
public sealed class SwitchAgwSupervisionCommand : SupervisionCommand
{
    private const string ModeSet = "Mode";
    private const string InterceptSet = "Intercept";

    /// <summary>Specifies the new mode.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ModeSet)]
    [SingleValue]
    public SupervisionMode Mode { get; set; }

    /// <summary>
    /// Indicates that the inspector takes the call over: it ends for the agent, and the inspector continues it with the customer. The
    /// cmdlet prompts for confirmation.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = InterceptSet)]
    public SwitchParameter Intercept { get; set; }

    /// <summary>Specifies the call, if the agent has several. A call from the pipeline specifies it, too.</summary>
    [Parameter(ParameterSetName = InterceptSet)]
    [ValidateCallId]
    public string? CallId { get; set; }

    internal override string ActionOf(OperationCall call) => this switch
    {
        { Intercept.IsPresent: false } => SupervisionOutput.Describe(Mode),
        _ => call.CallId is null ? "Take the call over" : $"Take call {call.CallId} over",
    };

    internal override OperationCall CreateCall(int agentId, IReadOnlyList<IdentityFacts> facts)
    {
        if (ParameterSetName == ModeSet)
        {
            return InspectorCalls.SwitchSupervision(agentId, Mode);
        }

        Limits.Require(Intercept ? null : "-Intercept can't be false.");
        var callId = CallId;
        foreach (var own in facts)
        {
            Limits.Require(own.CallProblem);
            callId = TargetResolver.Agree(callId, own.CallId);
        }

        return InspectorCalls.Intercept(agentId, callId);
    }

    internal override object Output(in Target target, OperationResult result) =>
        Intercept ? result : SupervisionOutput.Create(target, result, Mode);

    internal override bool Confirm(string target, OperationCall call) =>
        Intercept ? ConfirmHighImpact(target, ActionOf(call)) : base.Confirm(target, call);
}
