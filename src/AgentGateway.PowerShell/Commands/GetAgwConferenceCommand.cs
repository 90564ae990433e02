using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Shows running conferences: all of the VDN to an inspector, its own to another agent.</summary>
[Cmdlet(VerbsCommon.Get, "AgwConference", HelpUri = HelpPage.Root + "Get-AgwConference.md")]
[OutputType(typeof(Conference))]
[GatewayOperation("queryAllConfIds", "queryConfInfos")]
public sealed class GetAgwConferenceCommand : AgentCommand
{
    private ConferenceFilter _filter = null!;

    /// <summary>Only these conferences; one that is not running is an error.</summary>
    [Parameter]
    [ConferenceIdentity]
    public ConferenceIdentity[]? ConferenceId { get; set; }

    /// <summary>Only those that have been running for at least this long; a bare number counts minutes.</summary>
    [Parameter]
    [Minutes(MustBePositive = true)]
    public TimeSpan? OlderThan { get; set; }

    /// <summary>Only those of these chairpersons.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [AgentIdentity]
    public AgentIdentity[]? Chairperson { get; set; }

    /// <summary>All of the VDN, or an error: without, an agent that is no inspector is shown its own.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    internal override string Action => "Ask for conferences";

    internal override TargetRole Role => TargetRole.Query;

    internal override bool ChangesSomething => false;

    internal override OperationCall CreateCall() => ConferenceCalls.QueryAll;

    internal override Func<AgentWork, CancellationToken, ValueTask<AgentOutcome>> CreateWork()
    {
        var onlyAll = All.IsPresent;
        return (work, cancellationToken) => AgentOutcome.OfAsync(work, work.Detail is long[] ids
            ? work.Target.Session.GetConferencesAsync(ids, work.Target.AgentId, cancellationToken)
            : onlyAll ? work.Target.Session.GetAllConferencesAsync(work.Target.AgentId, cancellationToken)
            : work.Target.Session.GetVisibleConferencesAsync(work.Target.AgentId, cancellationToken));
    }

    internal override void Send(in Target target, OperationCall call)
    {
        var ids = _filter.IdsAt(target.Session.Gateway);
        var ofInput = target.ConferenceId;
        Limits.Require(ofInput is { } id && ids is not null && !ids.Contains(id) ? $"The input is about conference {id}, which -ConferenceId does not name." : null);
        if (_filter.MayMatchAt(target.Session.Gateway))
        {
            Post(target.Subject, new AgentWork(target, call, ofInput is { } one ? [one] : ids));
        }
    }

    internal override void Write(AgentOutcome outcome)
    {
        if (outcome.Value is not IReadOnlyList<Conference> found)
        {
            base.Write(outcome);
            return;
        }

        Sessions.LastParticipants = [.. found.SelectMany(conference => conference.Participants)];
        var target = outcome.Work.Target;
        foreach (var conference in found.Where(IsWanted))
        {
            Attempt(target.Named, () => WriteOutput(conference.RequireMember(target)));
        }

        foreach (var missing in (outcome.Work.Detail as long[] ?? []).Except(found.Select(conference => conference.ConferenceId)))
        {
            WriteFailure(GatewayException.For(FailureKind.ConferenceNotFound, target.Session.Context(Catalogue.QueryConfInfos, target.AgentId), $"conference {missing} is not running, or not this agent's"), missing);
        }
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _filter = new ConferenceFilter(ConferenceId, Chairperson);
        foreach (var (failure, input) in _filter.Unusable)
        {
            WriteFailure(failure, input);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        foreach (var (failure, input) in _filter.Elsewhere())
        {
            WriteFailure(failure, input);
        }
    }

    private bool IsWanted(Conference conference) =>
        (OlderThan is null || (conference.Elapsed ?? DateTimeOffset.Now - conference.StartTime) >= OlderThan) && _filter.IsWanted(conference);
}
