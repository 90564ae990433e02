namespace AgentGateway;

/// <summary>
/// The properties that the module adds to a session. They depend on the runspace, so they can't be properties of the session
/// itself.
/// </summary>
public static class SessionProperties
{
    /// <summary>Whether the session is the default of this runspace.</summary>
    public static ViewProperty<AgwSession, bool> IsDefault { get; } = new(static session =>
        session is not null && ReferenceEquals(RunspaceSessions.TryCurrent()?.Default.Session, session));

    /// <summary>The time since the sign-in; null for an attached session.</summary>
    public static ViewProperty<AgwSession, TimeSpan?> SignedIn { get; } = new(static session => session?.SignedInFor);

    /// <summary>The time since the gateway last replied to the session.</summary>
    public static ViewProperty<AgwSession, TimeSpan?> LastContact { get; } = new(static session => session?.SinceLastContact);
}
