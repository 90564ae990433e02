namespace AgentGateway;

/// <summary>
/// Whom an operation is for. Where a conference is named, the session verifies before it sends anything that this is the conference the
/// agent is in; a short moment remains between the answer and the call, in which the conference can still change.
/// </summary>
/// <param name="AgentId">The agent; null: the session's own agent.</param>
/// <param name="ConferenceId">The conference that is meant; null: whichever the agent is in, unverified.</param>
/// <param name="Inspector">The session of an inspector at the same gateway that may look up the agent's conference; null: the session asks itself.</param>
public readonly record struct OperationTarget(int? AgentId = null, long? ConferenceId = null, AgwSession? Inspector = null);
