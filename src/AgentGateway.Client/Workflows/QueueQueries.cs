namespace AgentGateway;

/// <summary>The queries of a session about queues, skills, and the agents of queues, with typed results.</summary>
public static class QueueQueries
{
    /// <summary>Queries queues with their statistics, 100 a call (cec_07_1021, cec_07_1023).</summary>
    /// <param name="session">The session of any agent of the VDN.</param>
    /// <param name="queueIds">The queues; null: all of the VDN. One that doesn't exist is not in the result.</param>
    /// <param name="agentId">The agent of a shared GUID; otherwise null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GatewayException">It failed.</exception>
    public static async Task<IReadOnlyList<AgwQueue>> GetQueuesAsync(
        this AgwSession session,
        IReadOnlyList<int>? queueIds = null,
        int? agentId = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        var names = await session.ReadAsync(
            QueueCalls.VdnQueues,
            agentId,
            static (json, _) => QueueResults.Names(json),
            QueueResults.NoList,
            cancellationToken).ConfigureAwait(false);
        var byId = new Dictionary<int, QueueName>();
        foreach (var name in names)
        {
            byId[name.QueueId] = name;
        }

        int[] wanted = [.. (queueIds ?? names.Select(name => name.QueueId)).Distinct()];
        var found = new List<AgwQueue>(wanted.Length);
        for (var first = 0; first < wanted.Length; first += Limits.MaxQueuesPerQuery)
        {
            var batch = wanted.Skip(first).Take(Limits.MaxQueuesPerQuery).ToArray();
            var statistics = await session.ReadAsync(
                QueueCalls.Statistics(batch),
                agentId,
                (json, _) => QueueResults.Statistics(json, session.Gateway),
                QueueResults.NoList,
                cancellationToken).ConfigureAwait(false);
            found.AddRange(batch
                .Select(id => Combine(id, byId, statistics, session.Gateway, session.AgentId ?? agentId))
                .OfType<AgwQueue>());
        }

        return found;
    }

    /// <summary>Queries the calls that wait in a queue (cec_07_1271). The session's agent must not be idle.</summary>
    /// <param name="session">The session of an agent of the VDN.</param>
    /// <param name="queueId">The queue.</param>
    /// <param name="agentId">The agent of a shared GUID; otherwise null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GatewayException">It failed.</exception>
    public static Task<IReadOnlyList<WaitingCall>> GetWaitingCallsAsync(
        this AgwSession session, int queueId, int? agentId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.ReadAsync(
            QueueCalls.WaitingCalls(queueId),
            agentId,
            (json, _) => QueueResults.Calls(json, queueId, session.Gateway),
            QueueResults.NoCalls,
            cancellationToken);
    }

    /// <summary>
    /// Queries the queues that are configured for an agent, and those that it has signed in to (cec_07_1206, cec_07_1207, cec_07_1026).
    /// </summary>
    /// <param name="session">The session of the calling agent.</param>
    /// <param name="workNo">The target agent; null: the calling agent.</param>
    /// <param name="agentId">The agent of a shared GUID; otherwise null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GatewayException">It failed.</exception>
    public static async Task<IReadOnlyList<AgwSkill>> GetSkillsAsync(
        this AgwSession session, int? workNo = null, int? agentId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        var caller = session.AgentId ?? agentId;
        var target = workNo ?? caller ?? throw GatewayException.For(
            FailureKind.InvalidArgument, session.Context(QueueOperations.QueryAgentSkills), "a shared session has no agent of its own");
        var configured = await session.ReadAsync(
            target == caller ? QueueCalls.Skills : QueueCalls.SkillsOf(target),
            agentId,
            static (json, _) => QueueResults.Names(json),
            QueueResults.NoList,
            cancellationToken).ConfigureAwait(false);
        var signedIn = (await session.ReadDetailsAsync(target, agentId, cancellationToken).ConfigureAwait(false)).Skills;
        AgwSkill Skill(int queueId, QueueName? name) => new()
        {
            Gateway = session.Gateway,
            AgentId = target,
            QueueId = queueId,
            Name = name?.Name,
            MediaType = name?.MediaType ?? MediaType.Unknown,
            IsSignedIn = signedIn?.Contains(queueId),
            IsConfigured = name is not null,
            QueriedBy = caller,
        };
        var others = (signedIn ?? []).Except(configured.Select(name => name.QueueId));
        return [.. configured.Select(name => Skill(name.QueueId, name)), .. others.Select(queueId => Skill(queueId, null))];
    }

    /// <summary>
    /// Queries the agents that have signed in to a queue (cec_07_1025). The session's agent needs the right to take calls. The gateway
    /// leaves out agents that refuse calls.
    /// </summary>
    /// <param name="session">The session of an agent of the VDN.</param>
    /// <param name="queueId">The queue.</param>
    /// <param name="agentId">The agent of a shared GUID; otherwise null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GatewayException">It failed.</exception>
    public static Task<IReadOnlyList<AgentStatus>> GetAgentsOfQueueAsync(
        this AgwSession session, int queueId, int? agentId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.ReadAsync(
            AgentCalls.OfQueue(queueId),
            agentId,
            (json, readAt) => AgentDetails.ReadList(json, session.Gateway, readAt),
            AgentDetails.NoList,
            cancellationToken);
    }

    /// <summary>
    /// Queries all agents of the VDN that are signed in, each of them once (cec_07_1027). The reference advises against frequent use.
    /// </summary>
    /// <param name="session">The session of an agent of the VDN.</param>
    /// <param name="agentId">The agent of a shared GUID; otherwise null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GatewayException">It failed.</exception>
    public static Task<IReadOnlyList<AgentStatus>> GetAllAgentsAsync(
        this AgwSession session, int? agentId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.ReadAsync(
            AgentCalls.AllOnline,
            agentId,
            (json, readAt) => AgentDetails.ReadGroups(json, session.Gateway, readAt),
            AgentDetails.NoList,
            cancellationToken);
    }

    private static AgwQueue? Combine(
        int queueId, Dictionary<int, QueueName> names, IReadOnlyList<AgwQueue> statistics, Uri gateway, int? queriedBy)
    {
        _ = names.TryGetValue(queueId, out var name);
        var known = statistics.FirstOrDefault(queue => queue.QueueId == queueId);
        return name is null && known is null ? null : new AgwQueue
        {
            Gateway = gateway,
            QueueId = queueId,
            Name = name?.Name ?? known?.Name,
            MediaType = name?.MediaType ?? MediaType.Unknown,
            IsVirtual = name?.RealFlag is { } real ? real == 0 : null,
            AccessCode = known?.AccessCode,
            Waiting = known?.Waiting,
            LongestWait = known?.LongestWait,
            SignedInAgents = known?.SignedInAgents,
            AvailableAgents = known?.AvailableAgents,
            MaximumWaiting = known?.MaximumWaiting,
            OverflowTarget = known?.OverflowTarget,
            QueriedBy = queriedBy,
        };
    }

    private static async Task<T> ReadAsync<T>(
        this AgwSession session,
        OperationCall call,
        int? agentId,
        Func<byte[]?, DateTimeOffset, T?> read,
        string problem,
        CancellationToken cancellationToken)
        where T : class
    {
        var result = await session.InvokeAsync(call, agentId, cancellationToken: cancellationToken).ConfigureAwait(false);
        return read(result.ResultJson, result.CompletedAt) ?? throw session.NoteFailure(
            GatewayException.For(FailureKind.BadReply, session.Context(call.Operation, call.TargetAgentId ?? agentId), problem));
    }
}
