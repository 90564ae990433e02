namespace AgentGateway;

/// <summary>The state of an agent after the sign-in (session.md 4.1).</summary>
public enum InitialAgentState
{
    /// <summary>Busy: receives no calls.</summary>
    Busy = 3,

    /// <summary>Idle; the gateway's default.</summary>
    Idle = 4,

    /// <summary>Wrap-up.</summary>
    WrapUp = 5,
}

/// <summary>The equipment of an agent (session.md 4.1).</summary>
public enum AgentType
{
    /// <summary>PC and phone; the gateway's default.</summary>
    PcPhone = 4,

    /// <summary>PC and video phone.</summary>
    PcPhoneVideo = 11,
}
