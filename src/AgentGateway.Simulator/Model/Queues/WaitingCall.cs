namespace AgentGateway.Simulator;

/// <summary>A call that waits in a queue.</summary>
internal sealed record WaitingCall(string CallId, int Number, string Caller, DateTimeOffset EnteredAt);
