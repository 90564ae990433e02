namespace AgentGateway.Simulator;

/// <summary>The interface of the calldata family that is about a queue: its waiting calls (queues.md, 4).</summary>
internal static class WaitingCallInterfaces
{
    public static readonly Interface[] All =
    [
        new("GET", "calldata/{agentid}/waitcallinfo/{skillid}", "queryWaitCallInfoBySkillId", WaitingCalls),
    ];

    private static Reply WaitingCalls(Call call)
    {
        if (!call.TryArgument(0, 0, int.MaxValue, out var id) || call.Gateway.Queues.Find(id) is not { } queue)
        {
            return Reply.Of(RetCode.QueueParameter);
        }

        // The reference requires an agent that is not idle, but doesn't list a code.
        if (call.Agent.Presence.State == AgentState.Idle)
        {
            return Reply.Of(RetCode.StateRefused);
        }

        var now = call.Gateway.Time.GetUtcNow();
        return Reply.Result($"[{string.Join(',', queue.Waiting.Select(waiting => QueueJson.Call(waiting, queue, now)))}]");
    }
}
