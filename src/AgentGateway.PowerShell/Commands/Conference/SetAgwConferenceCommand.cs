using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Extends a conference, or transfers its chair to another agent. The agent is the chairperson.</summary>
[Cmdlet(VerbsCommon.Set, "AgwConference", DefaultParameterSetName = ExtendSet,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = HelpPage.Root + "Set-AgwConference.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("prolongTime", "applyToShiftPresident")]
public sealed class SetAgwConferenceCommand : WaitingConferenceCommand
{
    private const string ExtendSet = "Extend";
    private const string ChairpersonSet = "Chairperson";

    private int? _nextChairperson;

    /// <summary>
    /// Specifies the extension, 1 to 1440 minutes; a number without a unit is in minutes. No event completes it, so it can't be combined
    /// with -Wait.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ExtendSet)]
    [Minutes]
    public TimeSpan? ExtendBy { get; set; }

    /// <summary>Specifies the agent of the conference that becomes its chairperson.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ChairpersonSet)]
    [AgentIdentity]
    public AgentIdentity[]? Chairperson { get; set; }

    internal override string Action => ExtendBy is null
        ? $"Transfer the chair to agent {_nextChairperson}"
        : $"Extend the conference by {ExtendBy}";

    internal override OperationCall CreateCall()
    {
        if (TimeUnits.Minutes(ExtendBy, nameof(ExtendBy)) is { } minutes)
        {
            return ConferenceCalls.Prolong(minutes);
        }

        Limits.Require(Chairperson!.Length == 1 ? null : "Specify one agent with -Chairperson.");
        _nextChairperson = Chairperson[0].RequireAgent();
        return ConferenceCalls.ShiftPresident(_nextChairperson.Value);
    }

    // An object for the next chairperson keeps its gateway and its conference, because the same number may be another agent at another
    // gateway.
    internal override Target Extend(in Target target)
    {
        var next = Chairperson?.FirstOrDefault();
        _ = TargetResolver.Agree(target.Session.Gateway, next?.Gateway);
        return target with { ConferenceId = TargetResolver.Agree(target.ConferenceId, next?.ConferenceId) };
    }

    // The target is the conference, represented by its chairperson, even if the chair is transferred to another agent.
    internal override object? ErrorTargetOf(TargetWork<OperationCall> work) => work.Target.AgentId;

    internal override object Output(OperationResult result) => ExtensionResult.From(result);
}
