namespace AgentGateway;

/// <summary>The queries of a session, with typed results.</summary>
public static class SessionQueries
{
    /// <summary>Queries the state of the session's own agent (cec_07_1222). It is the least expensive query.</summary>
    /// <param name="session">The session.</param>
    /// <param name="agentId">The agent of a shared GUID; otherwise null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GatewayException">It failed.</exception>
    public static async Task<AgentStatus> GetStatusAsync(
        this AgwSession session, int? agentId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        return await session.ReadStatusAsync(agentId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The IDs of all running conferences of the VDN; for inspectors (cec_07_1301).</summary>
    /// <param name="session">The session of an inspector.</param>
    /// <param name="agentId">The agent of a shared GUID; otherwise null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GatewayException">It failed; <see cref="FailureKind.PermissionDenied"/> if the agent is no inspector.</exception>
    public static async Task<IReadOnlyList<long>> GetConferenceIdsAsync(
        this AgwSession session, int? agentId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        var result = await session.InvokeAsync(
            ConferenceCalls.QueryAll, agentId, cancellationToken: cancellationToken).ConfigureAwait(false);
        return ConferenceIds(result, session, agentId);
    }

    /// <summary>Conferences by ID, 20 a call (cec_07_1300). A conference that has ended in the meantime is not in the result.</summary>
    /// <param name="session">The session of an inspector, or of an agent that is in the conference.</param>
    /// <param name="conferenceIds">Any number.</param>
    /// <param name="agentId">The agent of a shared GUID; otherwise null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GatewayException">It failed.</exception>
    public static async Task<IReadOnlyList<Conference>> GetConferencesAsync(
        this AgwSession session, IReadOnlyList<long> conferenceIds, int? agentId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(conferenceIds);
        var found = new List<Conference>(conferenceIds.Count);
        for (var first = 0; first < conferenceIds.Count; first += Limits.MaxConferencesPerQuery)
        {
            var batch = conferenceIds.Skip(first).Take(Limits.MaxConferencesPerQuery).ToArray();
            var result = await session.InvokeAsync(
                ConferenceCalls.Query(batch), agentId, cancellationToken: cancellationToken).ConfigureAwait(false);

            // Conferences that were not queried, and duplicates, are dropped, so that no command processes them.
            found.AddRange(Conferences(result, session, agentId)
                .Where(conference => batch.Contains(conference.ConferenceId))
                .GroupBy(conference => conference.ConferenceId, (_, same) => same.First()));
        }

        return found;
    }

    /// <summary>
    /// Finds a conference by its ID with one query (cec_07_1300). Null: it isn't running, or the session's agent may not see it.
    /// </summary>
    /// <param name="session">The session of an inspector, or of an agent that is in the conference.</param>
    /// <param name="conferenceId">The conference.</param>
    /// <param name="agentId">The agent of a shared GUID; otherwise null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GatewayException">It failed.</exception>
    public static async Task<Conference?> FindConferenceAsync(
        this AgwSession session, long conferenceId, int? agentId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        var result = await session.InvokeAsync(
            ConferenceCalls.Query([conferenceId]), agentId, cancellationToken: cancellationToken).ConfigureAwait(false);
        return Conferences(result, session, agentId).FirstOrDefault(
            conference => conference.ConferenceId == conferenceId);
    }

    /// <summary>All running conferences of the VDN; for inspectors.</summary>
    /// <param name="session">The session of an inspector.</param>
    /// <param name="agentId">The agent of a shared GUID; otherwise null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GatewayException">It failed; <see cref="FailureKind.PermissionDenied"/> if the agent is no inspector.</exception>
    public static async Task<IReadOnlyList<Conference>> GetAllConferencesAsync(
        this AgwSession session, int? agentId = null, CancellationToken cancellationToken = default)
    {
        var all = await session.GetConferenceIdsAsync(agentId, cancellationToken).ConfigureAwait(false);
        return await session.GetConferencesAsync(all, agentId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The conferences that the session may see: for an inspector, all of the VDN; for another agent, its own, according to its events.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="agentId">The agent of a shared GUID; otherwise null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GatewayException">
    /// It failed; <see cref="FailureKind.ConferenceUnknown"/> if the events don't show whether the agent is in a conference.
    /// </exception>
    public static async Task<IReadOnlyList<Conference>> GetVisibleConferencesAsync(
        this AgwSession session, int? agentId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        var all = await session.TryProbeAsync(ConferenceCalls.QueryAll, agentId, cancellationToken).ConfigureAwait(false);
        if (all.Value is { } result)
        {
            return await session.GetConferencesAsync(
                ConferenceIds(result, session, agentId), agentId, cancellationToken).ConfigureAwait(false);
        }

        var failure = all.Failure!;
        if (failure.RetCode is not { } code || !RetCodes.Has(code, RetCodeTraits.NeedsInspector))
        {
            throw session.NoteFailure(failure).OrCancelled(cancellationToken);
        }

        // No inspector.
        return await session.GetOwnConferenceAsync(agentId, cancellationToken).ConfigureAwait(false)
            ?? throw session.NoteFailure(
                GatewayException.For(
                    FailureKind.ConferenceUnknown,
                    session.Context(ConferenceOperations.QueryVdnConfId, agentId),
                    failure.RetCode,
                    failure));
    }

    private static IReadOnlyList<long> ConferenceIds(OperationResult result, AgwSession session, int? agentId) =>
        ConferenceResults.ConferenceIds(result.ResultJson)
            ?? throw WithoutList(session, ConferenceOperations.QueryVdnConfId, agentId);

    private static IReadOnlyList<Conference> Conferences(OperationResult result, AgwSession session, int? agentId) =>
        ConferenceResults.Conferences(result.ResultJson, session.Gateway)
            ?? throw WithoutList(session, ConferenceOperations.QueryConfInfos, agentId);

    private static GatewayException WithoutList(AgwSession session, Operation operation, int? agentId) => session.NoteFailure(
        GatewayException.For(FailureKind.BadReply, session.Context(operation, agentId), ConferenceResults.NoList));

    /// <summary>Returns the conference that an agent is in, according to its events; empty: certainly none; null: unknown.</summary>
    private static async Task<IReadOnlyList<Conference>?> GetOwnConferenceAsync(
        this AgwSession session, int? agentId, CancellationToken cancellationToken)
    {
        var known = (agentId ?? session.AgentId) == session.AgentId ? session.KnowledgeFor(ConferenceOperations.QueryConfInfos) : default;
        IReadOnlyList<Conference> found = known.ConferenceId is { } id
            ? await session.GetConferencesAsync([id], agentId, cancellationToken).ConfigureAwait(false)
            : [];

        // The reply shows that the conference is still running. Only certain events show that there is none.
        return found.Count > 0 || known.IsCertain ? found : null;
    }

    /// <summary>Queries another agent of the VDN (cec_07_1026).</summary>
    /// <param name="session">The session of the calling agent.</param>
    /// <param name="workNo">The target agent.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GatewayException">It failed.</exception>
    public static async Task<AgentStatus> GetDetailsAsync(
        this AgwSession session, int workNo, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        return await session.ReadDetailsAsync(workNo, null, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="GetDetailsAsync"/>
    /// <param name="session">The session of the calling agent.</param>
    /// <param name="workNo">The target agent.</param>
    /// <param name="agentId">The agent of a shared GUID; otherwise null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    internal static async Task<AgentStatus> ReadDetailsAsync(
        this AgwSession session, int workNo, int? agentId, CancellationToken cancellationToken)
    {
        var result = await session.InvokeAsync(
            AgentCalls.Details(workNo), agentId, cancellationToken: cancellationToken).ConfigureAwait(false);
        var context = session.Context(SessionOperations.QueryAgentInfoByWorkNo, workNo);
        var details = SessionResults.Details(result.ResultJson, workNo, session.Gateway, result.CompletedAt)
            ?? throw GatewayException.For(FailureKind.BadReply, context, "the reply contains no status");
        return details.AgentId == workNo
            ? details
            : throw GatewayException.For(FailureKind.BadReply, context, "the reply is about another agent");
    }
}
