using System.Text.Json.Serialization;

namespace AgentGateway;

// The bodies as they are sent: the API's spelling and types, in the order of its samples.
internal sealed record SignInBody(
    [property: JsonPropertyName("password")] string Password,
    [property: JsonPropertyName("phonenum")] string? PhoneNumber,
    [property: JsonPropertyName("autoanswer")] bool? AutoAnswer,
    [property: JsonPropertyName("autoenteridle")] bool? AutoEnterIdle,
    [property: JsonPropertyName("releasephone")] bool? ReleasePhone,
    [property: JsonPropertyName("agenttype")] int? AgentType,
    [property: JsonPropertyName("status")] int? Status,
    [property: JsonPropertyName("ip")] string? IPAddress,
    [property: JsonPropertyName("phonelinkage")] bool? PhoneLinkage,
    [property: JsonPropertyName("checkInWebm")] bool? CheckInWebm,
    [property: JsonPropertyName("checkInMailm")] bool? CheckInMailm,
    [property: JsonPropertyName("vcPhoneNumber")] string? VideoPhoneNumber,
    [property: JsonPropertyName("listenStatus")] bool? ListenStatus)
{
    /// <summary>Without the password, which the printed form of a record would show.</summary>
    public override string ToString() => nameof(SignInBody);
}

/// <summary>The source-generated JSON of the family's bodies, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SignInBody))]
internal sealed partial class SessionJson : JsonSerializerContext
{
    public static SessionJson Wire { get; } = new(WireJson.CreateOptions());
}
