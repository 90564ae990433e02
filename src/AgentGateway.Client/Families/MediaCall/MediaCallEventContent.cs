using System.Security;

namespace AgentGateway;

/// <summary>A text message of a multimedia call (<c>AgentEvent_MessageData</c>).</summary>
public sealed record CallMessage : ICallContent
{
    /// <summary>The call.</summary>
    public string? CallId { get; init; }

    /// <summary>The caller.</summary>
    public string? Caller { get; init; }

    /// <summary>The called party.</summary>
    public string? Called { get; init; }

    /// <summary>How the call began; null if the gateway doesn't send it.</summary>
    public CallType? CallType { get; init; }

    /// <summary>main or assistant.</summary>
    public string? Type { get; init; }

    /// <summary>The message.</summary>
    public string? Message { get; init; }

    /// <summary>The media: 1 voice, 2 video, 3 both, 5 text, 6 H5 video.</summary>
    public int? MediaAbility { get; init; }
}

/// <summary>A room of H5 video that the agent can join (<c>AgentEvent_RequestConnect</c>).</summary>
public sealed class VideoRoom : ICallContent
{
    /// <summary>The call.</summary>
    public string? CallId { get; init; }

    /// <summary>The agent, as the room names it.</summary>
    public string? UserId { get; init; }

    /// <summary>The expiry, as the gateway sends it.</summary>
    public string? Expiry { get; init; }

    /// <summary>The room.</summary>
    public string? ChannelId { get; init; }

    /// <summary>The role of the agent in the room.</summary>
    public string? Role { get; init; }

    /// <summary>The IP address of the room's server.</summary>
    public string? ServerAddress { get; init; }

    /// <summary>The port of the room's server.</summary>
    public int? Port { get; init; }

    /// <summary>The internal domain of the signaling.</summary>
    public string? SignalingDomainIn { get; init; }

    /// <summary>The external domain of the signaling.</summary>
    public string? SignalingDomainOut { get; init; }

    /// <summary>The location.</summary>
    public int? LocationId { get; init; }

    /// <summary>The signature, which is a credential. It is masked in <see cref="AgentEvent.Raw"/>.</summary>
    public SecureString? Signature { get; init; }

    /// <summary>The ID of the application, which is a credential. It is masked in <see cref="AgentEvent.Raw"/>.</summary>
    public SecureString? AppId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => ChannelId ?? "";
}

/// <summary>The outcome of a photo of the user.</summary>
public enum ImageCaptureResult
{
    /// <summary>The photo was taken.</summary>
    Succeeded = 0,

    /// <summary>It failed.</summary>
    Failed = 1,

    /// <summary>The user has refused it.</summary>
    Refused = 2,
}

/// <summary>A photo of the user was requested (<c>AgentEvent_ImageCapture</c>).</summary>
/// <param name="CallId">The call.</param>
/// <param name="Result">The outcome; null if the gateway doesn't send it.</param>
/// <param name="FileName">The path of the photo at the gateway.</param>
/// <param name="LocationId">The location of the photo.</param>
public sealed record ImageCaptured(string? CallId, ImageCaptureResult? Result, string? FileName, int? LocationId) : ICallContent;

/// <summary>
/// A note or a bulletin for the agent (<c>AgentOther_Note</c>, <c>AgentOther_Bulletin</c>). It is known from public clients.
/// </summary>
/// <param name="Sender">The agent that sent it; null if the gateway doesn't send it.</param>
/// <param name="SenderName">The name of that agent.</param>
/// <param name="ReceivedAt">When the platform received it, in local time.</param>
/// <param name="Text">The text.</param>
public sealed record AgentNote(int? Sender, string? SenderName, DateTimeOffset? ReceivedAt, string? Text);
