namespace AgentGateway;

/// <summary>The state an agent gets by signing in (session.md 4.1).</summary>
public enum InitialAgentState
{
    /// <summary>Busy: gets no calls.</summary>
    Busy = 3,

    /// <summary>Idle; the gateway's default.</summary>
    Idle = 4,

    /// <summary>Wrap-up.</summary>
    WrapUp = 5,
}

/// <summary>What an agent works with (session.md 4.1).</summary>
public enum AgentType
{
    /// <summary>PC and phone; the gateway's default.</summary>
    PcPhone = 4,

    /// <summary>PC and video phone.</summary>
    PcPhoneVideo = 11,
}
