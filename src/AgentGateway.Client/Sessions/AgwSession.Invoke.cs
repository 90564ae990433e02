namespace AgentGateway;

/// <content>One operation: refused here or verified, sent, and waited for.</content>
public sealed partial class AgwSession
{
    /// <summary>Sends one operation and reads its reply.</summary>
    /// <param name="call">What to send.</param>
    /// <param name="agentId">For whom; null: the session's own agent.</param>
    /// <param name="wait">Waits that long for the event that ends the operation; null: not at all.</param>
    /// <param name="cancellationToken">Cancels immediately; what was sent may have been carried out.</param>
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
        target.ConferenceId is null
            ? TryInvokeAsync(call, target.AgentId, wait, cancellationToken)
            : TryInvokeAsync(new Invocation(call, target.AgentId ?? AgentId ?? 0, target.ConferenceId), target.Inspector, wait, cancellationToken);

    /// <summary>The same, with a failure as a value: twenty thousand refusals are no exceptions.</summary>
    internal ValueTask<Outcome> TryInvokeAsync(OperationCall call, int? agentId, TimeSpan? wait, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var asked = new Invocation(call, agentId ?? AgentId ?? 0, null);
        return Refusal(asked, wait) is { } refusal ? new ValueTask<Outcome>(new Outcome(refusal)) : CarryOutAsync(asked, wait, cancellationToken);
    }

    /// <summary>A query whose failure may be no failure of the command: <see cref="LastError"/> stays as it is.</summary>
    /// <param name="call">The query.</param>
    /// <param name="agentId">The calling agent; null: the session's own.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <param name="hasTurn">The query belongs to a call that has had its turn.</param>
    internal ValueTask<Outcome> TryProbeAsync(OperationCall call, int? agentId, CancellationToken cancellationToken, bool hasTurn = false)
    {
        var asked = new Invocation(call, agentId ?? AgentId ?? 0, null, IsProbe: true, HasTurn: hasTurn);
        return Refusal(asked, null) is { } refusal ? new ValueTask<Outcome>(new Outcome(refusal)) : CarryOutAsync(asked, null, cancellationToken);
    }

    /// <summary>The failure of a probe is the failure of the command.</summary>
    internal GatewayException NoteFailure(GatewayException failure)
    {
        LastError = failure.Message;
        return failure;
    }

    private ValueTask<Outcome> TryInvokeAsync(Invocation asked, AgwSession? inspector, TimeSpan? wait, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asked.Call);
        if (Refusal(asked, wait) is { } refusal)
        {
            return new ValueTask<Outcome>(new Outcome(refusal));
        }

        var check = new ConferenceCheck(this, inspector, asked.Call, asked.AgentId, asked.ConferenceId!.Value);
        return CarryOutAsync(asked, wait, cancellationToken, check);
    }

    private ValueTask<Outcome> CarryOutAsync(Invocation asked, TimeSpan? wait, CancellationToken cancellationToken, ConferenceCheck? check = null) =>
        CarryOutAsync(new Sent(asked, ExpectedConference(asked), Transport.Clock.GetTimestamp(), Events.Mark), check, wait, cancellationToken);

    private async ValueTask<Outcome> CarryOutAsync(Sent sent, ConferenceCheck? check, TimeSpan? wait, CancellationToken cancellationToken)
    {
        var eventWait = wait is null ? null : new EventWait(ReadEvents());
        var number = eventWait is not null || MayHaveEvent(sent) ? Unfinished.Add(sent.Call, sent.Conference.ConferenceId, eventWait) : 0;
        LastOperation = sent.Call.Operation.Name;
        Exchanged exchanged;
        try
        {
            exchanged = await SendAsync(sent.Call, sent.AgentId, Options.OperationTimeout, cancellationToken, check, sent.Asked.HasTurn).ConfigureAwait(false);
        }
        catch
        {
            Unfinished.Remove(number, eventWait);
            throw;
        }

        if (exchanged.Reply is { IsSuccess: true } reply)
        {
            return eventWait is null
                ? new Outcome(Result(sent, reply, []))
                : await WaitForEventAsync(sent, reply, eventWait, number, wait!.Value, cancellationToken).ConfigureAwait(false);
        }

        var failure = exchanged.Failure ?? GatewayException.ForRetCode(ContextOf(sent.Asked), exchanged.Reply!, Result(sent, exchanged.Reply!, []));
        if (exchanged.IsNotSent)
        {
            Unfinished.Remove(number, eventWait);
            return Noted(sent.Asked, failure);
        }

        if (failure.Kind is FailureKind.OutcomeUnknown or FailureKind.OperationTimeout or FailureKind.BadReply)
        {
            Unfinished.StopWaiting(number);
        }
        else
        {
            Unfinished.Remove(number, eventWait);
        }

        failure = await ParticipantCheck.ExplainAsync(this, sent.Call, sent.AgentId, sent.Conference.ConferenceId, failure, cancellationToken).ConfigureAwait(false);
        return Noted(sent.Asked, failure);
    }

    /// <summary>This session will get the event that ends the operation.</summary>
    private bool MayHaveEvent(Sent sent) => sent.Call.Completion is not null && sent.AgentId == AgentId && IsPolling;

    /// <summary>What can be refused without asking the gateway.</summary>
    private GatewayException? Refusal(Invocation asked, TimeSpan? wait)
    {
        if (IsOver && !(asked.IsTest && MayBeSignedIn))
        {
            return GatewayException.For(FailureKind.NotSignedIn, ContextOf(asked), LastError ?? "the session was signed out").About(asked.Call, asked.ConferenceId);
        }

        var problem = Limits.AgentId(asked.AgentId, Options.MaximumAgentId) ?? (wait is { } time ? WaitProblem(asked, time) : null);
        return problem is null ? null : GatewayException.For(FailureKind.InvalidArgument, ContextOf(asked), problem).About(asked.Call, asked.ConferenceId);
    }

    private string? WaitProblem(Invocation asked, TimeSpan wait) =>
        wait < TimeSpan.Zero || wait.TotalMilliseconds > int.MaxValue ? "a time-out lies between 0 and 2147483 seconds"
        : asked.Call.Completion is null ? "no event tells when this is done, so it cannot be waited for"
        : !IsPolling ? "this session does not poll, so no event can be waited for; attach it with -Poll"
        : asked.AgentId != AgentId ? "the events of another agent come to its own session, and cannot be waited for on this one"
        : null;

    /// <summary>The conference that the operation's event has to name: the one that was named, else the one that the events told last.</summary>
    private ConferenceKnowledge ExpectedConference(Invocation asked)
    {
        var operation = asked.Call.Operation;
        return asked.ConferenceId is { } named ? new ConferenceKnowledge(named, true)
            : !operation.IsAboutConference || operation.IsRead || ReferenceEquals(operation, Catalogue.RequestAgentConf) || asked.AgentId != AgentId ? default
            : KnowledgeFor(operation);
    }

    /// <summary>What is known of the conference that an operation acts on: the agent's own, or the one that it is invited to.</summary>
    internal ConferenceKnowledge KnowledgeFor(Operation operation)
    {
        var known = operation.IsAboutInvitation ? Conferences.Invitation : Conferences.Current;
        return AreEventsCurrent ? known : known with { IsCertain = false };
    }

    private OperationResult Result(Sent sent, Reply reply, IReadOnlyList<AgentEvent> events, AgentEvent? last = null) => new()
    {
        AgentId = sent.Call.Subject ?? sent.AgentId,
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
        CallId = sent.Call.CallId,
        ResultJson = reply.Result,
        SentAt = sent.Mark,
    };

    private CallContext ContextOf(Invocation asked) => Context(asked.Call.Operation, asked.Call.Subject ?? asked.AgentId);

    private Outcome Noted(Invocation asked, GatewayException failure)
    {
        if (!asked.IsProbe)
        {
            LastError = failure.Message;
        }

        // What the gateway says of another agent says nothing of this session. While it polls, the poller decides: a single refusal may be wrong.
        if (failure.RetCode is { } code && asked.AgentId == AgentId && RetCodes.EndsSession(code) && asked.Call.Operation.NeedsGuid && !IsPolling)
        {
            End(SessionState.Ended, failure.Message);
        }

        return new Outcome(failure.About(asked.Call, asked.ConferenceId));
    }

    /// <summary>An operation as it was asked for.</summary>
    private readonly record struct Invocation(OperationCall Call, int AgentId, long? ConferenceId, bool IsProbe = false, bool HasTurn = false, bool IsTest = false);

    /// <summary>An operation on its way: when it was sent, after which event, and the conference that its event has to name.</summary>
    private readonly record struct Sent(Invocation Asked, ConferenceKnowledge Conference, long StartedAt, EventMark Mark)
    {
        public OperationCall Call => Asked.Call;

        public int AgentId => Asked.AgentId;
    }
}

/// <summary>The outcome of one operation: either a result or a failure.</summary>
internal readonly struct Outcome
{
    public Outcome(OperationResult result) => Result = result;

    public Outcome(GatewayException failure) => Failure = failure;

    public OperationResult? Result { get; }

    public GatewayException? Failure { get; }
}
