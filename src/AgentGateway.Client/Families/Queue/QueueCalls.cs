namespace AgentGateway;

/// <summary>Creates the calls that query queues, waiting calls, and the skills of agents, and checks the documented limits.</summary>
public static class QueueCalls
{
    /// <summary>Queries the queues of the agent's VDN (cec_07_1021).</summary>
    public static OperationCall VdnQueues { get; } = new(QueueOperations.QueryVdnQueues);

    /// <summary>Queries the queues that are configured for the calling agent (cec_07_1206).</summary>
    public static OperationCall Skills { get; } = new(QueueOperations.QueryAgentSkills);

    /// <summary>Queries the statistics of queues (cec_07_1023).</summary>
    /// <param name="queueIds">1 to 100 queues.</param>
    public static OperationCall Statistics(IReadOnlyList<int> queueIds)
    {
        ArgumentNullException.ThrowIfNull(queueIds);
        Limits.Require(queueIds.Count is >= 1 and <= Limits.MaxQueuesPerQuery ? null : "A query can contain 1 to 100 queues.");
        Limits.RequireQueueIds(queueIds);
        return OperationCall.WithBody(
            QueueOperations.QueryStatistics, new QueueStatisticsBody([.. queueIds]), QueueJson.Wire.QueueStatisticsBody);
    }

    /// <summary>Queries the calls that wait in a queue (cec_07_1271). The calling agent must not be idle.</summary>
    /// <param name="queueId">The queue.</param>
    public static OperationCall WaitingCalls(int queueId)
    {
        Limits.Require(Limits.QueueId(queueId));
        return new OperationCall(QueueOperations.QueryWaitingCalls, [OperationCall.PathNumber(queueId)]);
    }

    /// <summary>Queries the queues that are configured for another agent of the VDN (cec_07_1207).</summary>
    /// <param name="workNo">That agent's ID.</param>
    public static OperationCall SkillsOf(int workNo)
    {
        Limits.Require(Limits.AgentId(workNo, Limits.MaxAgentIdSince2025));
        return new OperationCall(QueueOperations.QueryAgentSkillsByWorkNo, [OperationCall.PathNumber(workNo)])
        {
            TargetAgentId = workNo,
        };
    }
}
