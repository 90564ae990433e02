using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Changes the state or the skills of agents, through their own sessions or with -Inspector.</summary>
[Cmdlet(VerbsCommon.Set, "AgwAgent", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    DefaultParameterSetName = StateSet, HelpUri = HelpPage.Root + "Set-AgwAgent.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation(
    "sayFree", "sayBusy", "cancelBusy", "rest", "cancelRest", "sayWork", "cancelWork", "resetSkill", "forceIdle", "forceBusy", "forceRest",
    "adjustSkill")]
public sealed partial class SetAgwAgentCommand : WaitingOperationCommand
{
    private const string StateSet = "State";

    /// <summary>Specifies the new state.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = StateSet)]
    [SingleValue]
    public AgentStateChange State { get; set; }

    /// <summary>Specifies the call center's own reason: 200 to 250 for Busy, 0 to 255 for Rest (1 to 255 by an inspector).</summary>
    [Parameter(ParameterSetName = StateSet)]
    [ValidateRange(0, 255)]
    [ArgumentCompleter(typeof(StateReasonCompleter))]
    public int? Reason { get; set; }

    /// <summary>Specifies how long to rest, 1 to 86399 seconds; a number without a unit is in seconds.</summary>
    [Parameter(ParameterSetName = StateSet)]
    [Seconds]
    public TimeSpan? RestDuration { get; set; }

    /// <summary>Indicates that the present busy state or rest is prolonged.</summary>
    [Parameter(ParameterSetName = StateSet)]
    public SwitchParameter Prolong { get; set; }

    /// <summary>
    /// Specifies the session of an inspector, who changes agents without their sessions: the state to Idle, Busy or Rest, and the skills.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [LiveSession]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public AgwSession? Inspector { get; set; }

    internal override string Action => ChangesSkills ? SkillAction : $"Change the state to {State}";

    internal override AgwSession? ActingInspector => Inspector;

    private int RestSeconds => (int)TimeUnits.Seconds(RestDuration, nameof(RestDuration))!.Value;

    internal override void PrepareRecord()
    {
        // The call of an inspector contains the agent, so it is created for each target.
        if (Inspector is null)
        {
            base.PrepareRecord();
        }
    }

    internal override OperationCall CreateRequest(in Target target)
    {
        RequireSkillsAt(target.Session.Gateway);
        return Inspector is null ? base.CreateRequest(target) : CreateInspectorCall(target.AgentId!.Value);
    }

    internal override OperationCall CreateCall()
    {
        if (ChangesSkills)
        {
            return CreateSkillCall();
        }

        RequireRestDuration();
        Limits.Require(
            State != AgentStateChange.Rest && RestDuration is not null
                ? "-RestDuration can only be combined with -State Rest."
                : null);
        var takesReason = State is AgentStateChange.Rest or AgentStateChange.Busy;
        Limits.Require(!takesReason && (Reason is not null || Prolong)
            ? "-Reason and -Prolong can only be combined with -State Busy and -State Rest."
            : null);
        return State switch
        {
            AgentStateChange.Idle => AgentCalls.SayFree,
            AgentStateChange.Busy => AgentCalls.SayBusy(Reason ?? 0, Prolong),
            AgentStateChange.CancelBusy => AgentCalls.CancelBusy,
            AgentStateChange.Rest => AgentCalls.Rest(RestSeconds, Reason ?? 0, Prolong),
            AgentStateChange.CancelRest => AgentCalls.CancelRest,
            AgentStateChange.Work => AgentCalls.SayWork,
            _ => AgentCalls.CancelWork,
        };
    }

    private OperationCall CreateInspectorCall(int agentId)
    {
        Limits.Require(Wait ? "The event goes to the agent, not to the inspector, so -Wait can't be combined with -Inspector." : null);
        if (ChangesSkills)
        {
            return CreateSkillCall(agentId);
        }

        RequireRestDuration();
        Limits.Require(State != AgentStateChange.Rest && (RestDuration is not null || Reason is not null)
            ? "An inspector can specify -RestDuration and -Reason only with -State Rest."
            : null);
        Limits.Require(Prolong ? "An inspector can't prolong a state, so -Prolong can't be combined with -Inspector." : null);
        return State switch
        {
            AgentStateChange.Idle => InspectorCalls.Idle(agentId),
            AgentStateChange.Busy => InspectorCalls.Busy(agentId),
            AgentStateChange.Rest => InspectorCalls.Rest(agentId, RestSeconds, Reason ?? 1),
            _ => throw GatewayException.For(
                FailureKind.InvalidArgument, default, "an inspector can change the state to Idle, Busy, or Rest"),
        };
    }

    private void RequireRestDuration() =>
        Limits.Require(State == AgentStateChange.Rest && RestDuration is null ? "-State Rest requires -RestDuration." : null);
}
