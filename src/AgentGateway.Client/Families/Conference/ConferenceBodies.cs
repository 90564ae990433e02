using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentGateway;

// The bodies as they go over the wire: the API's spelling and types, in the order of its samples.
internal sealed record RequestConferenceBody(int MemberNum, string? ConfCallerNo, int? Time, int? PromptTime, bool? BeepTone, int? PlayMode, string? VoicePath);

internal sealed record HoldBody(string Address, string AddressType, int PlayMode, string VoicePath);

internal sealed record AddressBody(string Address, string AddressType);

internal sealed record ModeBody(int Attribute, string Address, string AddressType);

internal sealed record ProlongBody(int ProlongTime);

internal sealed record ShiftPresidentBody(int DestAgentNo);

internal sealed record InviteeBody(string AddressType, string Address, int? DeviceCallType, int? DeviceType);

internal sealed record InviteBody(InviteeBody[] Addresses, bool? BeepTone, int? PlayMode, string? VoicePath, string? Caller);

internal sealed record RemoveBody(AddressBody[] Addresses);

internal sealed record ConferenceVoiceBody(int PlayType, int PlayMode, string VoicePath);

internal sealed record ResizeBody(int ModifyType, int ModifyNum);

internal sealed record QueryConferencesBody(long[] ConfIds);

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

/// <summary>The source-generated reading and writing of JSON: no reflection, nothing to load.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RequestConferenceBody))]
[JsonSerializable(typeof(HoldBody))]
[JsonSerializable(typeof(AddressBody))]
[JsonSerializable(typeof(ModeBody))]
[JsonSerializable(typeof(ProlongBody))]
[JsonSerializable(typeof(ShiftPresidentBody))]
[JsonSerializable(typeof(InviteBody))]
[JsonSerializable(typeof(RemoveBody))]
[JsonSerializable(typeof(ConferenceVoiceBody))]
[JsonSerializable(typeof(ResizeBody))]
[JsonSerializable(typeof(QueryConferencesBody))]
[JsonSerializable(typeof(PlayBody))]
[JsonSerializable(typeof(RecordBody))]
[JsonSerializable(typeof(NetPlayBody))]
[JsonSerializable(typeof(RelocateBody))]
[JsonSerializable(typeof(SignInBody))]
internal sealed partial class WireJson : JsonSerializerContext
{
    // Paths and names keep their letters: the reference shows no \u escapes, and nothing here is put into a page.
    public static WireJson Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
