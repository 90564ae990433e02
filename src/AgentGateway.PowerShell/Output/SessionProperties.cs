namespace AgentGateway;

/// <summary>The properties that the module adds to a session. They belong to the runspace that asks, so they can't be properties of the session itself.</summary>
public static class SessionProperties
{
    /// <summary>The session is the default of this runspace.</summary>
    /// <param name="session">The session.</param>
    public static bool IsDefault(AgwSession? session) => session is not null && ReferenceEquals(RunspaceSessions.TryCurrent()?.Default, session);

    /// <summary>How long ago a time was; null where it is not known.</summary>
    /// <param name="time">The time.</param>
    public static TimeSpan? Since(DateTimeOffset? time) => time is { } known ? DateTimeOffset.Now - known : null;
}
