using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace AgentGateway;

/// <summary>
/// The sessions of one runspace, by gateway and agent (design, decision 2). There is nothing process-wide: another runspace has others,
/// and what it does hits nobody here.
/// </summary>
internal sealed class RunspaceSessions
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceSessions> Runspaces = new();
    private static readonly object Everywhere = new();
    private static readonly List<WeakReference<RunspaceSessions>> Known = [];

    private readonly object _gate = new();
    private readonly Dictionary<(Uri Gateway, int? AgentId), AgwSession> _sessions = [];
    private readonly ConditionalWeakTable<AgwSession, EventReader> _readers = new();
    // A gateway and how many cmdlets are signing in at it.
    private readonly Dictionary<Gateway, int> _gateways = [];
    private IReadOnlyList<Participant> _lastParticipants = [];
    private AgwSession? _default;

    private RunspaceSessions()
    {
        lock (Everywhere)
        {
            Known.Add(new WeakReference<RunspaceSessions>(this));
        }
    }

    /// <summary>Those of the runspace that this thread runs in.</summary>
    public static RunspaceSessions Current => Runspaces.GetValue(Runspace.DefaultRunspace, _ => new RunspaceSessions());

    /// <summary>Those of this thread's runspace, if it has one and has used the module.</summary>
    public static RunspaceSessions? TryCurrent() =>
        Runspace.DefaultRunspace is { } runspace && Runspaces.TryGetValue(runspace, out var sessions) ? sessions : null;

    /// <summary>The participants that were last shown here, for completion.</summary>
    public IReadOnlyList<Participant> LastParticipants
    {
        get => Volatile.Read(ref _lastParticipants);
        set => Volatile.Write(ref _lastParticipants, value);
    }

    /// <summary>The session that is used where none is named.</summary>
    public AgwSession? Default
    {
        get
        {
            lock (_gate)
            {
                return _default;
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

    /// <summary>All sessions of the process that still have a runspace: for its end.</summary>
    public static IReadOnlyList<AgwSession> OfAllRunspaces()
    {
        lock (Everywhere)
        {
            _ = Known.RemoveAll(known => !known.TryGetTarget(out _));
            return [.. Known.SelectMany(known => known.TryGetTarget(out var sessions) ? sessions.All : [])];
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
    public EventReader ReaderOf(AgwSession session) => _readers.GetValue(session, known => known.ReadEvents(fromStart: true));

    /// <summary>Takes a session in. One of the same agent that is there is returned: it has been replaced.</summary>
    public AgwSession? Add(AgwSession session, bool makeDefault)
    {
        lock (_gate)
        {
            var key = (session.Gateway, session.AgentId);
            _ = _sessions.TryGetValue(key, out var replaced);
            _sessions[key] = session;
            if (makeDefault || ReferenceEquals(_default, replaced) || _default is null or { IsOver: true })
            {
                MakeDefault(session);
            }

            return replaced;
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

    /// <summary>Takes a session out. The default moves to none: success on another agent than was meant would be the worst outcome.</summary>
    public void Remove(AgwSession session)
    {
        lock (_gate)
        {
            var key = (session.Gateway, session.AgentId);
            if (_sessions.TryGetValue(key, out var known) && ReferenceEquals(known, session))
            {
                _ = _sessions.Remove(key);
            }

            if (ReferenceEquals(_default, session))
            {
                MakeDefault(null);
            }

            CloseUnneeded(session.Transport);
        }
    }

    /// <summary>Takes all sessions out.</summary>
    public IReadOnlyList<AgwSession> TakeAll()
    {
        lock (_gate)
        {
            var all = All;
            _sessions.Clear();
            MakeDefault(null);
            return all;
        }
    }

    public void Select(AgwSession session)
    {
        lock (_gate)
        {
            MakeDefault(session);
        }
    }

    /// <summary>The session that acts for an agent: its own, else one that lends its GUID. Of several gateways, the default session's.</summary>
    /// <exception cref="GatewayException">There is none, or it is not clear which.</exception>
    public AgwSession Find(int agentId)
    {
        lock (_gate)
        {
            if ((Own(agentId) ?? Lender()) is { } session)
            {
                return session;
            }

            // A mistyped ID is told as such, and not as one that has no session.
            Limits.Require(Limits.AgentId(agentId, _default?.Options.MaximumAgentId ?? Limits.LargestAgentId));
            throw GatewayException.For(FailureKind.NoSession, new CallContext(null, agentId, null));
        }
    }

    /// <exception cref="GatewayException">There is no default session.</exception>
    public AgwSession FindDefault() =>
        Default ?? throw GatewayException.For(FailureKind.NoSession, default, "no agent, no session and no default session is named");

    private AgwSession? Own(int agentId)
    {
        if (_default is not null && _sessions.TryGetValue((_default.Gateway, agentId), out var session))
        {
            return session;
        }

        var own = _sessions.Values.Where(known => known.AgentId == agentId).ToArray();
        return own.Length <= 1 ? own.FirstOrDefault()
            : throw GatewayException.For(FailureKind.NoSession, new CallContext(null, agentId, null), "the agent has sessions on several gateways; name one with -Session, or make it the default with Select-AgwSession");
    }

    private AgwSession? Lender()
    {
        if (_default is { AgentId: null })
        {
            return _default;
        }

        var lenders = _sessions.Values.Where(known => known.AgentId is null).ToArray();
        return lenders.Length == 1 ? lenders[0] : null;
    }

    private void CloseUnneeded(Gateway gateway)
    {
        if (_gateways.TryGetValue(gateway, out var borrowers) && borrowers == 0 && !_sessions.Values.Any(session => ReferenceEquals(session.Transport, gateway)))
        {
            _ = _gateways.Remove(gateway);
            gateway.Dispose();
        }
    }

    private void MakeDefault(AgwSession? session) => _default = session;
}
