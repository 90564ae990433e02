using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Shows who is in conferences: in those that are piped in, or in those that the agent may see.</summary>
[Cmdlet(VerbsCommon.Get, "AgwParticipant", HelpUri = HelpPage.Root + "Get-AgwParticipant.md")]
[OutputType(typeof(Participant))]
[GatewayOperation("queryConfInfos")]
public sealed class GetAgwParticipantCommand : AgentCommand
{
    /// <summary>The conferences, as Get-AgwConference returns them; the gateway is not queried again.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Conference[]? InputObject { get; set; }

    /// <summary>Only the participants of this conference.</summary>
    [Parameter]
    [ConferenceId]
    public long? ConferenceId { get; set; }

    /// <summary>Only these participants; wildcards are allowed.</summary>
    [Parameter]
    [Alias("Participant")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ValidateWildcard]
    [ArgumentCompleter(typeof(ParticipantPatternCompleter))]
    public string[]? Address { get; set; }

    internal override string Action => "Ask for participants";

    internal override TargetRole Role => TargetRole.Query;

    internal override bool ChangesSomething => false;

    internal override long? NamedConference => ConferenceId;

    internal override OperationCall CreateCall() => ConferenceCalls.QueryAll;

    internal override Func<AgentWork, CancellationToken, ValueTask<AgentOutcome>> CreateWork() => (work, cancellationToken) =>
        AgentOutcome.OfAsync(work, work.Target.ConferenceId is { } id
            ? work.Target.Session.GetConferencesAsync([id], work.Target.AgentId, cancellationToken)
            : work.Target.Session.GetVisibleConferencesAsync(work.Target.AgentId, cancellationToken));

    internal override void Write(AgentOutcome outcome)
    {
        if (outcome.Value is not IReadOnlyList<Conference> found)
        {
            base.Write(outcome);
            return;
        }

        var target = outcome.Work.Target;
        Attempt(target.Named, () => WriteParticipants([.. found.Select(conference => conference.RequireMember(target))]));
        if (target.ConferenceId is { } id && found.Count == 0)
        {
            WriteFailure(GatewayException.For(FailureKind.ConferenceNotFound, target.Session.Context(Catalogue.QueryConfInfos, target.AgentId), $"conference {id} is not running, or not this agent's"), id);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // A conference that is here already needs neither a session nor a query, unless a session is to be asked.
        var listed = InputObject ?? (Session is not null || Typed.Problem is not null ? [] : AgentId?.Select(input => input.Facts?.Conference).OfType<Conference>().ToArray() ?? []);
        List<Conference> meant = [];
        foreach (var conference in listed)
        {
            Attempt(conference.AgentId, () =>
            {
                Limits.Require(Typed.Problem);
                Limits.Require(InputObject is not null && Session is not null ? "-Session does not go with -InputObject: the conferences are here already, and nobody is asked." : null);
                _ = TargetResolver.Agree(Gateway, conference.Gateway);
                _ = TargetResolver.Agree(ConferenceId, conference.ConferenceId);
                meant.Add(conference);
            });
        }

        if (meant.Count > 0)
        {
            WriteParticipants(meant);
        }

        if (listed.Length > 0)
        {
            AgentId = AgentId?.Where(input => input.Facts?.Conference is null).ToArray();
        }

        if (listed.Length == 0 || AgentId is { Length: > 0 })
        {
            base.ProcessRecord();
        }
    }

    private void WriteParticipants(IReadOnlyList<Conference> conferences)
    {
        Sessions.LastParticipants = [.. conferences.SelectMany(conference => conference.Participants)];
        var wanted = Address?.Select(pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase)).ToArray();
        foreach (var participant in conferences.SelectMany(conference => conference.Participants))
        {
            if (wanted is null || Array.Exists(wanted, pattern => pattern.IsMatch(participant.Address)))
            {
                WriteOutput(participant);
            }
        }
    }
}
