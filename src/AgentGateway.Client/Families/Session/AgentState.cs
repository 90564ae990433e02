namespace AgentGateway;

/// <summary>The state of an agent, with the gateway's numbers (session.md 6.1, table 1).</summary>
public enum AgentState
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>Signed in; the reference calls it unused.</summary>
    SignedIn = 1,

    /// <summary>Signed out.</summary>
    SignedOut = 2,

    /// <summary>Busy.</summary>
    Busy = 3,

    /// <summary>Idle.</summary>
    Idle = 4,

    /// <summary>Wrapping up after a call.</summary>
    WrapUp = 5,

    /// <summary>Idle; the reference calls it unused.</summary>
    IdleUnused = 6,

    /// <summary>Talking.</summary>
    Talking = 7,

    /// <summary>At rest.</summary>
    Rest = 8,

    /// <summary>At rest as soon as the call ends.</summary>
    PreRest = 9,
}

/// <summary>The new state of an agent. Each value is one interface of the API (session.md 6.2).</summary>
public enum AgentStateChange
{
    /// <summary>Idle, from busy or wrap-up (sayfree).</summary>
    Idle,

    /// <summary>Busy: receives no calls (saybusy).</summary>
    Busy,

    /// <summary>No longer busy (cancelbusy).</summary>
    CancelBusy,

    /// <summary>At rest for a time (rest).</summary>
    Rest,

    /// <summary>No longer at rest (cancelrest).</summary>
    CancelRest,

    /// <summary>In wrap-up (work).</summary>
    Work,

    /// <summary>No longer in wrap-up (cancelwork).</summary>
    CancelWork,
}
