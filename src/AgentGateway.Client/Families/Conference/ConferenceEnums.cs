namespace AgentGateway;

/// <summary>The state of a conference (conference.md 3.18).</summary>
public enum ConferenceState
{
    /// <summary>Running.</summary>
    Normal = 0,

    /// <summary>Running, with an announcement.</summary>
    AnnouncementPlaying = 1,
}

/// <summary>The mode of a participant, with the API's numbers (conference.md 3.12).</summary>
public enum ParticipantMode
{
    /// <summary>Can listen but not speak: muted.</summary>
    ListenOnly = 1,

    /// <summary>Can speak but not listen.</summary>
    SpeakOnly = 2,

    /// <summary>Can listen and speak.</summary>
    ListenAndSpeak = 3,

    /// <summary>Can neither listen nor speak.</summary>
    Silent = 4,
}

/// <summary>The channel of a participant (conference.md 3.18).</summary>
public enum ParticipantState
{
    /// <summary>In the conference.</summary>
    Normal = 0,

    /// <summary>On hold.</summary>
    Held = 1,

    /// <summary>Hearing an announcement.</summary>
    Playing = 2,
}

/// <summary>The role of a participant (conference.md 3.18).</summary>
public enum ParticipantRole
{
    /// <summary>An ordinary participant.</summary>
    Participant = 0,

    /// <summary>The chairperson.</summary>
    Chairperson = 1,
}
