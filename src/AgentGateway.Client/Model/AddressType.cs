namespace AgentGateway;

/// <summary>What an address is. The numbers are the API's (conference.md 1.5).</summary>
public enum AddressType
{
    /// <summary>A phone number.</summary>
    PhoneNumber = 6,

    /// <summary>An agent ID.</summary>
    AgentId = 9,
}

/// <summary>What a participant may do. The numbers are the API's (conference.md 3.12).</summary>
public enum ParticipantMode
{
    /// <summary>Hears, is not heard: muted.</summary>
    ListenOnly = 1,

    /// <summary>Is heard, hears nothing.</summary>
    SpeakOnly = 2,

    /// <summary>Hears and is heard.</summary>
    ListenAndSpeak = 3,

    /// <summary>Neither hears nor is heard.</summary>
    Silent = 4,
}

/// <summary>The channel of a participant (conference.md 3.18).</summary>
public enum ParticipantState
{
    /// <summary>Taking part.</summary>
    Normal = 0,

    /// <summary>On hold.</summary>
    Held = 1,

    /// <summary>Hearing an announcement.</summary>
    Playing = 2,
}

/// <summary>The role of a participant (conference.md 3.18).</summary>
public enum ParticipantRole
{
    /// <summary>Takes part.</summary>
    Participant = 0,

    /// <summary>Leads the conference.</summary>
    Chairperson = 1,
}

/// <summary>The state of a conference (conference.md 3.18).</summary>
public enum ConferenceState
{
    /// <summary>Running.</summary>
    Normal = 0,

    /// <summary>Running, with an announcement.</summary>
    AnnouncementPlaying = 1,
}

/// <summary>The state of an agent, as the gateway counts it (session.md 6.1, table 1).</summary>
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

    /// <summary>Going to rest when the call ends.</summary>
    PreRest = 9,
}

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

/// <summary>Where a jump in a playback counts from (recordplay.md 3.12).</summary>
public enum PlaybackOrigin
{
    /// <summary>The start of the recording.</summary>
    Start = 0,

    /// <summary>The place that is being played.</summary>
    Current = 1,

    /// <summary>The end of the recording.</summary>
    End = 2,
}

/// <summary>What an agent's state is changed to; each is one interface of the API (session.md 6.2).</summary>
public enum AgentStateChange
{
    /// <summary>Idle, from busy or wrap-up (sayfree).</summary>
    Idle,

    /// <summary>Busy: gets no calls (saybusy).</summary>
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
