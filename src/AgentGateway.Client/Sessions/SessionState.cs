namespace AgentGateway;

/// <summary>The state of a session, as far as the client knows.</summary>
public enum SessionState
{
    /// <summary>Signed in by this client. Its poller keeps it alive.</summary>
    SignedIn,

    /// <summary>Attached by its GUID. Another program signed it in, and this client doesn't sign it out.</summary>
    Attached,

    /// <summary>The gateway has not replied for some time. The poller continues to try.</summary>
    Reconnecting,

    /// <summary>Signed out, or detached, by this client.</summary>
    SignedOut,

    /// <summary>Ended by the gateway or by another program, or lost because the gateway didn't reply.</summary>
    Ended,
}
