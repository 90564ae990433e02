namespace AgentGateway;

/// <content>Sending: the GUID and its rotation, repetition, waiting for the event.</content>
public sealed partial class AgwSession
{
    // How long a refusal may wait for the poll that brings the GUID it was refused for.
    private static readonly TimeSpan RotationPatience = TimeSpan.FromSeconds(1);

    /// <summary>Sends one operation and reads its reply.</summary>
    /// <param name="call">What to send.</param>
    /// <param name="agentId">For whom; null: the session's own agent.</param>
    /// <param name="wait">Waits that long for the event that ends the operation; null: not at all.</param>
    /// <param name="cancellationToken">Gives up at once; what was sent may have been carried out.</param>
    /// <exception cref="GatewayException">It failed; <see cref="GatewayException.Kind"/> says how.</exception>
    /// <exception cref="OperationCanceledException">It was given up. Where it had been sent, the inner exception says that its outcome is unknown.</exception>
    public async ValueTask<OperationResult> InvokeAsync(OperationCall call, int? agentId = null, TimeSpan? wait = null, CancellationToken cancellationToken = default)
    {
        var outcome = await TryInvokeAsync(call, agentId, wait, cancellationToken).ConfigureAwait(false);
        return outcome.Result ?? throw outcome.Failure!.OrCancelled(cancellationToken);
    }

    /// <summary>Sends one operation to a target, and reads its reply. Where the target names a conference, it is verified first.</summary>
    /// <param name="call">What to send.</param>
    /// <param name="target">For whom.</param>
    /// <param name="wait">Waits that long for the event that ends the operation; null: not at all.</param>
    /// <param name="cancellationToken">Cancels at once; what was sent may have been carried out.</param>
    /// <exception cref="GatewayException">
    /// It failed; <see cref="GatewayException.Kind"/> says how. With <see cref="FailureKind.ConferenceChanged"/>, <see cref="FailureKind.ConferenceUnknown"/> and
    /// <see cref="FailureKind.ConferenceNotFound"/> without a <see cref="GatewayException.RetCode"/> nothing was sent.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled. Where it had been sent, the inner exception says that its outcome is unknown.</exception>
    public async ValueTask<OperationResult> InvokeAsync(OperationCall call, OperationTarget target, TimeSpan? wait = null, CancellationToken cancellationToken = default)
    {
        var outcome = await TryInvokeAsync(call, target, wait, cancellationToken).ConfigureAwait(false);
        return outcome.Result ?? throw outcome.Failure!.OrCancelled(cancellationToken);
    }

    /// <summary>The same, with a failure as a value.</summary>
    internal ValueTask<Outcome> TryInvokeAsync(OperationCall call, OperationTarget target, TimeSpan? wait, CancellationToken cancellationToken) =>
        TryInvokeAsync(call, target.AgentId, wait, cancellationToken);

    /// <summary>The same, with a failure as a value: twenty thousand refusals are no exceptions.</summary>
    internal async ValueTask<Outcome> TryInvokeAsync(OperationCall call, int? agentId, TimeSpan? wait, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var agent = agentId ?? AgentId ?? 0;
        if (Refusal(call, agent, wait) is { } refusal)
        {
            return new Outcome(refusal);
        }

        var clock = Transport.Clock;
        var started = clock.GetTimestamp();
        var isWaitedFor = wait is not null && call.Completion is not null;
        var reader = isWaitedFor ? ReadEvents() : null;
        LastOperation = call.Operation.Name;
        var exchanged = await SendAsync(call, agent, Options.OperationTimeout, cancellationToken).ConfigureAwait(false);
        if (exchanged.Failure is { } failure)
        {
            return Noted(call, agent, failure);
        }

        var reply = exchanged.Reply!;
        if (!reply.IsSuccess)
        {
            return Noted(call, agent, GatewayException.ForRetCode(ContextOf(call, agent), reply, Result(call, agent, reply, [], started)));
        }

        return reader is null
            ? new Outcome(Result(call, agent, reply, [], started))
            : await WaitForEventAsync(call, agent, reply, reader, started, wait!.Value, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Sends with this session's GUID. A refusal of a GUID that has just been replaced is sent again once with the new one; what was
    /// certainly not taken, and reads, are repeated with pauses (design, decision 6).
    /// </summary>
    internal async ValueTask<Exchanged> SendAsync(OperationCall call, int agentId, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var isResent = false;
        for (var attempt = 0; ; attempt++)
        {
            var guid = _guid;
            var exchanged = await Transport.ExchangeAsync(call, agentId, new ExchangeSecrets(guid.Reveal(), _cookies), timeout, cancellationToken).ConfigureAwait(false);
            if (exchanged.NewGuid is { } newGuid)
            {
                TakeGuid(newGuid, guid);
            }

            if (exchanged.Reply is { } reply)
            {
                NoteContact();
                if (RetCodes.RefusesGuid(reply.RetCode) && !isResent && await HasNewerGuidAsync(guid, cancellationToken).ConfigureAwait(false))
                {
                    isResent = true;
                    attempt--;
                    continue;
                }

                if (!RetCodes.WasNotTaken(reply.RetCode) || attempt >= Options.MaximumRetryCount)
                {
                    return exchanged;
                }
            }
            else if (attempt >= Options.MaximumRetryCount || Transport.IsClosed || !MayRepeat(call.Operation, exchanged.Failure!))
            {
                return exchanged;
            }

            await Polyfill.DelayAsync(Transport.Clock, BackOff.Pause(Options.RetryInterval, attempt), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A new GUID counts at once, for all later exchanges. One that has just been replaced is old, where a late reply brings it.</summary>
    /// <param name="newGuid">The GUID.</param>
    /// <param name="used">The GUID that the request had which brought it.</param>
    internal void TakeGuid(string newGuid, SessionGuid used)
    {
        TaskCompletionSource<bool>? change;
        lock (_gate)
        {
            if (_guid.Is(newGuid) || (newGuid == _previousGuid && used.Version != _guid.Version))
            {
                return;
            }

            _previousGuid = _guid.Reveal();
            _guid = new SessionGuid(newGuid, _guid.Version + 1, Transport.Clock.GetLocalNow());
            change = _guidChange;
            _guidChange = null;
        }

        _ = change?.TrySetResult(true);
    }

    private static bool MayRepeat(Operation operation, GatewayException failure) =>
        failure.Kind == FailureKind.ConnectFailed
        || (operation.IsRead && !operation.IsPoll && failure.Kind is FailureKind.OperationTimeout or FailureKind.BadReply);

    /// <summary>Whether the GUID has changed since a request was made, or does so in a moment: the poll that brings it may still be on its way.</summary>
    private async ValueTask<bool> HasNewerGuidAsync(SessionGuid used, CancellationToken cancellationToken)
    {
        Task<bool> change;
        lock (_gate)
        {
            if (_guid.Version != used.Version)
            {
                return true;
            }

            if (IsOver || !IsPolling)
            {
                return false;
            }

            _guidChange ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            change = _guidChange.Task;
        }

        return await Polyfill.WaitAsync(change, RotationPatience, Transport.Clock, cancellationToken).ConfigureAwait(false) && _guid.Version != used.Version;
    }

    private async ValueTask<Outcome> WaitForEventAsync(OperationCall call, int agentId, Reply reply, EventReader reader, long started, TimeSpan wait, CancellationToken cancellationToken)
    {
        var events = new List<AgentEvent>();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(wait);
        try
        {
            while (await reader.ReadAsync(patience.Token).ConfigureAwait(false) is { } received)
            {
                events.Add(received);
                switch (call.Completion!.Judge(call, received))
                {
                    case CompletionVerdict.Succeeded:
                        return new Outcome(Result(call, agentId, reply, events, started));
                    case CompletionVerdict.Failed:
                        return Noted(call, agentId, EventFailure(FailureKind.OperationFailed, call, reply, agentId, events, started, received.EventType, (received.Content as ConferenceRefused)?.Cause));
                }
            }

            return Noted(call, agentId, EventFailure(FailureKind.NotSignedIn, call, reply, agentId, events, started, LastError ?? "the session ended while it was waited for"));
        }
        catch (OperationCanceledException)
        {
            var isGivenUp = cancellationToken.IsCancellationRequested;
            var detail = isGivenUp ? "accepted, and given up here before its event came"
                : string.Format(System.Globalization.CultureInfo.InvariantCulture, "no {0} within {1:0.###} s", string.Join(" or ", call.Completion!.Succeeds), wait.TotalSeconds);
            return Noted(call, agentId, EventFailure(isGivenUp ? FailureKind.OutcomeUnknown : FailureKind.WaitTimeout, call, reply, agentId, events, started, detail));
        }
    }

    /// <summary>What can be refused without asking the gateway.</summary>
    private GatewayException? Refusal(OperationCall call, int agentId, TimeSpan? wait)
    {
        var context = ContextOf(call, agentId);
        return IsOver ? GatewayException.For(FailureKind.NotSignedIn, context, LastError ?? "the session was signed out")
            : Limits.AgentId(agentId, Options.MaximumAgentId) is { } problem ? GatewayException.For(FailureKind.InvalidArgument, context, problem)
            : wait is { } time ? WaitProblem(call, agentId, time) is { } obstacle ? GatewayException.For(FailureKind.InvalidArgument, context, obstacle) : null
            : null;
    }

    private string? WaitProblem(OperationCall call, int agentId, TimeSpan wait) =>
        wait < TimeSpan.Zero || wait.TotalMilliseconds > int.MaxValue ? "a time-out lies between 0 and 2147483 seconds"
        : call.Completion is null ? "no event tells when this is done, so it cannot be waited for"
        : !IsPolling ? "this session does not poll, so no event can be waited for; attach it with -Poll"
        : agentId != AgentId ? "the events of another agent come to its own session, and cannot be waited for on this one"
        : null;

    private GatewayException EventFailure(FailureKind kind, OperationCall call, Reply reply, int agentId, List<AgentEvent> events, long started, string detail, int? cause = null)
    {
        var context = ContextOf(call, agentId);
        var words = cause is { } number ? string.Format(System.Globalization.CultureInfo.InvariantCulture, "{0}, cause {1}", detail, number) : detail;
        return new GatewayException(kind, Messages.Compose(kind, context, words))
        {
            Operation = context.Operation,
            AgentId = context.AgentId,
            Gateway = Gateway,
            RetCode = reply.RetCode,
            Cause = cause,
            HttpStatus = reply.HttpStatus,
            Result = Result(call, agentId, reply, events, started),
            Remedy = Messages.Remedy(kind, null),
        };
    }

    private OperationResult Result(OperationCall call, int agentId, Reply reply, IReadOnlyList<AgentEvent> events, long started) => new()
    {
        AgentId = call.Subject ?? agentId,
        Operation = call.Operation.Name,
        RetCode = reply.RetCode,
        Message = reply.Message is "success" or "" ? reply.Message : Messages.Clean(reply.Message),
        Events = events,
        Elapsed = Transport.Clock.GetElapsedTime(started),
        CompletedAt = Transport.Clock.GetLocalNow(),
        Gateway = Gateway,
        ResultJson = reply.Result,
    };

    private CallContext ContextOf(OperationCall call, int agentId) => Context(call.Operation, call.Subject ?? agentId);

    private Outcome Noted(OperationCall call, int agentId, GatewayException failure)
    {
        LastError = failure.Message;

        // What the gateway says of another agent says nothing of this session.
        if (failure.RetCode is { } code && agentId == AgentId && RetCodes.EndsSession(code) && call.Operation.NeedsGuid)
        {
            End(SessionState.Ended, failure.Message);
        }

        return new Outcome(failure);
    }
}

/// <summary>What came of one operation: a result or a failure, always exactly one.</summary>
internal readonly struct Outcome
{
    public Outcome(OperationResult result) => Result = result;

    public Outcome(GatewayException failure) => Failure = failure;

    public OperationResult? Result { get; }

    public GatewayException? Failure { get; }
}
