using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Calls a phone number or another agent.</summary>
[Cmdlet(VerbsLifecycle.Start, "AgwCall", DefaultParameterSetName = "Number", SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium, HelpUri = HelpPage.Root + "Start-AgwCall.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("callout", "callInner")]
public sealed class StartAgwCallCommand : WaitingOperationCommand
{
    /// <summary>Creates the cmdlet. A phone may ring for a while.</summary>
    public StartAgwCallCommand() => TimeoutSeconds = 90;

    /// <summary>Specifies the number to call: 1 to 24 digits, asterisks, and number signs.</summary>
    [Parameter(ParameterSetName = "Number", Mandatory = true, Position = 1)]
    [ValidateCalledNumber]
    public string Called { get; set; } = "";

    /// <summary>Specifies the agent to call.</summary>
    [Parameter(ParameterSetName = "Agent", Mandatory = true)]
    [ValidateRange(Limits.MinAgentId, Limits.MaxAgentIdSince2025)]
    public int CalledAgent { get; set; }

    /// <summary>Specifies the number that the called party sees, at most 24 digits.</summary>
    [Parameter(ParameterSetName = "Number")]
    [ValidateCallerNumber]
    public string? Caller { get; set; }

    /// <summary>Specifies the ID of the skill queue of the call.</summary>
    [Parameter(ParameterSetName = "Number")]
    [ValidateRange(0, int.MaxValue)]
    public int? SkillId { get; set; }

    /// <summary>Specifies the data of the call, at most 16384 bytes.</summary>
    [Parameter]
    [ValidateCallData]
    public string? CallData { get; set; }

    internal override string Action => CalledAgent > 0 ? $"Call agent {CalledAgent}" : $"Call {Called}";

    internal override OperationCall CreateCall() => CalledAgent > 0
        ? VoiceCalls.CallAgent(CalledAgent, CallData)
        : VoiceCalls.CallOut(new CallOutRequest { Called = Called, Caller = Caller, SkillId = SkillId, CallData = CallData });
}
