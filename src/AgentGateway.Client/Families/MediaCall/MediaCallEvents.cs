using System.Net;
using System.Security;
using System.Text.Json;

namespace AgentGateway;

/// <summary>The events of multimedia calls (media.md 1.5) and of notes (queues.md 5), and the readers of their content.</summary>
internal static class MediaCallEvents
{
    /// <summary>The events, in the order of the reference.</summary>
    public static IReadOnlyList<EventDescription> All { get; } =
    [
        new(EventName.MediaCallMessageData, "A text message of a multimedia call.", ReadMessage),
        new(EventName.MediaCallRequestConnect, "A room of H5 video can be joined.", ReadRoom) { HoldsCredentials = true },
        new(EventName.MediaCallImageCapture, "A photo of the user was taken, failed, or was refused.", ReadImage),
        new(EventName.OtherNote, null, ReadNote),
        new(EventName.OtherBulletin, null, ReadNote),
    ];

    private static CallMessage ReadMessage(JsonElement content) => new()
    {
        CallId = JsonText.CallId(content),
        Caller = JsonText.Text(content, "caller"),
        Called = JsonText.Text(content, "called"),
        CallType = (CallType?)JsonText.Small(content, "feature"),
        Type = JsonText.Text(content, "type"),
        Message = JsonText.Text(content, "message"),
        MediaAbility = JsonText.Small(content, "mediaAbility"),
    };

    private static VideoRoom ReadRoom(JsonElement content) => new()
    {
        CallId = JsonText.CallId(content),
        UserId = JsonText.Text(content, "userId"),
        Expiry = JsonText.Text(content, "ctime"),
        ChannelId = JsonText.Text(content, "channelId"),
        Role = JsonText.Text(content, "role"),
        ServerAddress = JsonText.Text(content, "ip"),
        Port = JsonText.Small(content, "port"),
        SignalingDomainIn = JsonText.Text(content, "signalingDomainIn"),
        SignalingDomainOut = JsonText.Text(content, "signalingDomainOut"),
        LocationId = JsonText.Small(content, "locationId"),
        Signature = SecretIn(content, "signature"),
        AppId = SecretIn(content, "appId"),
    };

    private static ImageCaptured ReadImage(JsonElement content) => new(
        JsonText.CallId(content),
        (ImageCaptureResult?)JsonText.Small(content, "result"),
        JsonText.Text(content, "filename"),
        JsonText.Small(content, "locationId"));

    private static AgentNote ReadNote(JsonElement content) => new(
        JsonText.Small(content, "sender"),
        JsonText.Text(content, "sendername"),
        JsonText.Time(content, "receivetime"),
        JsonText.Text(content, "context"));

    private static SecureString? SecretIn(JsonElement content, string name) =>
        JsonText.Secret(content, name) is { Length: > 0 } secret ? new NetworkCredential("", secret).SecurePassword : null;
}
