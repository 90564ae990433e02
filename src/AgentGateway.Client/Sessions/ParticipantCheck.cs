namespace AgentGateway;

/// <summary>
/// Explains why the gateway refused an operation on one participant: it answers 000-002 to any argument that it doesn't accept, and the limits were
/// checked before. Only its own list of the participants shows that the address is not in the conference.
/// </summary>
internal static class ParticipantCheck
{
    /// <summary>
    /// Returns the refusal as <see cref="FailureKind.ParticipantNotFound"/> if the conference runs without the participant; otherwise as it is.
    /// </summary>
    /// <param name="session">The session that sent the operation.</param>
    /// <param name="call">The operation.</param>
    /// <param name="sender">The agent of the operation's path.</param>
    /// <param name="conferenceId">The conference that was meant, or null if it isn't known.</param>
    /// <param name="refusal">The refusal.</param>
    /// <param name="cancellationToken">Cancels the query; the refusal stays.</param>
    public static async ValueTask<GatewayException> ExplainAsync(
        AgwSession session, OperationCall call, int sender, long? conferenceId, GatewayException refusal, CancellationToken cancellationToken)
    {
        if (call.Participant is null || conferenceId is not { } id
            || refusal.RetCode is not { } code || !RetCodes.Has(code, RetCodeTraits.MayBeMissingParticipant))
        {
            return refusal;
        }

        try
        {
            var query = ConferenceCalls.Query([id]);
            var result = await session.SendAsync(query, sender, session.Options.OperationTimeout, cancellationToken).ConfigureAwait(false);
            var conference = result.Reply is { IsSuccess: true } reply
                ? ConferenceResults.Conferences(reply.Result, session.Gateway).FirstOrDefault(one => one.ConferenceId == id)
                : null;
            return conference?.AgentId == sender && !conference.Participants.Any(one => IsTarget(one, call))
                ? NotFound(session.Context(call.Operation, sender), call, refusal)
                : refusal;
        }
        catch (OperationCanceledException)
        {
            return refusal;
        }
    }

    private static bool IsTarget(Participant participant, OperationCall call) =>
        participant.AddressType == call.ParticipantType && string.Equals(participant.Address, call.Participant, StringComparison.Ordinal);

    private static GatewayException NotFound(CallContext context, OperationCall call, GatewayException refusal)
    {
        var detail = $"{call.ParticipantType} {call.Participant}; the gateway answered {refusal.RetCode}";
        var facts = new FailureFacts
        {
            RetCode = refusal.RetCode,
            GatewayMessage = refusal.GatewayMessage,
            Cause = refusal.Cause,
            HttpStatus = refusal.HttpStatus,
            Result = refusal.Result,
        };
        return GatewayException.For(FailureKind.ParticipantNotFound, context, detail, facts: facts);
    }
}
