using System.Text.Json.Serialization;

namespace AgentGateway;

/// <summary>The optional body of the query for the agents of a queue. Only both fields together have an effect (queues.md 3).</summary>
internal sealed record AgentListBody(int AgentLimit, int[] AgentStatus);

/// <summary>The source-generated JSON of the queries about other agents, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AgentListBody))]
internal sealed partial class AgentListJson : JsonSerializerContext
{
    public static AgentListJson Wire { get; } = new(WireJson.CreateOptions());
}
