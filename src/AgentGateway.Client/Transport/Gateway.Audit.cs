namespace AgentGateway;

/// <content>The record of a change: the request is recorded before it is sent, and the outcome before the caller receives it.</content>
public sealed partial class Gateway
{
    /// <summary>Sends one request for a session, which takes a new GUID as soon as the headers of the reply arrive.</summary>
    /// <param name="call">The operation.</param>
    /// <param name="agentId">The calling agent.</param>
    /// <param name="secrets">The GUID and the cookies of the session.</param>
    /// <param name="receiver">The session.</param>
    /// <param name="guidVersion">The version of the GUID that is sent.</param>
    /// <param name="timeout">
    /// The time limit, from sending. If the gateway is overloaded, the call first waits for its turn, without this limit.
    /// </param>
    /// <param name="cancellationToken">Cancels immediately.</param>
    /// <param name="gate">Decides at the last moment whether the request is sent; null: it is sent.</param>
    /// <param name="precondition">The precondition for sending it; null: none.</param>
    /// <param name="hasTurn">Indicates that the call is a query for another call, which has already waited for its turn.</param>
    /// <param name="conferenceId">The conference of the call, for the audit record; null: it is unknown.</param>
    internal ValueTask<ExchangeResult> ExchangeAsync(
        OperationCall call,
        int agentId,
        ExchangeSecrets secrets,
        IGuidReceiver? receiver,
        int guidVersion,
        TimeSpan timeout,
        CancellationToken cancellationToken,
        SendGate? gate = null,
        IPrecondition? precondition = null,
        bool hasTurn = false,
        long? conferenceId = null) =>
        _audit.Covers(call.Operation)
            ? RecordAsync(
                call, agentId, secrets, receiver, guidVersion, timeout, gate, precondition, hasTurn, conferenceId, cancellationToken)
            : SendOnceAsync(call, agentId, secrets, receiver, guidVersion, timeout, gate, precondition, hasTurn, cancellationToken);

    private async ValueTask<ExchangeResult> RecordAsync(
        OperationCall call,
        int agentId,
        ExchangeSecrets secrets,
        IGuidReceiver? receiver,
        int guidVersion,
        TimeSpan timeout,
        SendGate? gate,
        IPrecondition? precondition,
        bool hasTurn,
        long? conferenceId,
        CancellationToken cancellationToken)
    {
        var change = new AuditedChange(call, agentId, conferenceId, Clock);
        try
        {
            if (await _audit.BeginAsync(change, cancellationToken).ConfigureAwait(false) is { } problem)
            {
                var context = ContextOf(call, call.TargetAgentId ?? agentId);
                return ExchangeResult.NotSent(GatewayException.For(FailureKind.AuditFailed, context, problem));
            }

            var exchanged = await SendOnceAsync(
                call, agentId, secrets, receiver, guidVersion, timeout, gate, precondition, hasTurn, cancellationToken)
                .ConfigureAwait(false);
            return exchanged.WithAudit(
                await _audit.EndAsync(change, OutcomeOf(exchanged), cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // Nothing was sent. If the change had been sent, SendOnceAsync would have returned an unknown outcome instead.
            _ = await _audit.EndAsync(change, AuditOutcome.Canceled, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private static AuditOutcome OutcomeOf(in ExchangeResult exchanged) => exchanged.Reply is { } reply
        ? AuditOutcome.OfReply(reply.RetCode, reply.HttpStatus)
        : AuditOutcome.OfFailure(exchanged.Failure!, exchanged.IsNotSent);
}
