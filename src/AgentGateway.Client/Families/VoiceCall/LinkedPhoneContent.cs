namespace AgentGateway;

/// <summary>The state of a phone that is linked to the agent (voicecall.md 4).</summary>
public enum LinkedPhoneState
{
    /// <summary>Off-hook.</summary>
    OffHook = 0,

    /// <summary>On-hook.</summary>
    OnHook = 1,

    /// <summary>In a call.</summary>
    Talking = 2,

    /// <summary>Online.</summary>
    Online = 3,

    /// <summary>Offline.</summary>
    Offline = 4,

    /// <summary>Ringing.</summary>
    Ringing = 5,
}

/// <summary>The state of the linked phone has changed (<c>AgentEvent_linkagePhoneStatus</c>).</summary>
/// <param name="State">The new state; null if the gateway doesn't send it.</param>
public sealed record LinkedPhoneChanged(LinkedPhoneState? State);

/// <summary>A call was changed on the linked phone (<c>AgentEvent_linkagePhoneMute</c>, <c>…Hold</c>, <c>…UnHold</c>).</summary>
/// <param name="CallId">The call.</param>
public sealed record LinkedPhoneCall(string? CallId) : ICallContent;

/// <summary>A call was transferred on the linked phone (<c>AgentEvent_linkagePhoneTransferOut</c>).</summary>
/// <param name="Self">The agent's own number.</param>
/// <param name="Target">The target of the transfer.</param>
public sealed record LinkedPhoneTransfer(string? Self, string? Target);

/// <summary>A number was called on the linked phone (<c>AgentEvent_linkagePhoneCallOut</c>).</summary>
/// <param name="TemporaryCallId">An ID that is not the real one of the call.</param>
/// <param name="Caller">The caller.</param>
/// <param name="Called">The called number.</param>
/// <param name="QueueId">The skill queue, or null.</param>
public sealed record LinkedPhoneCallOut(string? TemporaryCallId, string? Caller, string? Called, int? QueueId);
