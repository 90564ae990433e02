namespace AgentGateway;

/// <summary>Sends operations to targets. If a target contains a conference or a phone call, it is verified first.</summary>
public static class TargetedInvocation
{
    /// <summary>Sends one operation to a target and reads its reply.</summary>
    /// <param name="session">The session that sends it.</param>
    /// <param name="call">The operation.</param>
    /// <param name="target">The agent and its conference.</param>
    /// <param name="wait">The time limit for the event that ends the operation; null: no wait.</param>
    /// <param name="cancellationToken">Cancels immediately. An operation that was already sent may have been carried out.</param>
    /// <exception cref="GatewayException">
    /// It failed; <see cref="GatewayException.Kind"/> is the reason. With <see cref="FailureKind.ConferenceChanged"/>,
    /// <see cref="FailureKind.ConferenceUnknown"/> and <see cref="FailureKind.CallChanged"/>, and with
    /// <see cref="FailureKind.ConferenceNotFound"/> and <see cref="FailureKind.CallNotFound"/> without a
    /// <see cref="GatewayException.RetCode"/>, nothing was sent.
    /// </exception>
    /// <exception cref="OperationCanceledException">
    /// It was canceled. If it had been sent, the inner exception says that its outcome is unknown.
    /// </exception>
    public static async ValueTask<OperationResult> InvokeAsync(
        this AgwSession session, OperationCall call, OperationTarget target, TimeSpan? wait =
            null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        var outcome = await session.TryInvokeAsync(call, target, wait, cancellationToken).ConfigureAwait(false);
        return outcome.Failed ? throw outcome.Failure.OrCancelled(cancellationToken) : outcome.Value;
    }

    /// <summary>Sends one operation to a target and returns a failure as a value.</summary>
    internal static ValueTask<Outcome<OperationResult>> TryInvokeAsync(
        this AgwSession session, OperationCall call, OperationTarget target, TimeSpan? wait, CancellationToken cancellationToken) =>
        target.ConferenceId is not null || (target.CallId is not null && call?.Operation.ActsOn is not (null or CallRole.None))
            ? VerifyAndInvokeAsync(
                session, session.InvocationOf(call, target.AgentId, target.ConferenceId), target, wait, cancellationToken)
            : session.TryInvokeAsync(call!, target.AgentId, wait, cancellationToken);

    private static ValueTask<Outcome<OperationResult>> VerifyAndInvokeAsync(
        AgwSession session, AgwSession.Invocation asked, OperationTarget target, TimeSpan? wait, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asked.Call);
        if (session.FindRefusal(asked, wait) is { } refusal)
        {
            return new ValueTask<Outcome<OperationResult>>(refusal);
        }

        IPrecondition check = asked.ConferenceId is { } conferenceId
            ? new ConferenceCheck(session, target, asked.Call, asked.AgentId, conferenceId)
            : new CallCheck(session, asked.Call, asked.AgentId, target.CallId!);
        return session.InvokeCheckedAsync(asked with { Precondition = check }, wait, cancellationToken);
    }
}
