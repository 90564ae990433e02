namespace AgentGateway;

/// <summary>The kind of a recording (media.md 2).</summary>
public enum RecordingFileType
{
    /// <summary>The recording of an agent.</summary>
    Agent = 1,

    /// <summary>An IVR message, or a message of a third party.</summary>
    Ivr = 2,
}
