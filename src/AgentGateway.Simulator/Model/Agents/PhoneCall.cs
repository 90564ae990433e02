namespace AgentGateway.Simulator;

/// <summary>A call on an agent's phone.</summary>
internal sealed record PhoneCall(string CallId, DateTimeOffset BeganAt);
