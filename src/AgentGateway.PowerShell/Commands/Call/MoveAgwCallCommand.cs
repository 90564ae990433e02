using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Transfers the current call of agents to another agent, a queue, an IVR flow, an access code, or a phone number.</summary>
[Cmdlet(VerbsCommon.Move, "AgwCall", DefaultParameterSetName = "Agent", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High,
    HelpUri = HelpPage.Root + "Move-AgwCall.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("transfer")]
public sealed class MoveAgwCallCommand : WaitingCallCommand
{
    /// <summary>Creates the cmdlet. A phone may ring for a while.</summary>
    public MoveAgwCallCommand() => TimeoutSeconds = 90;

    /// <summary>Specifies the agent that gets the call.</summary>
    [Parameter(ParameterSetName = "Agent", Mandatory = true)]
    [ValidateRange(Limits.MinAgentId, Limits.MaxAgentIdSince2025)]
    public int ToAgent { get; set; }

    /// <summary>Specifies the ID of the skill queue that gets the call.</summary>
    [Parameter(ParameterSetName = "Queue", Mandatory = true)]
    [ValidateRange(0, int.MaxValue)]
    public int ToQueue { get; set; }

    /// <summary>Specifies the IVR flow that gets the call, at most 24 digits.</summary>
    [Parameter(ParameterSetName = "Ivr", Mandatory = true)]
    public string ToIvr { get; set; } = "";

    /// <summary>Specifies the access code that gets the call, at most 24 digits.</summary>
    [Parameter(ParameterSetName = "AccessCode", Mandatory = true)]
    public string ToAccessCode { get; set; } = "";

    /// <summary>Specifies the phone number outside the call center that gets the call, at most 24 digits, A to E, * and #.</summary>
    [Parameter(ParameterSetName = "Number", Mandatory = true)]
    public string ToNumber { get; set; } = "";

    /// <summary>
    /// Specifies what happens to the agent. Consult and ThreeParty are only possible with -ToNumber, Return only with -ToIvr, and
    /// AfterSuccess not with -ToIvr.
    /// </summary>
    [Parameter]
    [SingleValue]
    public CallTransferMode Mode { get; set; }

    /// <summary>Specifies the number that the target sees, at most 24 digits; not with the mode Blind.</summary>
    [Parameter(ParameterSetName = "Number")]
    [ValidateCallerNumber]
    public string? Caller { get; set; }

    /// <summary>Specifies the data that the target receives, at most 16384 bytes.</summary>
    [Parameter]
    [ValidateCallData]
    public string? CallData { get; set; }

    internal override string Action => $"Transfer the current call to {TargetType} {Address} ({Mode})";

    private CallTargetType TargetType => ParameterSetName switch
    {
        "Queue" => CallTargetType.Queue,
        "Ivr" => CallTargetType.Ivr,
        "AccessCode" => CallTargetType.AccessCode,
        "Number" => CallTargetType.PhoneNumber,
        _ => CallTargetType.Agent,
    };

    private string Address => TargetType switch
    {
        CallTargetType.Queue => OperationCall.PathNumber(ToQueue),
        CallTargetType.Ivr => ToIvr,
        CallTargetType.AccessCode => ToAccessCode,
        CallTargetType.PhoneNumber => ToNumber,
        _ => OperationCall.PathNumber(ToAgent),
    };

    internal override OperationCall CreateCall(string? callId) => VoiceCalls.Transfer(
        new CallTransferRequest { Address = Address, TargetType = TargetType, Mode = Mode, CallData = CallData, Caller = Caller }, callId);
}
