using System.Text.Json.Serialization;

namespace AgentGateway;

// The request bodies, with the spelling, types, and field order of the API's samples.
internal sealed record PlayBody(
    [property: JsonPropertyName("voicepath")] string VoicePath,
    [property: JsonPropertyName("startpostion")] long? StartPosition,
    [property: JsonPropertyName("volumechange")] string? Volume,
    [property: JsonPropertyName("speedchange")] string? Speed,
    [property: JsonPropertyName("times")] int? Times,
    [property: JsonPropertyName("codeformat")] int? CodeFormat,
    [property: JsonPropertyName("locationId")] int? LocationId);

internal sealed record RecordBody(string? FileName, int MediaType, int? RecordMode, int? RecordFormat);

internal sealed record NetPlayBody(string FileName, long? Position, int? PlayTime, int? FileFormat, int CcId, int? LocationId);

internal sealed record RelocateBody(
    [property: JsonPropertyName("seekdirection")] int? SeekDirection,
    [property: JsonPropertyName("seekseconds")] int SeekSeconds,
    [property: JsonPropertyName("seekposition")] int SeekPosition);

/// <summary>The source-generated JSON of the family's bodies, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PlayBody))]
[JsonSerializable(typeof(RecordBody))]
[JsonSerializable(typeof(NetPlayBody))]
[JsonSerializable(typeof(RelocateBody))]
internal sealed partial class PlaybackJson : JsonSerializerContext
{
    public static PlaybackJson Wire { get; } = new(WireJson.CreateOptions());
}
