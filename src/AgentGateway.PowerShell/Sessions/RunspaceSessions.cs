namespace AgentGateway;

/// <summary>
/// The data of the module for one runspace: its sessions, the default session, the gateways in use, the positions in the events and the
/// values for completion (decision 0002). Each runspace has its own. <see cref="RunspaceRegistry"/> refers to all of them only to end them.
/// </summary>
internal sealed class RunspaceSessions
{
    // One lock, because the parts change together.
    private readonly object _gate = new();

    public RunspaceSessions()
    {
        Default = new DefaultSession(_gate);
        Directory = new SessionDirectory(_gate, Default);
        Gateways = new GatewayPool(_gate, Directory);
    }

    /// <inheritdoc cref="RunspaceRegistry.Current"/>
    public static RunspaceSessions Current => RunspaceRegistry.Current;

    /// <summary>The sessions by gateway and agent.</summary>
    public SessionDirectory Directory { get; }

    /// <summary>The session that is used if none is specified.</summary>
    public DefaultSession Default { get; }

    /// <summary>The gateways in use.</summary>
    public GatewayPool Gateways { get; }

    /// <summary>The positions of this runspace in the events of its sessions.</summary>
    public EventPositions Events { get; } = new();

    /// <summary>The values that completion offers.</summary>
    public CompletionCache Completion { get; } = new();

    /// <inheritdoc cref="RunspaceRegistry.TryCurrent"/>
    public static RunspaceSessions? TryCurrent() => RunspaceRegistry.TryCurrent();

    /// <summary>Returns a value of an input as text for people, without the secrets of any session.</summary>
    public string Quote(string? text) =>
        IsNumber(text) ? text! : Directory.All.Aggregate(Messages.Clean(text), static (clean, session) => session.Quote(clean));

    /// <summary>Adds a session. The default session follows its agent.</summary>
    /// <returns>The earlier session of the same agent, which is replaced; or null.</returns>
    public AgwSession? Add(AgwSession session)
    {
        RunspaceRegistry.Remember(this);
        lock (_gate)
        {
            var replaced = Directory.Add(session);
            if (replaced is not null)
            {
                Default.Replace(replaced, session);
            }

            return replaced;
        }
    }

    /// <summary>
    /// Removes a session, and closes its gateway if nothing else uses it. If it was the default session, there is none afterwards.
    /// </summary>
    public void Remove(AgwSession session)
    {
        lock (_gate)
        {
            Directory.Remove(session);
            Default.Replace(session, null);
            Gateways.CloseUnneeded(session.Transport);
        }
    }

    /// <summary>Removes and returns all sessions.</summary>
    public IReadOnlyList<AgwSession> TakeAll()
    {
        lock (_gate)
        {
            Default.Select(null);
            return Directory.TakeAll();
        }
    }

    /// <summary>
    /// Takes over a session and its gateway from a runspace that has ended. It refuses a session that has ended, and a session whose agent
    /// has a later one in this runspace.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="ended">The sessions of the runspace that has ended.</param>
    public bool TryInherit(AgwSession session, RunspaceSessions ended)
    {
        AgwSession? replaced;
        lock (_gate)
        {
            if (session.IsOver || Directory.HasLater(session))
            {
                return false;
            }

            replaced = Add(session);
            Gateways.Adopt(session.Transport);
        }

        ended.Gateways.Forget(session.Transport);
        if (replaced is not null)
        {
            _ = replaced.DetachAsync();
        }

        return true;
    }

    // A phone number, an agent ID, or a call ID. Comparing each of them with the secrets of thousands of sessions would be slow.
    private static bool IsNumber(string? text) =>
        text is { Length: > 0 and <= Limits.MaxAddressLength } && text.All(static character => character is (>= '0' and <= '9') or '-');
}
