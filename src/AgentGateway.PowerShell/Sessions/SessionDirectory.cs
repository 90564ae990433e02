namespace AgentGateway;

/// <summary>The sessions of one runspace, by gateway and agent.</summary>
/// <param name="gate">The lock that it shares with the other parts of <see cref="RunspaceSessions"/>.</param>
/// <param name="standard">The default session. It decides between several gateways.</param>
internal sealed class SessionDirectory(object gate, DefaultSession standard)
{
    private readonly Dictionary<(Uri Gateway, int? AgentId), AgwSession> _sessions = [];
    private readonly Dictionary<int, List<AgwSession>> _byAgent = [];

    /// <summary>
    /// A copy of all sessions, ordered by gateway and agent. It includes sessions that have ended and were not disconnected yet.
    /// </summary>
    public IReadOnlyList<AgwSession> All
    {
        get
        {
            lock (gate)
            {
                return
                [
                    .. _sessions.Values
                        .OrderBy(session => session.Gateway.Authority, StringComparer.OrdinalIgnoreCase)
                        .ThenBy(session => session.AgentId),
                ];
            }
        }
    }

    /// <summary>Adds a session.</summary>
    /// <returns>The earlier session of the same agent, which is replaced; or null.</returns>
    public AgwSession? Add(AgwSession session)
    {
        lock (gate)
        {
            var key = (session.Gateway, session.AgentId);
            _ = _sessions.TryGetValue(key, out var replaced);
            _sessions[key] = session;
            if (session.AgentId is { } agentId)
            {
                var known = SessionsOf(agentId);
                _ = known.RemoveAll(other => other.Gateway == session.Gateway);
                known.Add(session);
            }

            return ReferenceEquals(replaced, session) ? null : replaced;
        }
    }

    /// <summary>Removes a session.</summary>
    public void Remove(AgwSession session)
    {
        lock (gate)
        {
            var key = (session.Gateway, session.AgentId);
            if (!_sessions.TryGetValue(key, out var known) || !ReferenceEquals(known, session))
            {
                return;
            }

            _ = _sessions.Remove(key);
            if (session.AgentId is { } agentId && SessionsOf(agentId) is var ofAgent && ofAgent.Remove(session) && ofAgent.Count == 0)
            {
                _ = _byAgent.Remove(agentId);
            }
        }
    }

    /// <summary>Removes and returns all sessions.</summary>
    public IReadOnlyList<AgwSession> TakeAll()
    {
        lock (gate)
        {
            var all = All;
            _sessions.Clear();
            _byAgent.Clear();
            return all;
        }
    }

    /// <summary>Returns whether a session uses the gateway.</summary>
    public bool Uses(Gateway gateway)
    {
        lock (gate)
        {
            return _sessions.Values.Any(session => ReferenceEquals(session.Transport, gateway));
        }
    }

    /// <summary>
    /// Returns whether the agent of a session has a live session in this runspace that was signed in at the same time or later.
    /// </summary>
    public bool HasLater(AgwSession session)
    {
        lock (gate)
        {
            return _sessions.TryGetValue((session.Gateway, session.AgentId), out var known) && !known.IsOver
                && (known.SignedInAt ?? DateTimeOffset.MinValue) >= (session.SignedInAt ?? DateTimeOffset.MinValue);
        }
    }

    /// <summary>Returns the live session of an agent that this client signed in.</summary>
    public AgwSession? FindLive(Uri gateway, int? agentId)
    {
        lock (gate)
        {
            return _sessions.TryGetValue((gateway, agentId), out var known) && known is { SignedInAt: not null, IsOver: false }
                ? known
                : null;
        }
    }

    /// <summary>The sessions of an agent, at one gateway or at all.</summary>
    public IReadOnlyList<AgwSession> FindAll(int agentId, Uri? gateway)
    {
        lock (gate)
        {
            return _byAgent.TryGetValue(agentId, out var known)
                ? [.. known.Where(session => gateway is null || session.Gateway == gateway)]
                : [];
        }
    }

    /// <summary>Returns the session that sends the calls of an agent: its own, otherwise the shared one of its gateway.</summary>
    /// <param name="agentId">The agent.</param>
    /// <param name="gateway">Its gateway; null: the input contains none.</param>
    /// <param name="withDefault">The default session decides between several gateways.</param>
    /// <param name="allowsShared">A shared session may act for the agent.</param>
    /// <exception cref="GatewayException">There is none, or the choice is ambiguous.</exception>
    public AgwSession Find(int agentId, Uri? gateway, bool withDefault, bool allowsShared = true)
    {
        lock (gate)
        {
            if ((FindOwn(agentId, gateway, withDefault) ?? (allowsShared ? FindShared(gateway, withDefault) : null)) is { } session)
            {
                return session;
            }

            // A mistyped ID is reported as such, and not as an agent without a session.
            Limits.RequireAgentId(agentId, standard.MaximumAgentId);
            throw GatewayException.For(FailureKind.NoSession, new CallContext(null, agentId, gateway));
        }
    }

    private List<AgwSession> SessionsOf(int agentId)
    {
        if (!_byAgent.TryGetValue(agentId, out var known))
        {
            _byAgent.Add(agentId, known = new List<AgwSession>(1));
        }

        return known;
    }

    private AgwSession? FindOwn(int agentId, Uri? gateway, bool withDefault)
    {
        if (!_byAgent.TryGetValue(agentId, out var known))
        {
            return null;
        }

        if (gateway is not null)
        {
            return known.Find(session => session.Gateway == gateway);
        }

        if (known.Count == 1)
        {
            return known[0];
        }

        var preferred = withDefault ? standard.Session : null;
        return (preferred is null ? null : known.Find(session => session.Gateway == preferred.Gateway)) ?? throw GatewayException.For(
            FailureKind.NoSession,
            new CallContext(null, agentId, null),
            "the agent has sessions at several gateways; specify the gateway with -Gateway, or the session with -Session");
    }

    /// <summary>
    /// Returns the shared session of the specified gateway. If none is specified, returns the default session, or the only one if all
    /// sessions are at its gateway.
    /// </summary>
    private AgwSession? FindShared(Uri? gateway, bool withDefault)
    {
        if (gateway is null && withDefault && standard.Session is { AgentId: null } preferred)
        {
            return preferred;
        }

        AgwSession? shared = null;
        foreach (var session in _sessions.Values)
        {
            if (session.AgentId is not null || (gateway is not null && session.Gateway != gateway))
            {
                continue;
            }

            shared = shared is null ? session : throw GatewayException.For(
                FailureKind.NoSession,
                default,
                "several shared sessions could act for this agent; specify one with -Session");
        }

        return shared is null || gateway is not null || _sessions.Values.All(session => session.Gateway == shared.Gateway) ? shared : null;
    }
}
