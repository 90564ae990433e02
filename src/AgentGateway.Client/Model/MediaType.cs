namespace AgentGateway;

/// <summary>The medium of a queue or a call, with the gateway's numbers (queues.md 1).</summary>
public enum MediaType
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>Text chat.</summary>
    TextChat = 1,

    /// <summary>Click-to-dial.</summary>
    ClickToDial = 2,

    /// <summary>A request for a callback.</summary>
    CallbackRequest = 4,

    /// <summary>Voice or video call.</summary>
    Voice = 5,

    /// <summary>Predictive outbound call.</summary>
    PredictiveCall = 15,

    /// <summary>Preview outbound call.</summary>
    PreviewCall = 16,

    /// <summary>Message.</summary>
    Message = 17,

    /// <summary>Video call.</summary>
    VideoCall = 19,

    /// <summary>E-mail.</summary>
    Email = 50,

    /// <summary>Web chat.</summary>
    WebChat = 51,

    /// <summary>SMS.</summary>
    Sms = 52,

    /// <summary>Social media chat.</summary>
    SocialChat = 53,

    /// <summary>WeChat.</summary>
    WeChat = 56,
}
