using System.Text.Json;

namespace AgentGateway;

/// <summary>
/// The events of calls (voicecall.md 4), and the readers of their content. Content without a reader is the ID of the call.
/// </summary>
internal static class VoiceCallEvents
{
    /// <summary>The events, in the order of the reference.</summary>
    public static IReadOnlyList<EventDescription> All { get; } =
    [
        new(EventName.CallHold, "A call is on hold."),
        new(EventName.CallOutFail, "A call to a phone number has failed."),
        new(EventName.CallInsideCallFail, "A call to another agent has failed."),
        new(EventName.CallNoAnswer, "The agent has not answered a call."),
        new(EventName.CallCallRelease, "The agent has left a call."),
        new(EventName.CallConnectFail, "The called party of a call or of a transfer could not be reached."),
        new(EventName.CallConsultFail, "A request for help by another agent has failed."),
        new(EventName.CallReturnFromIvr, "An IVR flow has given a call back."),
        new(EventName.CallReleasePreview, "A preview call has ended."),
        new(EventName.CallTalking, "The agent talks.", ReadCall),
        new(EventName.CallRinging, "A call waits for its answer.", ReadCall),
        new(EventName.CallAutoAnswer, "A call is answered automatically.", ReadCall),
        new(EventName.CallCustomerAlerting, "The phone of the called party rings.", ReadAlerting),
        new(EventName.CallConference, "A call has three parties.", ReadConference),
        new(EventName.CallCustomerRelease, "A party has left a call.", ReadRelease),
        new(EventName.CallIncomingCallInfo, "Describes an incoming call.", ReadIncoming),
        new(EventName.CallTransferResult, "A transfer in the mode AfterSuccess has ended.", ReadTransfer),
        new(EventName.CallMediaSwitch, "The media of a call have changed.", ReadMedia),
        new(EventName.CallPreview, "A preview call is offered.", ReadPreview),
        new(EventName.CallPreviewCallOut, "A preview call is offered.", ReadPreview),
        new(EventName.CallPreviewCallOutEx, "A preview call is offered.", ReadPreview),
        new(EventName.LinkagePhoneStatus, "The state of the linked phone has changed.", ReadLinkedPhone),
        new(EventName.LinkagePhoneMute, "A call was muted on the linked phone.", ReadLinkedCall),
        new(EventName.LinkagePhoneHold, "A call was put on hold on the linked phone.", ReadLinkedCall),
        new(EventName.LinkagePhoneUnHold, "A call on hold was continued on the linked phone.", ReadLinkedCall),
        new(EventName.LinkagePhoneTransferOut, "A call was transferred on the linked phone.", ReadLinkedTransfer),
        new(EventName.LinkagePhoneCallOut, "A number was called on the linked phone.", ReadLinkedCallOut),
    ];

    private static CallProgress ReadCall(JsonElement content) => new()
    {
        CallId = JsonText.CallId(content),
        Caller = JsonText.Text(content, "caller"),
        Called = JsonText.Text(content, "called"),
        Type = JsonText.Text(content, "type"),
        CallType = (CallType?)JsonText.Small(content, "feature"),
        MediaAbility = JsonText.Small(content, "mediaAbility"),
        IsTransferred = JsonText.Text(content, "transfer") switch { "yes" => true, "no" => false, _ => null },
        TransferredFrom = Given(JsonText.Text(content, "transfrom") ?? JsonText.Text(content, "transFrom")),
        MediaType = JsonText.Small(content, "mediaType"),
    };

    private static CallAlerting ReadAlerting(JsonElement content) => new(
        JsonText.CallId(content),
        JsonText.Text(content, "otherPhone"),
        Given(JsonText.Text(content, "otherPhoneWorkno")),
        JsonText.Text(content, "type"));

    private static CallConference ReadConference(JsonElement content) => new(JsonText.CallId(content), List(content, "partner"));

    private static CallPartyReleased ReadRelease(JsonElement content) => new(JsonText.CallId(content), JsonText.Text(content, "number"));

    private static IncomingCall ReadIncoming(JsonElement content) => new()
    {
        CallId = JsonText.CallId(content),
        Queue = JsonText.Text(content, "skillName"),
        QueueId = JsonText.Small(content, "skillId"),
        Caller = JsonText.Text(content, "caller"),
        Called = JsonText.Text(content, "called"),
        LastAgentId = JsonText.Small(content, "lastReleaseAgentId") is { } agent and not IncomingCall.NoAgent ? agent : null,
        MediaType = JsonText.Small(content, "mediaType"),
        RequeueCount = JsonText.Small(content, "releaseAndReQueueCount"),
        IsRequeued = JsonText.Small(content, "releaseAndReQueueCallFlag") is { } flag ? flag == 1 : null,
    };

    private static CallTransferred ReadTransfer(JsonElement content) => new(JsonText.CallId(content), JsonText.Small(content, "result"));

    private static CallMediaChanged ReadMedia(JsonElement content) => new()
    {
        CallId = JsonText.CallId(content),
        Reason = JsonText.Small(content, "reason"),
        Caller = JsonText.Text(content, "caller"),
        Called = JsonText.Text(content, "called"),
        MediaType = JsonText.Small(content, "mediaType"),
    };

    private static CallPreview ReadPreview(JsonElement content) =>
        new(JsonText.Number(content, "controlid"), List(content, "dialeddigits"), JsonText.Text(content, "callData"));

    private static LinkedPhoneChanged ReadLinkedPhone(JsonElement content) => new((LinkedPhoneState?)JsonText.Small(content, "result"));

    private static LinkedPhoneCall ReadLinkedCall(JsonElement content) => new(JsonText.CallId(content));

    private static LinkedPhoneTransfer ReadLinkedTransfer(JsonElement content) =>
        new(AddressIn(content, "addrSelf"), AddressIn(content, "addrOut"));

    private static LinkedPhoneCallOut ReadLinkedCallOut(JsonElement content) => new(
        JsonText.CallId(content), AddressIn(content, "addrCaller"), AddressIn(content, "addrCalled"), JsonText.Small(content, "skillId"));

    /// <summary>Reads the number in an address, which is an object in one event and may be a text in the others.</summary>
    private static string? AddressIn(JsonElement content, string name) => JsonText.Field(content, name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Object ? JsonText.Text(value, "address") : JsonText.Text(value);

    private static string[] List(JsonElement content, string name) =>
        JsonText.Text(content, name)?.Split(',').Where(part => part.Length > 0).ToArray() ?? [];

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
