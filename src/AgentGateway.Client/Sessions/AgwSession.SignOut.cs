namespace AgentGateway;

/// <content>Signing out.</content>
public sealed partial class AgwSession
{
    /// <summary>Signs out and stops the poller. An agent that the gateway has already signed out counts as signed out.</summary>
    /// <param name="request">The options of the sign-out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GatewayException">It failed, or the session has no agent of its own; the session continues.</exception>
    public async Task SignOutAsync(SignOutRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var call = request.ToCall();
        var agentId = AgentId ?? throw GatewayException.For(
            FailureKind.InvalidArgument,
            Context(call.Operation),
            "this is a shared session without an agent of its own, so it can't sign out; detach it instead");
        Reconnection?.Cancel();
        GatewayException? unrecorded;
        try
        {
            using var turn = await SignInTurn.TakeAsync(Gateway, agentId, cancellationToken).ConfigureAwait(false);
            unrecorded = await SignOutAsync(call, agentId, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is OperationCanceledException or GatewayException { RetCode: not null })
        {
            // Nothing was sent, or the gateway has refused it, so the session continues as before.
            Reconnection?.Resume();
            throw;
        }

        End(SessionState.SignedOut, null);
        await StopPollingAsync().ConfigureAwait(false);
        if (unrecorded is not null)
        {
            throw unrecorded;
        }
    }

    /// <summary>Signs out. Returns a failure if the agent was signed out but the record of it might be missing; or null.</summary>
    private async ValueTask<GatewayException?> SignOutAsync(OperationCall call, int agentId, CancellationToken cancellationToken)
    {
        // If only this client has abandoned the session, the agent may still be signed in and take calls.
        if (IsOver && !MayBeSignedIn)
        {
            return null;
        }

        var lastError = LastError;
        LastOperation = call.Operation.Name;
        var result = await SendAsync(new ExchangeRequest(call, agentId, Options.OperationTimeout), cancellationToken).ConfigureAwait(false);
        var isRefusedByMistake = result.Reply is { RetCode: RetCodes.NotSignedIn }
            && await AskSignedInAsync(cancellationToken).ConfigureAwait(false) == true;
        if (isRefusedByMistake)
        {
            result = await SendAsync(new ExchangeRequest(call, agentId, Options.OperationTimeout), cancellationToken).ConfigureAwait(false);
        }

        if (result.Failure is { } failure)
        {
            throw NoteFailure(new Invocation(call, agentId, null), failure.WithAudit(result.AuditProblem));
        }

        var reply = result.Reply!;
        if (!reply.IsSuccess && (!IsSignedOut(reply) || (isRefusedByMistake && reply.RetCode == RetCodes.NotSignedIn)))
        {
            var refusal = GatewayException.ForRetCode(Context(call.Operation, agentId), reply.Facts, null).WithAudit(result.AuditProblem);
            throw NoteFailure(new Invocation(call, agentId, null), refusal);
        }

        // Even if a poll has reported the end first, this client has signed the agent out.
        End(SessionState.SignedOut, null);
        lock (_gate)
        {
            State = SessionState.SignedOut;
            LastError = lastError;
        }

        return FindUnrecorded(call.Operation, result);
    }

    /// <summary>Returns a failure if the gateway has accepted a change but the record of it might be missing; or null.</summary>
    private GatewayException? FindUnrecorded(Operation operation, ExchangeResult result) => result.AuditProblem is not { } problem
        ? null
        : GatewayException.For(
            FailureKind.AuditFailed,
            Context(operation),
            problem,
            variant: FailureVariants.UnrecordedOutcome,
            facts: new FailureFacts { RetCode = result.Reply?.RetCode, HttpStatus = result.Reply?.HttpStatus });

    private static bool IsSignedOut(Reply reply) => RetCodes.Has(reply.RetCode, RetCodeTraits.EndsSession);
}
