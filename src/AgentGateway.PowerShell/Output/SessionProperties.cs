namespace AgentGateway;

/// <summary>
/// The properties that the module adds to a session. They depend on the runspace, so they can't be properties of the session
/// itself.
/// </summary>
public static class SessionProperties
{
    /// <summary>The session is the default of this runspace.</summary>
    /// <param name="session">The session.</param>
    public static bool IsDefault(AgwSession? session) =>
        session is not null && ReferenceEquals(RunspaceSessions.TryCurrent()?.Default.Session, session);

    /// <summary>How long ago the session was signed in; null for an attached one.</summary>
    /// <param name="session">The session.</param>
    public static TimeSpan? SignedIn(AgwSession? session) => session?.SignedInFor;

    /// <summary>How long ago the gateway last answered the session.</summary>
    /// <param name="session">The session.</param>
    public static TimeSpan? LastContact(AgwSession? session) => session?.SinceLastContact;
}
