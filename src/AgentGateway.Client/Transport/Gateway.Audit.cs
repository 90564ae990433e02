namespace AgentGateway;

/// <content>The record of a change: the request is recorded before it is sent, and the outcome before the caller receives it.</content>
public sealed partial class Gateway
{
    /// <summary>
    /// Sends one request once and reads its reply. A transport failure is returned as a value. Only cancellation by the caller throws,
    /// unless a write was already sent: the outcome is then unknown, and that failure is returned.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="secrets">The GUID and the cookies of the session, and who takes a new GUID.</param>
    /// <param name="cancellationToken">Cancels immediately.</param>
    internal ValueTask<ExchangeResult> ExchangeAsync(
        ExchangeRequest request, ExchangeSecrets secrets, CancellationToken cancellationToken) =>
        _audit.Covers(request.Operation)
            ? RecordAsync(request, secrets, cancellationToken)
            : SendOnceAsync(request, secrets, cancellationToken);

    private async ValueTask<ExchangeResult> RecordAsync(
        ExchangeRequest request, ExchangeSecrets secrets, CancellationToken cancellationToken)
    {
        var change = new AuditedChange(request.Call, request.AgentId, request.ConferenceId, Clock);
        try
        {
            if (await _audit.BeginAsync(change, cancellationToken).ConfigureAwait(false) is { } problem)
            {
                var context = ContextOf(request);
                return ExchangeResult.NotSent(GatewayException.For(FailureKind.AuditFailed, context, problem));
            }

            var exchanged = await SendOnceAsync(request, secrets, cancellationToken).ConfigureAwait(false);
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

    private static AuditOutcome OutcomeOf(ExchangeResult exchanged) => exchanged.Reply is { } reply
        ? AuditOutcome.OfReply(reply.RetCode, reply.HttpStatus)
        : AuditOutcome.OfFailure(exchanged.Failure!, exchanged.IsNotSent);
}
