using System.Runtime.CompilerServices;

namespace AgentGateway;

/// <summary>
/// The sessions of one runspace, by gateway and agent (decision 0002). Another runspace has others, and what it does hits nobody here;
/// <see cref="RunspaceRegistry"/> only knows them all to end them.
/// </summary>
internal sealed partial class RunspaceSessions
{
    private readonly object _gate = new();
    private readonly Dictionary<(Uri Gateway, int? AgentId), AgwSession> _sessions = [];
    private readonly Dictionary<int, List<AgwSession>> _byAgent = [];
    private readonly ConditionalWeakTable<AgwSession, EventReader> _readers = new();
    // A gateway and how many cmdlets are signing in at it.
    private readonly Dictionary<Gateway, int> _gateways = [];
    private IReadOnlyList<Participant> _lastParticipants = [];
    private AgwSession? _default;

    /// <inheritdoc cref="RunspaceRegistry.Current"/>
    public static RunspaceSessions Current => RunspaceRegistry.Current;

    /// <inheritdoc cref="RunspaceRegistry.TryCurrent"/>
    public static RunspaceSessions? TryCurrent() => RunspaceRegistry.TryCurrent();

    /// <summary>The participants that were last shown here, for completion.</summary>
    public IReadOnlyList<Participant> LastParticipants
    {
        get => Volatile.Read(ref _lastParticipants);
        set => Volatile.Write(ref _lastParticipants, value);
    }

    /// <summary>The session that is used where none is named; never one that is over.</summary>
    public AgwSession? Default
    {
        get
        {
            lock (_gate)
            {
                return _default is { IsOver: false } ? _default : null;
            }
        }
    }

    /// <summary>A copy of all, by gateway and agent; also those that have ended and were not yet disconnected.</summary>
    public IReadOnlyList<AgwSession> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _sessions.Values.OrderBy(session => session.Gateway.Authority, StringComparer.OrdinalIgnoreCase).ThenBy(session => session.AgentId)];
            }
        }
    }

    /// <summary>The gateway with these options: the one that is there, so that its connections are shared, or a new one. It stays until it is returned.</summary>
    public Gateway BorrowGateway(GatewayOptions options)
    {
        lock (_gate)
        {
            var gateway = _gateways.Keys.FirstOrDefault(known => known.Options == options) ?? new Gateway(options);
            _gateways[gateway] = _gateways.TryGetValue(gateway, out var borrowers) ? borrowers + 1 : 1;
            return gateway;
        }
    }

    /// <summary>Returns a borrowed gateway; one that nobody needs any more is closed, with its connections and its trace file.</summary>
    public void ReturnGateway(Gateway gateway)
    {
        lock (_gate)
        {
            _gateways[gateway]--;
            CloseUnneeded(gateway);
        }
    }

    /// <summary>This runspace's place in a session's events: what Receive-AgwEvent and Wait-AgwEvent have taken here does not come here again.</summary>
    public EventReader ReaderOf(AgwSession session) => _readers.GetValue(session, known => known.ReadAllEvents());

    /// <summary>Takes a session in. One of the same agent that is there is returned: it has been replaced. The default session stays with its agent.</summary>
    public AgwSession? Add(AgwSession session)
    {
        RunspaceRegistry.Remember(this);
        lock (_gate)
        {
            var key = (session.Gateway, session.AgentId);
            _ = _sessions.TryGetValue(key, out var replaced);
            _sessions[key] = session;
            if (session.AgentId is { } agentId)
            {
                Index(agentId).RemoveAll(known => known.Gateway == session.Gateway);
                Index(agentId).Add(session);
            }

            if (replaced is not null && ReferenceEquals(_default, replaced))
            {
                _default = session;
            }

            return replaced;
        }
    }

    /// <summary>The live session of an agent that was signed in here.</summary>
    public AgwSession? FindLive(Uri gateway, int agentId)
    {
        lock (_gate)
        {
            return _sessions.TryGetValue((gateway, agentId), out var known) && known is { SignedInAt: not null, IsOver: false } ? known : null;
        }
    }

    /// <summary>The agent's session, where it was signed in here and a GUID is its own: attaching to it would only stop what keeps it alive.</summary>
    public AgwSession? FindSignedIn(Uri gateway, int? agentId, string guid)
    {
        lock (_gate)
        {
            return _sessions.TryGetValue((gateway, agentId), out var known) && known is { SignedInAt: not null, IsOver: false } && known.HasGuid(guid) ? known : null;
        }
    }

    /// <summary>Takes a session out. There is no default session afterwards, if it was this one.</summary>
    public void Remove(AgwSession session)
    {
        lock (_gate)
        {
            var key = (session.Gateway, session.AgentId);
            if (_sessions.TryGetValue(key, out var known) && ReferenceEquals(known, session))
            {
                _ = _sessions.Remove(key);
                if (session.AgentId is { } agentId && Index(agentId).Remove(session) && Index(agentId).Count == 0)
                {
                    _ = _byAgent.Remove(agentId);
                }
            }

            if (ReferenceEquals(_default, session))
            {
                _default = null;
            }

            CloseUnneeded(session.Transport);
        }
    }

    /// <summary>Closes a gateway that neither a session nor a cmdlet needs any more.</summary>
    public void CloseUnneeded(Gateway gateway)
    {
        lock (_gate)
        {
            if (_gateways.TryGetValue(gateway, out var borrowers) && borrowers == 0 && !_sessions.Values.Any(session => ReferenceEquals(session.Transport, gateway)))
            {
                _ = _gateways.Remove(gateway);
                gateway.Dispose();
            }
        }
    }

    /// <summary>Takes all sessions out.</summary>
    public IReadOnlyList<AgwSession> TakeAll()
    {
        lock (_gate)
        {
            var all = All;
            _sessions.Clear();
            _byAgent.Clear();
            _default = null;
            return all;
        }
    }

    /// <summary>Makes a session the default of this runspace; null: there is none any more.</summary>
    public void Select(AgwSession? session)
    {
        lock (_gate)
        {
            _default = session;
        }
    }

    /// <summary>The session that acts for an agent: its own, else the shared one of its gateway.</summary>
    /// <param name="agentId">The agent.</param>
    /// <param name="gateway">Its gateway; null: the input names none.</param>
    /// <param name="withDefault">Of several gateways, the default session's is meant.</param>
    /// <param name="allowsShared">A shared session may act for the agent.</param>
    /// <exception cref="GatewayException">There is none, or it is not clear which.</exception>
    public AgwSession Find(int agentId, Uri? gateway, bool withDefault, bool allowsShared = true)
    {
        lock (_gate)
        {
            if ((Own(agentId, gateway, withDefault) ?? (allowsShared ? Shared(gateway, withDefault) : null)) is { } session)
            {
                return session;
            }

            // A mistyped ID is reported as such, and not as one that has no session.
            Limits.Require(Limits.AgentId(agentId, _default?.Options.MaximumAgentId ?? Limits.LargestAgentId));
            throw GatewayException.For(FailureKind.NoSession, new CallContext(null, agentId, gateway));
        }
    }

    /// <summary>The sessions of an agent, at one gateway or at all.</summary>
    public IReadOnlyList<AgwSession> FindAll(int agentId, Uri? gateway)
    {
        lock (_gate)
        {
            return _byAgent.TryGetValue(agentId, out var known) ? [.. known.Where(session => gateway is null || session.Gateway == gateway)] : [];
        }
    }

    /// <exception cref="GatewayException">There is no default session.</exception>
    public AgwSession FindDefault() =>
        Default ?? throw GatewayException.For(FailureKind.NoSession, default, "no agent, no session and no default session is named");

    private List<AgwSession> Index(int agentId)
    {
        if (!_byAgent.TryGetValue(agentId, out var known))
        {
            _byAgent.Add(agentId, known = new List<AgwSession>(1));
        }

        return known;
    }

    private AgwSession? Own(int agentId, Uri? gateway, bool withDefault)
    {
        if (!_byAgent.TryGetValue(agentId, out var known))
        {
            return null;
        }

        if (gateway is not null)
        {
            return known.Find(session => session.Gateway == gateway);
        }

        return known.Count == 1 ? known[0]
            : (withDefault && Default is { } standard ? known.Find(session => session.Gateway == standard.Gateway) : null) ?? throw Ambiguous(agentId);
    }

    /// <summary>The shared session of the named gateway; without one, the default session, or the only one where all sessions are at its gateway.</summary>
    private AgwSession? Shared(Uri? gateway, bool withDefault)
    {
        if (gateway is null && withDefault && Default is { AgentId: null } standard)
        {
            return standard;
        }

        AgwSession? shared = null;
        foreach (var session in _sessions.Values)
        {
            if (gateway is not null && session.Gateway != gateway)
            {
                continue;
            }

            if (session.AgentId is null)
            {
                shared = shared is null ? session : throw GatewayException.For(FailureKind.NoSession, default, "several shared sessions could act for this agent; name one with -Session");
            }
        }

        return shared is null || gateway is not null || _sessions.Values.All(session => session.Gateway == shared.Gateway) ? shared : null;
    }

    private static GatewayException Ambiguous(int agentId) =>
        GatewayException.For(FailureKind.NoSession, new CallContext(null, agentId, null), "the agent has sessions at several gateways; name the gateway with -Gateway, or the session with -Session");
}
