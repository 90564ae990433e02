using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentGateway;

/// <summary>The JSON settings that the bodies of all families have in common.</summary>
internal static class WireJson
{
    /// <summary>Creates the options for the serializer context of one family.</summary>
    public static JsonSerializerOptions CreateOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JsonText.WireEncoder,
    };
}
