using System.Text.Json.Serialization;

namespace AgentGateway;

/// <summary>The new queues of another agent. The sample sends the agent as a text (supervision.md 2.1).</summary>
internal sealed record AdjustSkillBody(string WorkNo, int[] Skills);

/// <summary>The source-generated JSON of the family's bodies, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AdjustSkillBody))]
internal sealed partial class InspectorJson : JsonSerializerContext
{
    public static InspectorJson Wire { get; } = new(WireJson.CreateOptions());
}
