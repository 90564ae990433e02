namespace AgentGateway;

/// <summary>The queries of a session about phone calls.</summary>
public static class CallQueries
{
    /// <summary>Queries the calls of the session's own agent: the current or ringing one, and those on hold (queues.md 4).</summary>
    /// <param name="session">The session.</param>
    /// <param name="agentId">The agent of a shared GUID; otherwise null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GatewayException">It failed.</exception>
    public static async Task<IReadOnlyList<AgwCall>> GetCallsAsync(
        this AgwSession session, int? agentId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        var agent = agentId ?? session.AgentId ?? 0;
        var asking = new Asking(session, agent, agent, cancellationToken);
        var current = await asking.ForAsync(CallDataCalls.Current, AgwCallState.Talking).ConfigureAwait(false);
        if (current.Count == 0)
        {
            current = await asking.ForAsync(CallDataCalls.Ringing, AgwCallState.Ringing).ConfigureAwait(false);
        }

        return [.. current, .. await HeldAsync(asking, current).ConfigureAwait(false)];
    }

    /// <summary>Queries the calls of another agent of the VDN; for inspectors.</summary>
    /// <param name="session">The session of an inspector.</param>
    /// <param name="workNo">The target agent.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GatewayException">It failed; <see cref="FailureKind.PermissionDenied"/> if the agent is no inspector.</exception>
    public static Task<IReadOnlyList<AgwCall>> GetCallsOfAsync(
        this AgwSession session, int workNo, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        return AllAsync(new Asking(session, session.AgentId ?? 0, workNo, cancellationToken), []);
    }

    private static async Task<IReadOnlyList<AgwCall>> HeldAsync(Asking asking, IReadOnlyList<AgwCall> current)
    {
        var asked = await asking.TryAsync(CallDataCalls.Held).ConfigureAwait(false);
        if (asked.Failed && IsRefusal(asked.Failure))
        {
            // The page of the query requires manual answering (queues.md 4).
            return await AllAsync(asking, current).ConfigureAwait(false);
        }

        var calls = new List<AgwCall>();
        foreach (var held in asking.Read(CallDataCalls.Held, asked, AgwCallState.Held))
        {
            // The list of held calls doesn't contain their start.
            calls.Add(await asking.FindAsync(held.CallId, AgwCallState.Held).ConfigureAwait(false) ?? held);
        }

        return calls;
    }

    /// <summary>Queries the IDs of all calls of the agent, and then each call, except those that are already known.</summary>
    private static async Task<IReadOnlyList<AgwCall>> AllAsync(Asking asking, IReadOnlyList<AgwCall> known)
    {
        var list = CallDataCalls.IdsOf(asking.Agent);
        var asked = await asking.TryAsync(list).ConfigureAwait(false);
        if (asked.Failed)
        {
            throw asking.Failure(asked.Failure);
        }

        var calls = new List<AgwCall>();
        foreach (var id in CallDataResults.CallIds(asked.Value.ResultJson) ?? throw asking.WithoutCalls(list))
        {
            // A call that has ended in the meantime is not in the result.
            if (known.All(call => call.CallId != id)
                && await asking.FindAsync(id, AgwCallState.Answered).ConfigureAwait(false) is { } found)
            {
                calls.Add(found);
            }
        }

        return calls;
    }

    /// <summary>The gateway doesn't allow the query.</summary>
    private static bool IsRefusal(GatewayException failure) =>
        failure is { RetCode: not null, Kind: FailureKind.GatewayError or FailureKind.PermissionDenied };

    /// <summary>Queries about the calls of one agent.</summary>
    private sealed record Asking(AgwSession Session, int Sender, int Agent, CancellationToken CancellationToken)
    {
        public ValueTask<Outcome<OperationResult>> TryAsync(OperationCall query) =>
            Session.TryProbeAsync(query, Sender, CancellationToken);

        public async Task<IReadOnlyList<AgwCall>> ForAsync(OperationCall query, AgwCallState state) =>
            Read(query, await TryAsync(query).ConfigureAwait(false), state);

        public async Task<AgwCall?> FindAsync(string callId, AgwCallState state) =>
            (await ForAsync(CallDataCalls.ById(callId), state).ConfigureAwait(false)).FirstOrDefault(call => call.CallId == callId);

        /// <summary>Reads the calls in a reply. A refusal that means that there is no call contains none.</summary>
        public IReadOnlyList<AgwCall> Read(OperationCall query, Outcome<OperationResult> asked, AgwCallState state)
        {
            if (asked.Failed)
            {
                return asked.Failure.Kind == FailureKind.CallNotFound ? [] : throw Failure(asked.Failure);
            }

            var now = Session.Transport.Clock.GetLocalNow();
            return CallDataResults.Calls(asked.Value.ResultJson, Agent, state, Session.Gateway, now) ?? throw WithoutCalls(query);
        }

        public Exception Failure(GatewayException failure) => Session.NoteFailure(failure).OrCancelled(CancellationToken);

        public GatewayException WithoutCalls(OperationCall query) => Session.NoteFailure(
            GatewayException.For(FailureKind.BadReply, Session.Context(query.Operation, Agent), CallDataResults.NoCalls));
    }
}
