namespace AgentGateway;

/// <summary>What is known of a session.</summary>
public enum SessionState
{
    /// <summary>Signed in by this client; its poller keeps it so.</summary>
    SignedIn,

    /// <summary>Attached by its GUID; somebody else signed it in, and this client does not sign it out.</summary>
    Attached,

    /// <summary>The gateway has not answered for a while; the poller goes on trying.</summary>
    Reconnecting,

    /// <summary>Signed out, or let go, by this client.</summary>
    SignedOut,

    /// <summary>Ended by the gateway, by somebody else, or for want of an answer.</summary>
    Ended,
}
