namespace AgentGateway;

/// <summary>The default session of one runspace (decision 0015).</summary>
/// <param name="gate">The lock that it shares with the other parts of <see cref="RunspaceSessions"/>.</param>
internal sealed class DefaultSession(object gate)
{
    private AgwSession? _session;

    /// <summary>The session that is used if none is specified; null if there is none, or if it has ended.</summary>
    public AgwSession? Session
    {
        get
        {
            lock (gate)
            {
                return _session is { IsOver: false } ? _session : null;
            }
        }
    }

    /// <summary>The largest agent ID of the gateway of the default session, even if the session has ended.</summary>
    public int MaximumAgentId
    {
        get
        {
            lock (gate)
            {
                return _session?.Options.MaximumAgentId ?? Limits.MaxAgentId;
            }
        }
    }

    /// <summary>Makes a session the default session; null: removes the default session.</summary>
    public void Select(AgwSession? session)
    {
        lock (gate)
        {
            _session = session;
        }
    }

    /// <summary>Selects another default session if the given session is the default.</summary>
    public void Replace(AgwSession session, AgwSession? other)
    {
        lock (gate)
        {
            _session = ReferenceEquals(_session, session) ? other : _session;
        }
    }

    /// <summary>The default session.</summary>
    /// <exception cref="GatewayException">There is none.</exception>
    public AgwSession Require() =>
        Session ?? throw GatewayException.For(
            FailureKind.NoSession, default, "no agent and no session is specified, and there is no default session");
}
