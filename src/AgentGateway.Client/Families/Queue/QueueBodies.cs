using System.Text.Json.Serialization;

namespace AgentGateway;

// The request bodies, with the spelling and types of the API's samples.
internal sealed record QueueStatisticsBody(int[] Skills);

/// <summary>The source-generated JSON of the family's bodies, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(QueueStatisticsBody))]
internal sealed partial class QueueJson : JsonSerializerContext
{
    public static QueueJson Wire { get; } = new(WireJson.CreateOptions());
}
