using System.Globalization;

namespace AgentGateway;

/// <summary>
/// The answers of the participants that one call has invited. Their events contain the participant, so each answer can be assigned.
/// </summary>
/// <param name="accepted">The result of the call.</param>
/// <param name="invitees">The participants.</param>
/// <param name="clock">Measures the time to each answer.</param>
internal sealed class InvitationAnswers(OperationResult accepted, IReadOnlyList<Invitee> invitees, TimeProvider clock)
{
    private readonly long _acceptedAt = clock.GetTimestamp();
    private readonly Dictionary<Invitee, (AgentEvent Event, TimeSpan Elapsed)> _answers = [];

    /// <summary>All participants have answered.</summary>
    public bool AreComplete => _answers.Count == invitees.Count;

    /// <summary>Processes an event. The first event about a participant is its answer.</summary>
    public void Note(AgentEvent received)
    {
        if (received is { EventType: EventName.ConfParticipantChanged, Content: ParticipantChange change }
            && change.ChangeType is ParticipantChangeType.Joined or ParticipantChangeType.Left
            && (accepted.ConferenceId is null || change.ConferenceId is null || change.ConferenceId == accepted.ConferenceId)
            && invitees.FirstOrDefault(one => change.IsAbout(one.Address, one.AddressType)) is { } invitee
            && !_answers.ContainsKey(invitee))
        {
            _answers.Add(invitee, (received, accepted.Elapsed + clock.GetElapsedTime(_acceptedAt)));
        }
    }

    /// <summary>Returns the outcome of each participant.</summary>
    /// <param name="context">The call, for errors.</param>
    /// <param name="end">The failure of the participants that haven't answered.</param>
    /// <param name="detail">The reason in words.</param>
    public IReadOnlyDictionary<Invitee, Outcome<OperationResult>> Finish(CallContext context, FailureKind end, string detail) =>
        invitees.ToDictionary(static one => one, one => OutcomeOf(one, context, end, detail));

    private Outcome<OperationResult> OutcomeOf(Invitee invitee, CallContext context, FailureKind end, string detail)
    {
        if (!_answers.TryGetValue(invitee, out var answer))
        {
            return Failure(context, end, invitee, detail, ParticipantResult.From(accepted, invitee), null);
        }

        return answer.Event.Content is ParticipantChange { ChangeType: ParticipantChangeType.Joined, Result: 0 }
            ? ParticipantResult.From(accepted, invitee, answer.Event, answer.Elapsed)
            : Refusal(context, invitee, answer.Event, answer.Elapsed);
    }

    private GatewayException Refusal(CallContext context, Invitee invitee, AgentEvent answer, TimeSpan elapsed)
    {
        var change = (ParticipantChange)answer.Content!;
        var detail = change.ChangeType == ParticipantChangeType.Left
            ? string.Format(CultureInfo.InvariantCulture, "refused ({0}, {1})", EventName.ConfParticipantChanged, change.LeaveReason)
            : string.Format(CultureInfo.InvariantCulture, "not joined ({0}, result {1})", EventName.ConfParticipantChanged, change.Result);
        return Failure(
            context,
            FailureKind.OperationFailed,
            invitee,
            detail,
            ParticipantResult.From(accepted, invitee, answer, elapsed),
            change.ChangeType == ParticipantChangeType.Left ? null : change.Result);
    }

    private static GatewayException Failure(
        CallContext context, FailureKind kind, Invitee invitee, string detail, ParticipantResult result, int? cause)
    {
        var facts = new FailureFacts { RetCode = result.RetCode, Cause = cause, Result = result };
        var variant = kind == FailureKind.NotSignedIn ? FailureVariants.Accepted : null;
        return GatewayException.For(kind, context, $"{invitee.Address}: {detail}", variant: variant, facts: facts)
            .About(new FailureSubject(result.ConferenceId, invitee.Address, invitee.AddressType));
    }
}
