namespace AgentGateway;

/// <summary>
/// Whom an operation is for. Where a conference is named, the session verifies before it sends anything that this is the conference the
/// agent is in. A moment remains in which the conference can still change: from the query's answer to the arrival of the call, or where
/// the events told, from the change to its event, which comes within the pause between two polls.
/// </summary>
/// <param name="AgentId">The agent; null: the session's own agent.</param>
/// <param name="ConferenceId">The conference that is meant; null: whichever the agent is in, unverified.</param>
/// <param name="Inspector">The session of an inspector at the same gateway that may look up the agent's conference; null: the session asks itself.</param>
public readonly record struct OperationTarget(int? AgentId = null, long? ConferenceId = null, AgwSession? Inspector = null);
