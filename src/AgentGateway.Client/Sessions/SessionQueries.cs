namespace AgentGateway;

/// <summary>The questions that a session can ask, with typed answers.</summary>
public static class SessionQueries
{
    /// <summary>The state of the session's own agent (cec_07_1222): the cheapest question there is.</summary>
    /// <param name="session">The session.</param>
    /// <param name="agentId">The agent of a lent GUID; else null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="GatewayException">It failed.</exception>
    public static async Task<AgentStatus> GetStatusAsync(this AgwSession session, int? agentId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        var result = await session.InvokeAsync(AgentCalls.Status, agentId, cancellationToken: cancellationToken).ConfigureAwait(false);
        return ResultReader.Status(result.ResultJson, result.AgentId, session.Gateway)
            ?? throw GatewayException.For(FailureKind.BadReply, session.Context(Catalogue.GetAgentStatus, agentId), "no agentState in the answer");
    }

    /// <summary>The IDs of all running conferences of the VDN; for inspectors (cec_07_1301).</summary>
    /// <param name="session">The session of an inspector.</param>
    /// <param name="agentId">The agent of a lent GUID; else null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="GatewayException">It failed; <see cref="FailureKind.PermissionDenied"/> where the agent is no inspector.</exception>
    public static async Task<IReadOnlyList<long>> GetConferenceIdsAsync(this AgwSession session, int? agentId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        var result = await session.InvokeAsync(ConferenceCalls.QueryAll, agentId, cancellationToken: cancellationToken).ConfigureAwait(false);
        return ResultReader.ConferenceIds(result.ResultJson);
    }

    /// <summary>Conferences by ID, 20 a call (cec_07_1300). One that has ended in the meantime is not in the answer.</summary>
    /// <param name="session">The session of an inspector, or of an agent that is in the conference.</param>
    /// <param name="conferenceIds">Any number.</param>
    /// <param name="agentId">The agent of a lent GUID; else null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="GatewayException">It failed.</exception>
    public static async Task<IReadOnlyList<Conference>> GetConferencesAsync(this AgwSession session, IReadOnlyList<long> conferenceIds, int? agentId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(conferenceIds);
        var found = new List<Conference>(conferenceIds.Count);
        for (var first = 0; first < conferenceIds.Count; first += Limits.MostConferencesPerQuery)
        {
            var batch = conferenceIds.Skip(first).Take(Limits.MostConferencesPerQuery).ToArray();
            var result = await session.InvokeAsync(ConferenceCalls.Query(batch), agentId, cancellationToken: cancellationToken).ConfigureAwait(false);

            // What was not asked for is not the answer, and a conference must not be acted on twice.
            found.AddRange(ResultReader.Conferences(result.ResultJson, session.Gateway)
                .Where(conference => batch.Contains(conference.ConferenceId))
                .GroupBy(conference => conference.ConferenceId, (_, same) => same.First()));
        }

        return found;
    }

    /// <summary>One conference by its ID, by one query (cec_07_1300). Null: it does not run, or the session's agent may not see it.</summary>
    /// <param name="session">The session of an inspector, or of an agent that is in the conference.</param>
    /// <param name="conferenceId">The conference.</param>
    /// <param name="agentId">The agent of a lent GUID; else null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GatewayException">It failed.</exception>
    public static async Task<Conference?> FindConferenceAsync(this AgwSession session, long conferenceId, int? agentId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        var result = await session.InvokeAsync(ConferenceCalls.Query([conferenceId]), agentId, cancellationToken: cancellationToken).ConfigureAwait(false);
        return ResultReader.Conferences(result.ResultJson, session.Gateway).FirstOrDefault(conference => conference.ConferenceId == conferenceId);
    }

    /// <summary>All running conferences of the VDN; for inspectors.</summary>
    /// <param name="session">The session of an inspector.</param>
    /// <param name="agentId">The agent of a lent GUID; else null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="GatewayException">It failed; <see cref="FailureKind.PermissionDenied"/> where the agent is no inspector.</exception>
    public static async Task<IReadOnlyList<Conference>> GetAllConferencesAsync(this AgwSession session, int? agentId = null, CancellationToken cancellationToken = default)
    {
        var all = await session.GetConferenceIdsAsync(agentId, cancellationToken).ConfigureAwait(false);
        return await session.GetConferencesAsync(all, agentId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The conferences that the session may see: all of the VDN for an inspector, its own, as its events tell, for another agent.</summary>
    /// <param name="session">The session.</param>
    /// <param name="agentId">The agent of a lent GUID; else null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GatewayException">It failed; <see cref="FailureKind.ConferenceUnknown"/> where the events do not tell whether the agent is in a conference.</exception>
    public static async Task<IReadOnlyList<Conference>> GetVisibleConferencesAsync(this AgwSession session, int? agentId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        var all = await session.TryProbeAsync(ConferenceCalls.QueryAll, agentId, cancellationToken).ConfigureAwait(false);
        if (all.Result is { } result)
        {
            return await session.GetConferencesAsync(ResultReader.ConferenceIds(result.ResultJson), agentId, cancellationToken).ConfigureAwait(false);
        }

        var failure = all.Failure!;
        if (failure.RetCode != "101-004")
        {
            throw session.NoteFailure(failure).OrCancelled(cancellationToken);
        }

        // No inspector.
        return await session.GetOwnConferenceAsync(agentId, cancellationToken).ConfigureAwait(false)
            ?? throw session.NoteFailure(GatewayException.For(FailureKind.ConferenceUnknown, session.Context(Catalogue.QueryVdnConfId, agentId), failure.RetCode, failure));
    }

    /// <summary>The conference that an agent is in, where its events tell; empty: certainly none; null: not known.</summary>
    private static async Task<IReadOnlyList<Conference>?> GetOwnConferenceAsync(this AgwSession session, int? agentId, CancellationToken cancellationToken)
    {
        var known = (agentId ?? session.AgentId) == session.AgentId ? session.KnowledgeFor(Catalogue.QueryConfInfos) : default;
        IReadOnlyList<Conference> found = known.ConferenceId is { } id ? await session.GetConferencesAsync([id], agentId, cancellationToken).ConfigureAwait(false) : [];

        // The gateway's answer tells that the conference still runs; that there is none is told by certain events only.
        return found.Count > 0 || known.IsCertain ? found : null;
    }

    /// <summary>Another agent of the VDN (cec_07_1026).</summary>
    /// <param name="session">Who asks.</param>
    /// <param name="workNo">The other agent.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="GatewayException">It failed.</exception>
    public static async Task<AgentStatus> GetDetailsAsync(this AgwSession session, int workNo, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        var result = await session.InvokeAsync(AgentCalls.Details(workNo), cancellationToken: cancellationToken).ConfigureAwait(false);
        var context = session.Context(Catalogue.QueryAgentInfoByWorkNo, workNo);
        var details = ResultReader.Details(result.ResultJson, workNo, session.Gateway);
        var problem = details is null ? "no status in the answer" : details.AgentId != workNo ? "the answer is about another agent" : null;
        return problem is null ? details! : throw GatewayException.For(FailureKind.BadReply, context, problem);
    }
}
