namespace AgentGateway;

/// <summary>A position in the events of one session. It can be kept without keeping the events.</summary>
/// <param name="Log">The number of the session's event log.</param>
/// <param name="Position">The number of events that the log had received.</param>
internal readonly record struct EventMark(long Log, long Position);
