using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Gets the participants of conferences from the pipeline, or of those that the agent may see.</summary>
[Cmdlet(VerbsCommon.Get, "AgwParticipant", HelpUri = HelpPage.Root + "Get-AgwParticipant.md")]
[OutputType(typeof(Participant))]
[GatewayOperation("queryConfInfos")]
public sealed class GetAgwParticipantCommand : QueryCommand<NoRequest, IReadOnlyList<Conference>>
{
    /// <summary>Specifies conferences that Get-AgwConference returned. The gateway is not queried again.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Conference[]? InputObject { get; set; }

    /// <summary>Specifies the conference whose participants are returned.</summary>
    [Parameter]
    [ConferenceId]
    public long? ConferenceId { get; set; }

    /// <summary>Specifies the participants; wildcards are allowed.</summary>
    [Parameter]
    [Alias("Participant")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ValidateWildcard]
    [ArgumentCompleter(typeof(ParticipantPatternCompleter))]
    public string[]? Address { get; set; }

    internal override TargetRole Role => TargetRole.Query;

    internal override long? NamedConference => ConferenceId;

    internal override NoRequest CreateRequest(in Target target) => default;

    internal override Work<TargetWork<NoRequest>, IReadOnlyList<Conference>> CreateWork() =>
        Run(static (target, _, cancellationToken) => target.ConferenceId is { } id
            ? target.Session.GetConferencesAsync([id], target.AgentId, cancellationToken)
            : target.Session.GetVisibleConferencesAsync(target.AgentId, cancellationToken));

    internal override void Write(in Target target, NoRequest request, IReadOnlyList<Conference> result)
    {
        List<Conference> conferences = [];
        foreach (var conference in result)
        {
            if (ConferenceFailures.NotMember(target, conference) is { } failure)
            {
                WriteFailure(failure, target.NamedAgentId);
            }
            else
            {
                conferences.Add(conference);
            }
        }

        WriteParticipants(conferences);
        if (target.ConferenceId is { } id && result.Count == 0)
        {
            WriteFailure(ConferenceFailures.NotRunning(target, id), id);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var given = GivenConferences();
        if (given.Length == 0)
        {
            base.ProcessRecord();
            return;
        }

        WriteGiven(given);
        AgentId = AgentId?.Where(input => input.Facts?.Conference is null).ToArray();
        if (AgentId is { Length: > 0 })
        {
            base.ProcessRecord();
        }
    }

    /// <summary>
    /// The conferences whose participants are already known. They need neither a session nor a query, unless -Session is specified.
    /// </summary>
    private Conference[] GivenConferences()
    {
        if (InputObject is not null)
        {
            return InputObject;
        }

        return Session is not null || Typed.Problem is not null || AgentId is null
            ? []
            : AgentId.Select(input => input.Facts?.Conference).OfType<Conference>().ToArray();
    }

    private void WriteGiven(Conference[] given)
    {
        List<Conference> conferences = [];
        foreach (var conference in given)
        {
            ProcessInput(conference.AgentId, () =>
            {
                Limits.Require(Session is not null
                    ? "-Session can't be combined with -InputObject: the conferences are not queried again."
                    : null);
                _ = TargetResolver.Agree(Gateway, conference.Gateway);
                _ = TargetResolver.Agree(ConferenceId, conference.ConferenceId);
                conferences.Add(conference);
            });
        }

        if (conferences.Count > 0)
        {
            WriteParticipants(conferences);
        }
    }

    private void WriteParticipants(IReadOnlyList<Conference> conferences)
    {
        Participant[] participants = [.. conferences.SelectMany(conference => conference.Participants)];
        Sessions.Completion.Participants = participants;
        var wanted = Address?.Select(pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase)).ToArray();
        foreach (var participant in participants)
        {
            if (wanted is null || Array.Exists(wanted, pattern => pattern.IsMatch(participant.Address)))
            {
                WriteOutput(participant);
            }
        }
    }
}
