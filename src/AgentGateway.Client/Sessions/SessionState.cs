namespace AgentGateway;

/// <summary>The state of a session, as far as the client knows.</summary>
public enum SessionState
{
    /// <summary>Signed in by this client; its poller keeps it so.</summary>
    SignedIn,

    /// <summary>Attached by its GUID. Another program signed it in, and this client doesn't sign it out.</summary>
    Attached,

    /// <summary>The gateway has not answered for a while; the poller continues to try.</summary>
    Reconnecting,

    /// <summary>Signed out, or let go, by this client.</summary>
    SignedOut,

    /// <summary>Ended by the gateway or by another program, or lost because the gateway didn't answer.</summary>
    Ended,
}
