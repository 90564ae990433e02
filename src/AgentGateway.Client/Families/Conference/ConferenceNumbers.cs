namespace AgentGateway;

// The numeric constants in the bodies of the conference family.

/// <summary>The source of an announcement or a tone. 2 is the only documented mode (conference.md 3).</summary>
internal static class PlayMode
{
    public const int File = 2;
}

/// <summary>How an announcement is mixed with the conversation (cec_07_1295).</summary>
internal static class VoicePlayType
{
    public const int InsteadOfTalk = 0;

    public const int UnderTalk = 1;
}

/// <summary>The direction in which the capacity of a conference changes (cec_07_1299).</summary>
internal static class CapacityChange
{
    public const int More = 0;

    public const int Fewer = 1;
}
