namespace AgentGateway;

/// <content>Signing in. A sign-in that is canceled after it was sent is undone, so that no agent stays signed in unnoticed.</content>
public sealed partial class AgwSession
{
    /// <summary>Signs an agent in and starts its poller. Sign-ins and sign-outs of the same agent never overlap.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="request">The agent and the options of the sign-in.</param>
    /// <param name="cancellationToken">
    /// Cancels immediately. If the sign-in was already sent, the agent is signed out again as soon as the reply arrives.
    /// </param>
    /// <exception cref="GatewayException">It failed.</exception>
    /// <exception cref="OperationCanceledException">It was canceled. If it had been sent, the inner exception says so.</exception>
    public static Task<AgwSession> SignInAsync(Gateway gateway, SignInRequest request, CancellationToken cancellationToken = default) =>
        SignInAsync(gateway, request, static _ => { }, cancellationToken);

    /// <summary>Signs an agent in, and reports a sign-in that was canceled before its reply arrived.</summary>
    /// <param name="gateway">The gateway. It must stay open until such a sign-in has ended.</param>
    /// <param name="request">The agent and the options of the sign-in.</param>
    /// <param name="late">
    /// Receives the outcome of such a sign-in: the session, if the gateway refuses to sign the agent out again; otherwise null.
    /// </param>
    /// <param name="cancellationToken">Cancels immediately.</param>
    /// <param name="isPolling">Indicates that the session polls. Otherwise, the gateway signs the agent out after two minutes.</param>
    internal static async Task<AgwSession> SignInAsync(
        Gateway gateway,
        SignInRequest request,
        Action<Task<AgwSession?>> late,
        CancellationToken cancellationToken,
        bool isPolling = true)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        ArgumentNullException.ThrowIfNull(request);
        var call = request.ToCall(gateway.Options.MaximumAgentId);
        var gate = new SendGate();

        // Not disposed, because a late sign-in still uses its token.
        var withheld = new CancellationTokenSource();
        var signingIn = SignInAsync(gateway, call, request, gate, isPolling, withheld.Token, cancellationToken);
        try
        {
            await Polyfill.WaitAsync(signingIn, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !signingIn.IsCompleted)
        {
            if (!gate.TryWithhold())
            {
                late(EndLateAsync(signingIn));
                var failure = GatewayException.For(
                    FailureKind.OutcomeUnknown,
                    new CallContext(call.Operation.Name, request.AgentId, gateway.Address),
                    "canceled before the reply arrived; the agent is signed out again when the reply arrives");
                throw failure.OrCancelled(cancellationToken);
            }

            await Polyfill.CancelAsync(withheld).ConfigureAwait(false);
        }

        try
        {
            var session = await signingIn.ConfigureAwait(false);
            return !session.IsOver || !cancellationToken.IsCancellationRequested
                ? session
                : throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException canceled) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(
                canceled.Message,
                canceled.InnerException is GatewayException { WasNotTaken: false } failure ? failure : null,
                cancellationToken);
        }
    }

    private static async Task<AgwSession> SignInAsync(
        Gateway gateway,
        OperationCall call,
        SignInRequest request,
        SendGate gate,
        bool isPolling,
        CancellationToken withheld,
        CancellationToken cancellationToken)
    {
        using var turn = await SignInTurn.TakeAsync(gateway.Address, request.AgentId, withheld).ConfigureAwait(false);
        var sent = new ExchangeRequest(call, request.AgentId, gateway.Options.OperationTimeout) { Gate = gate };
        for (var attempt = 0; ; attempt++)
        {
            var exchanged = await gateway.ExchangeAsync(sent, ExchangeSecrets.None, withheld).ConfigureAwait(false);
            var failure = (exchanged.Failure ?? SignInFailure(gateway, call, request.AgentId, exchanged))
                ?.WithAudit(exchanged.AuditProblem);
            if (failure is null)
            {
                var facts = SignInFacts.Read(exchanged.Reply!.Result);
                var cookies = exchanged.Cookies is { Count: > 0 } list ? string.Join("; ", list) : null;
                var session = new AgwSession(
                    gateway,
                    request.AgentId,
                    exchanged.NewGuid ?? facts.Guid!,
                    cookies,
                    facts,
                    request)
                {
                    LastOperation = call.Operation.Name,
                };
                session.Unrecorded = session.FindUnrecorded(call.Operation, exchanged);

                // The session of another agent must not act for this agent.
                if (facts.AgentId is { } other && other != request.AgentId)
                {
                    _ = await session.TryUndoAsync(isInTurn: true).ConfigureAwait(false);
                    throw GatewayException.For(
                        FailureKind.BadReply, session.Context(call.Operation), "the reply is about another agent")
                        .OrCancelled(cancellationToken);
                }

                // In the same turn, so that a waiting sign-in finds the agent signed out.
                var isUndone = cancellationToken.IsCancellationRequested
                    && await session.TryUndoAsync(isInTurn: true).ConfigureAwait(false);
                if (isPolling && !isUndone)
                {
                    session.StartPolling();
                }

                return session;
            }

            if (!failure.WasNotTaken || attempt >= gateway.Options.MaximumRetryCount
                || gateway.IsClosed || cancellationToken.IsCancellationRequested)
            {
                throw failure.OrCancelled(cancellationToken);
            }

            gate.Reopen();
            await Polyfill.DelayAsync(gateway.Clock, BackOff.Pause(gateway.Options.RetryInterval, attempt), withheld).ConfigureAwait(false);
        }
    }

    /// <summary>The end of a sign-in that was canceled after it had been sent.</summary>
    private static async Task<AgwSession?> EndLateAsync(Task<AgwSession> signingIn)
    {
        try
        {
            var session = await signingIn.ConfigureAwait(false);
            return await session.TryUndoAsync(isInTurn: false).ConfigureAwait(false) ? null : session;
        }
        catch (Exception failure) when (failure is GatewayException or OperationCanceledException or ObjectDisposedException)
        {
            return null;
        }
    }

    /// <summary>
    /// Signs the agent out again after a sign-in that is not used. Returns false if the gateway refuses, for example because the agent is
    /// already in a call.
    /// </summary>
    internal async ValueTask<bool> TryUndoAsync(bool isInTurn)
    {
        try
        {
            if (isInTurn)
            {
                _ = await SignOutAsync(AgentCalls.Logout, AgentId!.Value, CancellationToken.None).ConfigureAwait(false);
            }
            else
            {
                await SignOutAsync(new SignOutRequest(), CancellationToken.None).ConfigureAwait(false);
            }

            return true;
        }
        catch (GatewayException)
        {
            return IsOver;
        }
    }

    private static GatewayException? SignInFailure(Gateway gateway, OperationCall call, int agentId, ExchangeResult exchanged)
    {
        var context = new CallContext(call.Operation.Name, agentId, gateway.Address);
        if (!exchanged.Reply!.IsSuccess)
        {
            return GatewayException.ForRetCode(context, exchanged.Reply.Facts, null);
        }

        var hasGuid = exchanged.NewGuid is not null || Limits.SessionGuid(SignInFacts.Read(exchanged.Reply.Result).Guid) is null;
        return hasGuid ? null : GatewayException.For(FailureKind.OutcomeUnknown, context, variant: FailureVariants.NoGuid);
    }
}
