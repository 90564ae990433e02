namespace AgentGateway;

/// <summary>The type of the target of a transfer, with the API's numbers (voicecall.md 1).</summary>
public enum CallTargetType
{
    /// <summary>A skill queue.</summary>
    Queue = 1,

    /// <summary>An agent.</summary>
    Agent = 2,

    /// <summary>A flow of the interactive voice response.</summary>
    Ivr = 3,

    /// <summary>An access code of the call center.</summary>
    AccessCode = 4,

    /// <summary>A phone number outside the call center.</summary>
    PhoneNumber = 5,
}

/// <summary>What happens to the agent in a transfer. The API's number depends on the target (voicecall.md 3.9).</summary>
public enum CallTransferMode
{
    /// <summary>The agent leaves the call immediately.</summary>
    Blind,

    /// <summary>The agent leaves the call when the target has answered. Not to an IVR flow.</summary>
    AfterSuccess,

    /// <summary>The agent talks to the target first, while the call is on hold. Only to a phone number.</summary>
    Consult,

    /// <summary>The target joins the call, and the agent stays. Only to a phone number.</summary>
    ThreeParty,

    /// <summary>The flow gives the call back to the agent. Only to an IVR flow.</summary>
    Return,
}

/// <summary>A transfer of the current call.</summary>
public sealed record CallTransferRequest
{
    /// <summary>The target: the ID of a queue, an agent or a flow, an access code, or a phone number.</summary>
    public required string Address { get; init; }

    /// <summary>What the target is.</summary>
    public required CallTargetType TargetType { get; init; }

    /// <summary>What happens to the agent.</summary>
    public CallTransferMode Mode { get; init; }

    /// <summary>The data that the target receives, at most 16384 bytes; null: unchanged.</summary>
    public string? CallData { get; init; }

    /// <summary>The number that the target sees; only for a phone number, and not in a blind transfer.</summary>
    public string? Caller { get; init; }

    /// <summary>The API's number of the mode; null: the mode isn't possible for this target.</summary>
    internal int? ModeNumber => (TargetType, Mode) switch
    {
        (CallTargetType.PhoneNumber, CallTransferMode.Blind) => 1,
        (CallTargetType.PhoneNumber, CallTransferMode.AfterSuccess) => 2,
        (CallTargetType.PhoneNumber, CallTransferMode.Consult) => 3,
        (CallTargetType.PhoneNumber, CallTransferMode.ThreeParty) => 4,
        (CallTargetType.Ivr, CallTransferMode.Blind) => 0,
        (CallTargetType.Ivr, CallTransferMode.Return) => 1,
        (CallTargetType.Queue or CallTargetType.Agent or CallTargetType.AccessCode, CallTransferMode.Blind) => 0,
        (CallTargetType.Queue or CallTargetType.Agent or CallTargetType.AccessCode, CallTransferMode.AfterSuccess) => 2,
        _ => null,
    };

    /// <summary>The events that complete the transfer.</summary>
    internal Completion Completion => Mode switch
    {
        CallTransferMode.AfterSuccess => Completion.On([EventName.CallTransferResult], [EventName.CallConnectFail]),
        CallTransferMode.Consult => Completion.On([EventName.CallTalking], [EventName.CallConnectFail]),
        CallTransferMode.ThreeParty => Completion.On([EventName.CallConference], [EventName.CallConnectFail]),
        CallTransferMode.Return => Completion.On([EventName.CallReturnFromIvr], [EventName.CallConnectFail]),
        _ => Completion.On([EventName.CallCallRelease], [EventName.CallConnectFail]) with { IsAboutCall = true },
    };
}
