namespace AgentGateway.Simulator;

/// <summary>The files that can be played. Every path leads to a file, except those that contain "missing".</summary>
internal static class VoiceFiles
{
    private const string Missing = "missing";

    /// <summary>The length of an announcement in a conference.</summary>
    public static readonly TimeSpan AnnouncementLength = TimeSpan.FromSeconds(30);

    /// <summary>The length of a recording that is played to an agent.</summary>
    public static readonly TimeSpan RecordingLength = TimeSpan.FromSeconds(300);

    public static bool IsMissing(string path) => path.Contains(Missing, StringComparison.OrdinalIgnoreCase);
}
