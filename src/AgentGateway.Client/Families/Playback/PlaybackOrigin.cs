namespace AgentGateway;

/// <summary>The origin of a position in a playback (recordplay.md 3.12).</summary>
public enum PlaybackOrigin
{
    /// <summary>The start of the recording.</summary>
    Start = 0,

    /// <summary>The current position.</summary>
    Current = 1,

    /// <summary>The end of the recording.</summary>
    End = 2,
}
