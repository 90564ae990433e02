using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Extends a conference, or hands its chair over. The agent is the chairperson.</summary>
[Cmdlet(VerbsCommon.Set, "AgwConference", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = HelpPage.Root + "Set-AgwConference.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("prolongTime", "applyToShiftPresident")]
public sealed class SetAgwConferenceCommand : WaitingConferenceCommand
{
    /// <summary>By how much to extend it, 1 to 1440 minutes; a bare number counts minutes. No event tells of it, so it does not go with -Wait.</summary>
    [Parameter(Position = 1)]
    [Minutes]
    public TimeSpan? ExtendBy { get; set; }

    /// <summary>The agent of the conference that becomes its chairperson.</summary>
    [Parameter]
    [AgentIdentity]
    public AgentIdentity[]? Chairperson { get; set; }

    private int? _next;

    internal override string Action => ExtendBy is null ? $"Hand the chair to agent {_next}" : $"Extend the conference by {ExtendBy}";

    internal override OperationCall CreateCall()
    {
        Limits.Require(ExtendBy is null == Chairperson is null ? "Give either -ExtendBy or -Chairperson." : null);
        if (Whole.Minutes(ExtendBy, nameof(ExtendBy)) is { } minutes)
        {
            return ConferenceCalls.Prolong(minutes);
        }

        Limits.Require(Chairperson!.Length == 1 ? null : "Name one agent with -Chairperson.");
        var next = Chairperson[0].RequireAgent();
        _next = next;
        return ConferenceCalls.ShiftPresident(next);
    }

    internal override void Send(in Target target, OperationCall call)
    {
        // An object keeps its gateway and its conference: the number alone may be somebody else's there.
        var next = Chairperson?.FirstOrDefault();
        _ = TargetResolver.Agree(target.Session.Gateway, next?.Gateway);
        base.Send(target with { ConferenceId = TargetResolver.Agree(target.ConferenceId, next?.ConferenceId) }, call);
    }

    // The conference is hit, and its chairperson stands for it, also where the chair goes to another agent.
    internal override object Hit(in AgentWork work) => work.Target.Subject;

    internal override object Output(OperationResult result) => ExtensionResult.From(result);
}
