using System.Text.Json.Serialization;

namespace AgentGateway;

// The request bodies, with the spelling, types, and field order of the API's samples.
internal sealed record RequestConferenceBody(
    int MemberNum, string? ConfCallerNo, int? Time, int? PromptTime, bool? BeepTone, int? PlayMode, string? VoicePath);

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

/// <summary>The source-generated JSON of the family's bodies, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
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
internal sealed partial class ConferenceJson : JsonSerializerContext
{
    public static ConferenceJson Wire { get; } = new(WireJson.CreateOptions());
}
