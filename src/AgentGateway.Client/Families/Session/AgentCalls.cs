namespace AgentGateway;

/// <summary>Creates the calls that query and change an agent's own state (session.md 6), and checks the documented limits.</summary>
public static class AgentCalls
{
    /// <summary>Queries the agent's own state (cec_07_1222).</summary>
    public static OperationCall Status { get; } = new(SessionOperations.GetAgentStatus);

    /// <summary>Makes the agent idle (cec_07_1345).</summary>
    public static OperationCall SayFree { get; } = new(SessionOperations.SayFree);

    /// <summary>Ends the busy state (cec_07_1212).</summary>
    public static OperationCall CancelBusy { get; } = new(SessionOperations.CancelBusy);

    /// <summary>Ends the rest (cec_07_13492).</summary>
    public static OperationCall CancelRest { get; } = new(SessionOperations.CancelRest);

    /// <summary>Starts the wrap-up (cec_07_1215).</summary>
    public static OperationCall SayWork { get; } = new(SessionOperations.SayWork);

    /// <summary>Ends the wrap-up (cec_07_1216).</summary>
    public static OperationCall CancelWork { get; } = new(SessionOperations.CancelWork);

    /// <summary>Takes one event (cec_07_1274).</summary>
    internal static OperationCall Poll { get; } = new(SessionOperations.GetAgentEvent);

    /// <summary>Requests a new GUID (cec_07_1225).</summary>
    internal static OperationCall UpdateGuid { get; } = new(SessionOperations.UpdateGuid);

    /// <summary>Signs out; the gateway refuses during a call (cec_07_1219).</summary>
    internal static OperationCall Logout { get; } = new(SessionOperations.Logout);

    /// <summary>Signs out and releases the call (cec_07_1220).</summary>
    internal static OperationCall ForceLogout { get; } = new(SessionOperations.ForceLogout);

    /// <summary>Makes the agent busy (cec_07_1211).</summary>
    /// <param name="reason">200 to 250, or 0 for none.</param>
    /// <param name="prolong">Indicates that a current busy state is prolonged.</param>
    public static OperationCall SayBusy(int reason = 0, bool prolong = false)
    {
        Limits.Require(Limits.BusyReason(reason));
        return new OperationCall(SessionOperations.SayBusy, [OperationCall.PathNumber(reason), Word(prolong)]);
    }

    /// <summary>Sends the agent to rest (cec_07_1213).</summary>
    /// <param name="seconds">1 to 86399.</param>
    /// <param name="reason">0 to 255, 0 is none.</param>
    /// <param name="prolong">Indicates that a current rest is prolonged.</param>
    public static OperationCall Rest(int seconds, int reason = 0, bool prolong = false)
    {
        Limits.Require(Limits.RestSeconds(seconds));
        Limits.Require(Limits.RestReason(reason));
        return new OperationCall(
            SessionOperations.Rest, [OperationCall.PathNumber(seconds), OperationCall.PathNumber(reason), Word(prolong)]);
    }

    /// <summary>Queries another agent of the VDN (cec_07_1026).</summary>
    /// <param name="workNo">That agent's ID.</param>
    public static OperationCall Details(int workNo)
    {
        Limits.Require(Limits.AgentId(workNo, Limits.MaxAgentIdSince2025));
        return new OperationCall(SessionOperations.QueryAgentInfoByWorkNo, [OperationCall.PathNumber(workNo)]) { TargetAgentId = workNo };
    }

    /// <summary>Queries the agents of a queue (cec_07_1025). The calling agent needs the right to take calls.</summary>
    /// <param name="queueId">The queue.</param>
    public static OperationCall OfQueue(int queueId)
    {
        Limits.Require(Limits.QueueId(queueId));
        return new OperationCall(SessionOperations.QueryAgentInfoBySkillId, [OperationCall.PathNumber(queueId)]);
    }

    /// <summary>Queries some agents of a queue, by their states (cec_07_1025). It is a GET with a body.</summary>
    /// <param name="queueId">The queue.</param>
    /// <param name="limit">The maximum number of agents, 1 to 500.</param>
    /// <param name="states">The states of the agents.</param>
    public static OperationCall OfQueue(int queueId, int limit, IReadOnlyList<AgentState> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        Limits.Require(Limits.QueueId(queueId));
        Limits.Require(limit is >= 1 and <= Limits.MaxAgentsOfQueue ? null : "The number of agents must be between 1 and 500.");
        Limits.Require(states.Count == 0 ? "Without states, the gateway ignores the number of agents." : null);
        return OperationCall.WithBody(
            SessionOperations.QueryAgentInfoBySkillId,
            [OperationCall.PathNumber(queueId)],
            new AgentListBody(limit, [.. states.Select(state => (int)state)]),
            AgentListJson.Wire.AgentListBody);
    }

    /// <summary>Queries all agents of the VDN that are signed in (cec_07_1027). The reference advises against frequent use.</summary>
    public static OperationCall AllOnline { get; } = new(SessionOperations.QueryAllOnlineAgents);

    /// <summary>Signs the agent in to all queues that are configured for it (cec_07_1209).</summary>
    public static OperationCall ResetAllSkills { get; } = new(SessionOperations.ResetSkill, ["true", "", "0"]);

    /// <summary>Signs the agent in to these queues, and out of all others (cec_07_1209).</summary>
    /// <param name="queueIds">Queues that are configured for the agent. Others are ignored; an empty list means no queue.</param>
    public static OperationCall ResetSkills(IReadOnlyList<int> queueIds)
    {
        ArgumentNullException.ThrowIfNull(queueIds);
        Limits.RequireQueueIds(queueIds);
        var list = string.Join(";", queueIds.Distinct().Select(queueId => OperationCall.PathNumber(queueId)));
        Limits.Require(list.Length <= Limits.MaxSkillListLength ? null : "The list of queues can have at most 4000 characters.");
        return new OperationCall(SessionOperations.ResetSkill, ["false", list, "0"]);
    }

    /// <summary>Signs out with a reason (cec_07_1221).</summary>
    internal static OperationCall LogoutWithReason(int reason)
    {
        Limits.Require(Limits.SignOutReason(reason));
        return new OperationCall(SessionOperations.ForceLogoutWithReason, [OperationCall.PathNumber(reason)]);
    }

    private static string Word(bool value) => value ? "true" : "false";
}
