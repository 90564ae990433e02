using System.Text.Json.Serialization;

namespace AgentGateway;

// The request bodies, with the spelling, types, and field order of the API's samples.
internal sealed record CallOutBody(
    [property: JsonPropertyName("caller")] string? Caller,
    [property: JsonPropertyName("called")] string Called,
    [property: JsonPropertyName("skillid")] int? SkillId,
    [property: JsonPropertyName("callappdata")] string? CallData);

internal sealed record TransferBody(
    [property: JsonPropertyName("devicetype")] int DeviceType,
    [property: JsonPropertyName("mode")] int Mode,
    [property: JsonPropertyName("address")] string Address,
    [property: JsonPropertyName("callappdata")] string? CallData,
    [property: JsonPropertyName("caller")] string? Caller);

/// <summary>The source-generated JSON of the family's bodies, without reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CallOutBody))]
[JsonSerializable(typeof(TransferBody))]
internal sealed partial class VoiceCallJson : JsonSerializerContext
{
    public static VoiceCallJson Wire { get; } = new(WireJson.CreateOptions());
}
