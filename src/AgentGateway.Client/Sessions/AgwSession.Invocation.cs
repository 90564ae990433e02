namespace AgentGateway;

/// <content>An operation that was requested, and one in progress.</content>
public sealed partial class AgwSession
{
    /// <summary>A requested operation.</summary>
    /// <param name="call">The operation.</param>
    /// <param name="agentId">The calling agent; null: the session's own agent.</param>
    /// <param name="conferenceId">The specified conference, or null.</param>
    internal Invocation InvocationOf(OperationCall call, int? agentId, long? conferenceId = null) =>
        new(call, agentId ?? AgentId ?? 0, conferenceId);

    private ValueTask<Outcome<OperationResult>> CheckAndInvokeAsync(
        Invocation asked, TimeSpan? wait, CancellationToken cancellationToken) =>
        FindRefusal(asked, wait) is { } refusal
            ? new ValueTask<Outcome<OperationResult>>(refusal)
            : InvokeCheckedAsync(asked, wait, cancellationToken);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome<OperationResult>> InvokeSentAsync(Sent sent, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var wait = timeout is null ? null : new EventWait(ReadEvents());
        var number = wait is not null || MayHaveEvent(sent) ? Unfinished.Add(sent.Call, sent.Conference.ConferenceId, wait) : 0;
        LastOperation = sent.Call.Operation.Name;
        ExchangeResult result;
        try
        {
            result = await SendAsync(RequestOf(sent), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Unfinished.Remove(number, wait);
            throw;
        }

        if (result.Reply is { IsSuccess: true } reply)
        {
            if (result.AuditProblem is { } problem)
            {
                Unfinished.StopWaiting(number);
                return NoteFailure(sent.Asked, UnrecordedOutcome(sent, reply, problem));
            }

            return wait is null
                ? ResultOf(sent, reply, [])
                : await WaitForEventAsync(sent, reply, wait, number, timeout!.Value, cancellationToken).ConfigureAwait(false);
        }

        var failure = (result.Failure ?? RefusalByReply(sent, result.Reply!)).WithAudit(result.AuditProblem);
        if (result.IsNotSent)
        {
            Unfinished.Remove(number, wait);
            return NoteError(sent.Asked, failure);
        }

        if (failure.Kind is FailureKind.OutcomeUnknown or FailureKind.OperationTimeout or FailureKind.BadReply)
        {
            Unfinished.StopWaiting(number);
        }
        else
        {
            Unfinished.Remove(number, wait);
        }

        failure = await ParticipantCheck.ExplainAsync(
            this, sent.Call, sent.AgentId, sent.Conference.ConferenceId, failure, cancellationToken).ConfigureAwait(false);
        return NoteFailure(sent.Asked, failure);
    }

    private ExchangeRequest RequestOf(in Sent sent) => new(sent.Call, sent.AgentId, Options.OperationTimeout)
    {
        Precondition = sent.Asked.Precondition,
        HasTurn = sent.Asked.HasTurn,
        File = sent.Asked.File,
        ConferenceId = sent.Conference.IsCertain ? sent.Conference.ConferenceId : null,
    };

    /// <summary>Whether this session may receive the event that ends the operation.</summary>
    private bool MayHaveEvent(Sent sent) => sent.Call.Completion is not null && sent.AgentId == AgentId && IsPolling;

    private GatewayException Refusal(Invocation asked, FailureKind kind, string detail, string? variant = null) =>
        GatewayException.For(kind, ContextOf(asked), detail, variant: variant).About(asked.Call.SubjectIn(asked.ConferenceId));

    private GatewayException RefusalByReply(Sent sent, Reply reply)
    {
        var isAboutCaller = sent.Call.TargetAgentId is not null && reply.RetCode == RetCodes.NotSignedIn;
        return GatewayException.ForRetCode(
            ContextOf(sent.Asked), reply.Facts, ResultOf(sent, reply, []), isAboutCaller ? FailureVariants.Caller : null);
    }

    private GatewayException UnrecordedOutcome(Sent sent, Reply reply, string problem)
    {
        var facts = new FailureFacts { RetCode = reply.RetCode, HttpStatus = reply.HttpStatus, Result = ResultOf(sent, reply, []) };
        return GatewayException.For(
            FailureKind.AuditFailed, ContextOf(sent.Asked), problem, variant: FailureVariants.UnrecordedOutcome, facts: facts);
    }

    private string? WaitProblem(Invocation asked, TimeSpan wait)
    {
        if (wait < TimeSpan.Zero || wait.TotalMilliseconds > int.MaxValue)
        {
            return "a timeout must be between 0 and 2147483 seconds";
        }

        if (asked.Call.Completion is null)
        {
            return "no event reports the end of this operation, so it can't be waited for";
        }

        if (!IsPolling)
        {
            return "this session doesn't poll, so it can't wait for an event";
        }

        return asked.AgentId == AgentId
            ? null
            : "another agent's events go to that agent's session, so this session can't wait for them";
    }

    /// <summary>The conference that the operation's event must contain: the specified one, or the one in the latest events.</summary>
    private ConferenceKnowledge ExpectedConference(Invocation asked)
    {
        if (asked.ConferenceId is { } named)
        {
            return new ConferenceKnowledge(named, true);
        }

        var operation = asked.Call.Operation;
        var isOnOwnConference = operation is { IsAboutConference: true, IsRead: false, CreatesConference: false }
            && asked.AgentId == AgentId;
        return isOnOwnConference ? KnowledgeFor(operation) : default;
    }

    private OperationResult ResultOf(Sent sent, Reply reply, IReadOnlyList<AgentEvent> events, AgentEvent? last = null) => new()
    {
        AgentId = sent.Call.TargetAgentId ?? sent.AgentId,
        Operation = sent.Call.Operation.Name,
        RetCode = reply.RetCode,
        Message = reply.Message is "success" or "" ? reply.Message : Messages.Line(reply.Message),
        Events = events,
        Elapsed = Transport.Clock.GetElapsedTime(sent.StartedAt),
        CompletedAt = Transport.Clock.GetLocalNow(),
        Gateway = Gateway,
        ConferenceId = sent.Conference.IsCertain ? sent.Conference.ConferenceId : last?.ConferenceId,
        Address = sent.Call.Participant,
        AddressType = sent.Call.ParticipantType,
        CallId = sent.Call.CallId ?? (sent.Call.Operation.StartsCall ? StartedCall(reply) : null),
        ResultJson = reply.Result,
        SentAt = sent.Mark,
    };

    /// <summary>Reads the ID of the phone call that an operation has started (voicecall.md 1).</summary>
    private static string? StartedCall(Reply reply)
    {
        using var document = JsonText.Parse(reply.Result);
        return document is not null && JsonText.Text(document.RootElement) is { } callId && Limits.CallId(callId) is null ? callId : null;
    }

    private CallContext ContextOf(Invocation asked) => Context(asked.Call.Operation, asked.Call.TargetAgentId ?? asked.AgentId);

    private GatewayException NoteFailure(Invocation asked, GatewayException failure)
    {
        // A refusal for another agent means nothing for this session. While the session polls, its poller decides, because a single refusal
        // may be wrong.
        if (failure.RetCode is { } code && RetCodes.Has(code, RetCodeTraits.EndsSession)
            && asked.AgentId == AgentId && asked.Call.Operation.NeedsGuid)
        {
            if (IsPolling)
            {
                _wasRefused = true;
            }
            else
            {
                End(SessionState.Ended, failure.Message);
            }
        }

        return NoteError(asked, failure);
    }

    /// <summary>Notes an error. The error of a request that was not sent may belong to another session, so it ends nothing.</summary>
    private GatewayException NoteError(Invocation asked, GatewayException failure)
    {
        // After the end of the session, the last error stays the reason for its end.
        if (!asked.IsProbe && !IsOver)
        {
            LastError = failure.Message;
        }

        return failure.About(asked.Call.SubjectIn(asked.ConferenceId));
    }

    /// <summary>A requested operation.</summary>
    /// <param name="Call">The operation.</param>
    /// <param name="AgentId">The calling agent.</param>
    /// <param name="ConferenceId">The specified conference, or null.</param>
    internal readonly record struct Invocation(OperationCall Call, int AgentId, long? ConferenceId)
    {
        /// <summary>Its failure is not necessarily a failure of the command.</summary>
        public bool IsProbe { get; init; }

        /// <summary>It tests the session, even one that this client has ended.</summary>
        public bool IsTest { get; init; }

        /// <summary>It is a query for another call that has already waited for its turn.</summary>
        public bool HasTurn { get; init; }

        /// <summary>The precondition for sending it; null: none.</summary>
        public IPrecondition? Precondition { get; init; }

        /// <summary>Receives the file in the reply; null: the reply contains none.</summary>
        public FileReceiver? File { get; init; }
    }

    /// <summary>
    /// An operation in progress: the time and the event position at which it was sent, and the conference that its event must contain.
    /// </summary>
    private readonly record struct Sent(Invocation Asked, ConferenceKnowledge Conference, long StartedAt, EventMark Mark)
    {
        public OperationCall Call => Asked.Call;

        public int AgentId => Asked.AgentId;
    }
}
