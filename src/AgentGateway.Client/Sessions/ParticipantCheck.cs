namespace AgentGateway;

/// <summary>
/// Finds out whether the gateway refused an operation because the participant isn't in the conference. The gateway returns 000-002 for any
/// invalid argument, so only its list of participants can show this.
/// </summary>
internal static class ParticipantCheck
{
    /// <summary>
    /// Returns the refusal as <see cref="FailureKind.ParticipantNotFound"/> if the participant isn't in the running conference; otherwise
    /// unchanged.
    /// </summary>
    /// <param name="session">The session that sent the operation.</param>
    /// <param name="call">The operation.</param>
    /// <param name="sender">The agent in the path of the operation.</param>
    /// <param name="conferenceId">The conference of the operation, or null if it isn't known.</param>
    /// <param name="refusal">The refusal.</param>
    /// <param name="cancellationToken">Cancels the query. The refusal is then returned unchanged.</param>
    public static async ValueTask<GatewayException> ExplainAsync(
        AgwSession session,
        OperationCall call,
        int sender,
        long? conferenceId,
        GatewayException refusal,
        CancellationToken cancellationToken)
    {
        if (call.Participant is null || conferenceId is not { } id
            || refusal.RetCode is not { } code || !RetCodes.Has(code, RetCodeTraits.MayBeMissingParticipant))
        {
            return refusal;
        }

        try
        {
            var query = ConferenceCalls.Query([id]);
            var request = new ExchangeRequest(query, sender, session.Options.OperationTimeout);
            var result = await session.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var conference = result.Reply is { IsSuccess: true } reply
                ? ConferenceResults.Conferences(reply.Result, session.Gateway)?.FirstOrDefault(one => one.ConferenceId == id)
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
