using System.Text.Json.Serialization;

namespace AgentGateway;

// The request bodies, with the spelling, types, and field order of the API's samples.
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
    /// <summary>Omits the password, which the default text of a record would contain.</summary>
    public override string ToString() => nameof(SignInBody);
}

/// <summary>The source-generated JSON of the family's bodies, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SignInBody))]
internal sealed partial class SessionJson : JsonSerializerContext
{
    public static SessionJson Wire { get; } = new(WireJson.CreateOptions());
}
