namespace AgentGateway;

/// <summary>The default session of one runspace (decision 0015).</summary>
/// <param name="gate">The lock that it shares with the other parts of <see cref="RunspaceSessions"/>.</param>
internal sealed class DefaultSession(object gate)
{
    private AgwSession? _session;

    /// <summary>The session that is used where none is named; null if there is none, or if it is over.</summary>
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

    /// <summary>The largest agent ID of the gateway of the default session, which may be over already.</summary>
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

    /// <summary>Makes a session the default; null: there is none any more.</summary>
    public void Select(AgwSession? session)
    {
        lock (gate)
        {
            _session = session;
        }
    }

    /// <summary>Selects another session if the given one is the default.</summary>
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
