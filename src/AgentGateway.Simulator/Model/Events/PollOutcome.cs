namespace AgentGateway.Simulator;

/// <summary>The reason why a poll ended.</summary>
internal enum PollEnd
{
    Event,
    NoEvent,
    SignedOut,
    Cut,
}

/// <summary>The outcome of a poll: the reason why it ended, and the event if that is the reason.</summary>
internal readonly record struct PollOutcome(GatewayEvent? Event, PollEnd End);
