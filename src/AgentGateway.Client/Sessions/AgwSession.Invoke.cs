namespace AgentGateway;

/// <content>Invoking an operation: it is checked and sent, and its event is awaited.</content>
public sealed partial class AgwSession
{
    /// <summary>Sends one operation and reads its reply.</summary>
    /// <param name="call">The operation.</param>
    /// <param name="agentId">The calling agent; null: the session's own agent.</param>
    /// <param name="wait">The time limit for the event that ends the operation; null: no wait.</param>
    /// <param name="cancellationToken">Cancels immediately. An operation that was already sent may have been carried out.</param>
    /// <exception cref="GatewayException">It failed; <see cref="GatewayException.Kind"/> is the reason.</exception>
    /// <exception cref="OperationCanceledException">
    /// It was canceled. If it had been sent, the inner exception says that its outcome is unknown.
    /// </exception>
    public async ValueTask<OperationResult> InvokeAsync(
        OperationCall call, int? agentId = null, TimeSpan? wait = null, CancellationToken cancellationToken = default)
    {
        var outcome = await TryInvokeAsync(call, agentId, wait, cancellationToken).ConfigureAwait(false);
        return outcome.Failed ? throw outcome.Failure.OrCancelled(cancellationToken) : outcome.Value;
    }

    /// <summary>Sends one operation and returns a failure as a value, because throwing thousands of exceptions would be slow.</summary>
    internal ValueTask<Outcome<OperationResult>> TryInvokeAsync(
        OperationCall call, int? agentId, TimeSpan? wait, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        return CheckAndInvokeAsync(InvocationOf(call, agentId), wait, cancellationToken);
    }

    /// <summary>
    /// Sends a query whose failure is not necessarily a failure of the command. It doesn't change <see cref="LastError"/>.
    /// </summary>
    /// <param name="call">The query.</param>
    /// <param name="agentId">The calling agent; null: the session's own agent.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <param name="hasTurn">Indicates that the query belongs to a call that has already waited for its turn.</param>
    internal ValueTask<Outcome<OperationResult>> TryProbeAsync(
        OperationCall call, int? agentId, CancellationToken cancellationToken, bool hasTurn = false) =>
        CheckAndInvokeAsync(InvocationOf(call, agentId) with { IsProbe = true, HasTurn = hasTurn }, null, cancellationToken);

    /// <summary>Sends an operation whose reply is a file.</summary>
    internal ValueTask<Outcome<OperationResult>> TryReceiveAsync(
        OperationCall call, int? agentId, FileReceiver file, CancellationToken cancellationToken) =>
        CheckAndInvokeAsync(InvocationOf(call, agentId) with { File = file }, null, cancellationToken);

    /// <summary>Sends an operation that has already been checked.</summary>
    internal ValueTask<Outcome<OperationResult>> InvokeCheckedAsync(
        Invocation asked, TimeSpan? wait, CancellationToken cancellationToken) =>
        InvokeSentAsync(new Sent(asked, ExpectedConference(asked), Transport.Clock.GetTimestamp(), Events.Mark), wait, cancellationToken);

    /// <summary>Records the failure of a probe as the failure of the command.</summary>
    internal GatewayException NoteFailure(GatewayException failure)
    {
        LastError = failure.Message;
        return failure;
    }

    /// <summary>Returns why an operation can't be sent, without a request to the gateway; null: no reason is known.</summary>
    internal GatewayException? FindRefusal(Invocation asked, TimeSpan? wait)
    {
        if (IsOver && !(asked.IsTest && MayBeSignedIn))
        {
            return Refusal(
                asked,
                FailureKind.NotSignedIn,
                LastError ?? "the session was signed out",
                asked.Call.TargetAgentId is null ? null : FailureVariants.Caller);
        }

        var largest = Options.MaximumAgentId;
        var agentId = Limits.AgentId(asked.AgentId, largest) is null ? asked.Call.TargetAgentId ?? asked.AgentId : asked.AgentId;
        if (Limits.AgentId(agentId, largest) is { } problem)
        {
            return Refusal(asked, FailureKind.InvalidArgument, problem, Limits.AgentIdVariant(agentId, largest));
        }

        if (asked.Call.Operation.ReturnsFile && asked.File is null)
        {
            return Refusal(asked, FailureKind.InvalidArgument, "the reply is a file", FailureVariants.ReturnsFile);
        }

        return wait is { } time && WaitProblem(asked, time) is { } waitProblem
            ? Refusal(
                asked,
                FailureKind.InvalidArgument,
                waitProblem,
                asked.Call.Completion is null || IsPolling ? null : FailureVariants.NoPolling)
            : null;
    }

    /// <summary>
    /// Returns what is known about the conference of an operation: the conference of the agent, or the one to which it is invited.
    /// </summary>
    internal ConferenceKnowledge KnowledgeFor(Operation operation)
    {
        var known = operation.IsAboutInvitation ? Conferences.Invitation : Conferences.Current;
        return AreEventsCurrent ? known : known with { IsCertain = false };
    }
}
