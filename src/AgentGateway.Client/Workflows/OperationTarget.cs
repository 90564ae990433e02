namespace AgentGateway;

/// <summary>
/// The target of an operation. If it contains a conference, the session verifies that the agent is in this conference before it sends
/// anything. The conference can still change between the reply to the query and the arrival of the call. If events decided, it can also
/// change before the event of the change arrives, which takes at most the pause between two polls.
/// </summary>
/// <param name="AgentId">The agent; null: the session's own agent.</param>
/// <param name="ConferenceId">The conference; null: any conference that the agent is in, without verification.</param>
/// <param name="Inspector">
/// The session of an inspector at the same gateway that queries the agent's conference; null: the session itself queries it.
/// </param>
public readonly record struct OperationTarget(int? AgentId = null, long? ConferenceId = null, AgwSession? Inspector = null)
{
    /// <summary>
    /// The phone call that must be the agent's current call, or the one that rings or is on hold, as the operation requires; null: any.
    /// It is verified unless the request itself contains it.
    /// </summary>
    public string? CallId { get; init; }

    /// <summary>What an earlier query says about the conference, which is verified, too; null: only its ID is verified.</summary>
    internal ExpectedConference? Expected { get; init; }
}
