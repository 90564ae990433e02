namespace AgentGateway;

/// <summary>The state of a conference (conference.md 3.18).</summary>
public enum ConferenceState
{
    /// <summary>Running.</summary>
    Normal = 0,

    /// <summary>Running, with an announcement.</summary>
    AnnouncementPlaying = 1,
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
