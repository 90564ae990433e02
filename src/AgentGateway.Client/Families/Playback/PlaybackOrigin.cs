namespace AgentGateway;

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
