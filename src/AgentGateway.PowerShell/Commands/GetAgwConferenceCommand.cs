using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Shows running conferences: all of the VDN to an inspector, its own to another agent.</summary>
[Cmdlet(VerbsCommon.Get, "AgwConference", DefaultParameterSetName = AgentSet, HelpUri = HelpPage.Root + "Get-AgwConference.md")]
[OutputType(typeof(Conference))]
[GatewayOperation("queryAllConfIds", "queryConfInfos")]
public sealed class GetAgwConferenceCommand : AgentCommand
{
    private Func<Conference, bool> _isWanted = _ => true;

    /// <summary>Only these conferences; one that is not running is an error.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public long[]? ConferenceId { get; set; }

    /// <summary>Only those that have been running at least so long.</summary>
    [Parameter]
    [Minutes]
    public TimeSpan? OlderThan { get; set; }

    /// <summary>Only those of these chairpersons.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public int[]? Chairperson { get; set; }

    /// <summary>All of the VDN, or an error: without, an agent that is no inspector is shown its own.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    internal override string Action => "Ask for conferences";

    internal override bool ChangesSomething => false;

    internal override OperationCall CreateCall() => ConferenceCalls.QueryAll;

    internal override Func<AgentWork, CancellationToken, ValueTask<AgentOutcome>> CreateWork()
    {
        var onlyAll = All.IsPresent;
        return (work, cancellationToken) => AgentOutcome.OfAsync(work, work.Detail is long[] ids
            ? work.Session.GetConferencesAsync(ids, work.AgentId, cancellationToken)
            : onlyAll ? work.Session.GetAllConferencesAsync(work.AgentId, cancellationToken)
            : work.Session.GetVisibleConferencesAsync(work.AgentId, cancellationToken));
    }

    internal override object? Detail => ConferenceId;

    internal override void Write(AgentOutcome outcome)
    {
        if (outcome.Value is not IReadOnlyList<Conference> found)
        {
            base.Write(outcome);
            return;
        }

        Sessions.LastParticipants = [.. found.SelectMany(conference => conference.Participants)];
        foreach (var conference in found.Where(_isWanted))
        {
            WriteObject(conference);
        }

        foreach (var missing in (outcome.Work.Detail as long[] ?? []).Except(found.Select(conference => conference.ConferenceId)))
        {
            WriteFailure(GatewayException.For(FailureKind.ConferenceNotFound, outcome.Work.Session.Context(Catalogue.QueryConfInfos, outcome.Work.AgentId), $"conference {missing} is not running, or not this agent's"), missing);
        }
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var (olderThan, chairpersons) = (OlderThan, Chairperson);
        _isWanted = conference =>
            (olderThan is null || (conference.Elapsed ?? DateTimeOffset.Now - conference.StartTime) >= olderThan)
            && (chairpersons is null || (conference.AgentId is { } chairperson && chairpersons.Contains(chairperson)));
        base.BeginProcessing();
    }
}
