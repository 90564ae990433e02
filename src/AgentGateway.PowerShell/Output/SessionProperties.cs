namespace AgentGateway;

/// <summary>
/// The properties that the module adds to a session. They depend on the runspace, so they can't be properties of the session
/// itself.
/// </summary>
public static class SessionProperties
{
    /// <summary>Returns whether the session is the default of this runspace.</summary>
    /// <param name="session">The session.</param>
    public static bool IsDefault(AgwSession? session) =>
        session is not null && ReferenceEquals(RunspaceSessions.TryCurrent()?.Default.Session, session);

    /// <summary>Returns the time since the sign-in; null for an attached session.</summary>
    /// <param name="session">The session.</param>
    public static TimeSpan? SignedIn(AgwSession? session) => session?.SignedInFor;

    /// <summary>Returns the time since the gateway last replied to the session.</summary>
    /// <param name="session">The session.</param>
    public static TimeSpan? LastContact(AgwSession? session) => session?.SinceLastContact;
}
