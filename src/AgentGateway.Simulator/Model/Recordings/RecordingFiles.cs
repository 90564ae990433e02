using System.Collections.Concurrent;

namespace AgentGateway.Simulator;

/// <summary>
/// The recordings that can be downloaded: those that agents have made, those that a test has added, and any other path in a documented
/// form, except those that contain "missing".
/// </summary>
internal sealed class RecordingFiles
{
    /// <summary>Five seconds of sound.</summary>
    public const int StandardBytes = WaveFile.HeaderBytes + (5 * WaveFile.BytesPerSecond);

    // Windows, the platform of the recording server, ignores the case.
    private readonly ConcurrentDictionary<string, RecordingFile> byPath = new(StringComparer.OrdinalIgnoreCase);

    public void Add(RecordingFile recording) => byPath[Normal(recording.Path)] = recording;

    public RecordingFile? Find(string path)
    {
        if (VoiceFiles.IsMissing(path))
        {
            return null;
        }

        return byPath.GetValueOrDefault(Normal(path)) ?? (IsDocumentedForm(path) ? new RecordingFile(path, StandardBytes) : null);
    }

    public RecordingFile? OfCall(string callId, int? agentId) => byPath.Values
        .Where(recording => recording.CallId == callId && (agentId is null || recording.AgentId == agentId))
        .MaxBy(static recording => recording.Path, StringComparer.Ordinal);

    /// <summary>Returns whether any recording is at a location. Location 0 always exists.</summary>
    public bool HasLocation(int locationId) =>
        locationId == 0 || byPath.Values.Any(recording => recording.LocationId == locationId);

    /// <summary>Returns whether a text is a path, such as y:/1/0/20181217/120/1524488.V3.</summary>
    public static bool IsDocumentedForm(string path) =>
        path.Length > 3 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '/' or '\\';

    // An older copy of the page has backslashes.
    private static string Normal(string path) => path.Replace('\\', '/');
}
