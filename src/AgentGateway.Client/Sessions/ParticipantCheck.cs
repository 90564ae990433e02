namespace AgentGateway;

/// <summary>
/// Explains why the gateway refused an operation on one participant: 000-002 is its answer to every argument that it does not like, and the
/// limits were checked before. Only its own list of the participants says that the address is not in the conference.
/// </summary>
internal static class ParticipantCheck
{
    /// <summary>The refusal as <see cref="FailureKind.ParticipantNotFound"/> where the conference is there without the participant; else as it is.</summary>
    /// <param name="session">The session that sent the operation.</param>
    /// <param name="call">The operation.</param>
    /// <param name="sender">The agent of the operation's path.</param>
    /// <param name="conferenceId">The conference that was meant, or null where it is not known.</param>
    /// <param name="refusal">What the gateway said.</param>
    /// <param name="cancellationToken">Cancels the query; the refusal stays.</param>
    public static async ValueTask<GatewayException> ExplainAsync(AgwSession session, OperationCall call, int sender, long? conferenceId, GatewayException refusal, CancellationToken cancellationToken)
    {
        if (refusal.RetCode != "000-002" || call.Participant is not { } address || conferenceId is not { } id)
        {
            return refusal;
        }

        try
        {
            var asked = await session.SendAsync(ConferenceCalls.Query([id]), sender, session.Options.OperationTimeout, cancellationToken).ConfigureAwait(false);
            var conference = asked.Reply is { IsSuccess: true } reply ? ResultReader.Conferences(reply.Result, session.Gateway).FirstOrDefault(one => one.ConferenceId == id) : null;
            return conference?.AgentId == sender && !conference.Participants.Any(one => one.AddressType == call.ParticipantType && string.Equals(one.Address, address, StringComparison.Ordinal))
                ? NotFound(session.Context(call.Operation, sender), call, refusal)
                : refusal;
        }
        catch (OperationCanceledException)
        {
            return refusal;
        }
    }

    private static GatewayException NotFound(CallContext context, OperationCall call, GatewayException refusal) =>
        new(FailureKind.ParticipantNotFound, Messages.Compose(FailureKind.ParticipantNotFound, context, $"{call.ParticipantType} {call.Participant}; the gateway answered {refusal.RetCode}"))
        {
            RetCode = refusal.RetCode,
            GatewayMessage = refusal.GatewayMessage,
            Cause = refusal.Cause,
            HttpStatus = refusal.HttpStatus,
            Operation = context.Operation,
            AgentId = context.AgentId,
            Gateway = context.Gateway,
            Result = refusal.Result,
            Remedy = Messages.Remedy(FailureKind.ParticipantNotFound, null),
        };
}
