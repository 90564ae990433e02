using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Gets running conferences. An inspector gets all of the VDN; another agent gets its own.</summary>
[Cmdlet(VerbsCommon.Get, "AgwConference", HelpUri = HelpPage.Root + "Get-AgwConference.md")]
[OutputType(typeof(Conference))]
[GatewayOperation("queryAllConfIds", "queryConfInfos")]
public sealed class GetAgwConferenceCommand : QueryCommand<long[]?, IReadOnlyList<Conference>>
{
    private readonly LateSignIns _late = new();
    private readonly RegisteredInspector _registered;
    private ConferenceFilter _filter = null!;

    /// <summary>Creates the cmdlet.</summary>
    public GetAgwConferenceCommand() => _registered = new RegisteredInspector(this, new RegisteredSecrets(this), _late);

    /// <summary>Specifies the conferences. One that is not running is an error.</summary>
    [Parameter]
    [ConferenceIdentity]
    public ConferenceIdentity[]? ConferenceId { get; set; }

    /// <summary>Specifies the minimum running time of the conferences; a number without a unit is in minutes.</summary>
    [Parameter]
    [Minutes(MustBePositive = true)]
    public TimeSpan? OlderThan { get; set; }

    /// <summary>Specifies the chairpersons of the conferences.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [AgentIdentity]
    public AgentIdentity[]? Chairperson { get; set; }

    /// <summary>
    /// Indicates that all conferences of the VDN are returned. If the agent is no inspector, this is an error; without the parameter, such
    /// an agent gets its own conferences.
    /// </summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    internal override TargetRole Role => TargetRole.Query;

    /// <summary>The conferences to query by their IDs; null: those that the agent may see.</summary>
    internal override long[]? CreateRequest(in Target target)
    {
        var ids = _filter.IdsAt(target.Session.Gateway);
        if (target.ConferenceId is not { } ofInput)
        {
            return ids;
        }

        Limits.Require(ids is null || ids.Contains(ofInput)
            ? null
            : $"The input is about conference {ofInput}, which -ConferenceId doesn't specify.");
        return [ofInput];
    }

    internal override bool ShouldSend(ref Target target, long[]? request) => _filter.MayMatchAt(target.Session.Gateway);

    internal override Work<TargetWork<long[]?>, IReadOnlyList<Conference>> CreateWork()
    {
        var onlyAll = All.IsPresent;
        return Run((target, conferenceIds, cancellationToken) =>
        {
            if (conferenceIds is not null)
            {
                return target.Session.GetConferencesAsync(conferenceIds, target.AgentId, cancellationToken);
            }

            return onlyAll
                ? target.Session.GetAllConferencesAsync(target.AgentId, cancellationToken)
                : target.Session.GetVisibleConferencesAsync(target.AgentId, cancellationToken);
        });
    }

    internal override void Write(in Target target, long[]? request, IReadOnlyList<Conference> result)
    {
        Sessions.Completion.Participants = [.. result.SelectMany(conference => conference.Participants)];
        foreach (var conference in result.Where(Includes))
        {
            if (ConferenceFailures.NotMember(target, conference) is { } failure)
            {
                WriteFailure(failure, target.NamedAgentId);
            }
            else
            {
                WriteOutput(conference);
            }
        }

        foreach (var missing in (request ?? []).Except(result.Select(conference => conference.ConferenceId)))
        {
            WriteFailure(ConferenceFailures.NotRunning(target, missing), missing);
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
    protected override void ProcessRecord()
    {
        var isForInspector = AgentId is null && Session is null && !MyInvocation.ExpectingInput;
        if (isForInspector && RegisteredAddress.Of(Gateway) is { InspectorId: not null } registration)
        {
            ProcessInput(registration.Name, () => Session = [_registered.Open(Gateway!)]);
            if (Session is null)
            {
                return;
            }
        }

        base.ProcessRecord();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (HasBegun)
        {
            _late.LetEnd(Sessions, _registered.LetGo());
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        _registered.Close();

        foreach (var (failure, input) in _filter.Unqueried())
        {
            WriteFailure(failure, input);
        }
    }

    private bool Includes(Conference conference) =>
        (OlderThan is not { } age || conference.HasRunFor(age, DateTimeOffset.Now))
        && _filter.Includes(conference);
}
