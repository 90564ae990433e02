using System.Globalization;

namespace AgentGateway;

/// <summary>The answers of those that one call has invited. Their events name the participant, so each is told from the others.</summary>
/// <param name="accepted">The result of the call.</param>
/// <param name="invitees">The participants.</param>
/// <param name="clock">Measures the time to each answer.</param>
internal sealed class InvitationAnswers(OperationResult accepted, IReadOnlyList<Invitee> invitees, TimeProvider clock)
{
    private const string Changed = "AgentConf_ParticipantChanged";

    private readonly long _acceptedAt = clock.GetTimestamp();
    private readonly Dictionary<Invitee, (AgentEvent Event, TimeSpan Elapsed)> _answers = [];

    /// <summary>All have answered.</summary>
    public bool AreComplete => _answers.Count == invitees.Count;

    /// <summary>Takes an event; the first about a participant is its answer.</summary>
    public void Note(AgentEvent received)
    {
        if (received.EventType == Changed && received.Content is ParticipantChange { ChangeType: ParticipantChangeType.Joined or ParticipantChangeType.Left } change
            && (accepted.ConferenceId is null || change.ConferenceId is null || change.ConferenceId == accepted.ConferenceId)
            && invitees.FirstOrDefault(one => IsAbout(change, one)) is { } invitee && !_answers.ContainsKey(invitee))
        {
            _answers.Add(invitee, (received, accepted.Elapsed + clock.GetElapsedTime(_acceptedAt)));
        }
    }

    /// <summary>The outcome of each participant.</summary>
    /// <param name="context">What an error says of the call.</param>
    /// <param name="end">Why those failed that have not answered.</param>
    /// <param name="detail">The same in words.</param>
    public IReadOnlyDictionary<Invitee, Outcome> Finish(CallContext context, FailureKind end, string detail) => invitees.ToDictionary(
        static one => one,
        one => !_answers.TryGetValue(one, out var answer) ? new Outcome(Failure(context, end, one, detail, ParticipantResult.From(accepted, one), null))
            : answer.Event.Content is ParticipantChange { ChangeType: ParticipantChangeType.Joined, Result: 0 } ? new Outcome(ParticipantResult.From(accepted, one, answer.Event, answer.Elapsed))
            : new Outcome(Refusal(context, one, answer.Event, answer.Elapsed)));

    private GatewayException Refusal(CallContext context, Invitee invitee, AgentEvent answer, TimeSpan elapsed)
    {
        var change = (ParticipantChange)answer.Content!;
        var detail = change.ChangeType == ParticipantChangeType.Left
            ? string.Format(CultureInfo.InvariantCulture, "refused ({0}, {1})", Changed, change.LeaveReason)
            : string.Format(CultureInfo.InvariantCulture, "not joined ({0}, result {1})", Changed, change.Result);
        return Failure(context, FailureKind.OperationFailed, invitee, detail, ParticipantResult.From(accepted, invitee, answer, elapsed), change.ChangeType == ParticipantChangeType.Left ? null : change.Result);
    }

    private static GatewayException Failure(CallContext context, FailureKind kind, Invitee invitee, string detail, ParticipantResult result, int? cause) =>
        new GatewayException(kind, Messages.Compose(kind, context, $"{invitee.Address}: {detail}"))
        {
            Operation = context.Operation,
            AgentId = context.AgentId,
            Gateway = context.Gateway,
            RetCode = result.RetCode,
            Cause = cause,
            Result = result,
            Remedy = Messages.Remedy(kind, null),
        }.About(invitee, result.ConferenceId);

    // An agent and a phone can have the same number; a gateway that does not say which it means leaves only the number.
    private static bool IsAbout(ParticipantChange change, Invitee invitee) =>
        string.Equals(change.Participant, invitee.Address, StringComparison.Ordinal) && (change.ParticipantType == default || change.ParticipantType == invitee.AddressType);
}
