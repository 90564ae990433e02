using System.Text.Json;

namespace AgentGateway.Simulator;

/// <summary>The queuedevice family: queries about queues (queues.md, 2).</summary>
internal static class QueueDeviceFamily
{
    private const int MaxQueues = 100;

    public static readonly Interface[] Interfaces =
    [
        new("GET", "queuedevice/{agentid}/waitnum", "queryQueueLengthOnAgent", static call =>
            Reply.Result(call.Gateway.Queues.ConfiguredFor(call.Agent).Sum(static queue => queue.Waiting.Count).ToInvariant())),
        new("GET", "queuedevice/{agentid}/agentvdnskill", "querySkillQueueOnAgentVDN", QueuesOfVdn),
        new("POST", "queuedevice/{agentid}/queryacdstat", "queryStatInfoOfAcd", Statistics),
        new("GET", "queuedevice/{agentid}/ivrinfo", "queryIVRInfoOnVdn", static _ =>
            Reply.Result("""[{"access":"1321","id":1,"description":"252","serviceNo":1}]""")),
        new("GET", "queuedevice/{agentid}/agentskill/{workno}", "querySignedInSkills", SignedInSkills),
        new("GET", "queuedevice/{agentid}/skillwaitnum/{skillid}", "queryQueueLengthBySkillId", static call =>
            call.TryArgument(0, 0, int.MaxValue, out var id) && call.Gateway.Queues.Find(id) is { } queue
                ? Reply.Result(queue.Waiting.Count.ToInvariant())
                : Reply.Of(RetCode.QueueParameter)),
        .. WaitingCallInterfaces.All,
    ];

    private static Reply QueuesOfVdn(Call call)
    {
        var queues = call.Gateway.Queues.All.Select(QueueJson.OfVdn).ToArray();
        return queues.Length == 0 ? Reply.Of(RetCode.NoQueueInOwnVdn) : Reply.Result($"[{string.Join(',', queues)}]");
    }

    /// <summary>Returns the statistics of the queues that exist. The sample sends numbers, a public client texts; both are valid.</summary>
    private static Reply Statistics(Call call)
    {
        var ids = call.Body.List("skills", MaxQueues, static (item, whole) =>
        {
            if (InvariantText.TryNumber(
                item.ValueKind == JsonValueKind.String ? item.GetString() : item.GetRawText(), 0, int.MaxValue, out var id))
            {
                return id;
            }

            whole.MarkInvalid();
            return 0;
        });
        if (!call.Body.IsValid)
        {
            return Reply.InvalidParameter;
        }

        var found = ids.Select(call.Gateway.Queues.Find).OfType<SkillQueue>();
        return Reply.Result($"[{string.Join(',', found.Select(queue => QueueJson.Statistics(queue, call.Gateway)))}]");
    }

    private static Reply SignedInSkills(Call call)
    {
        var agent = call.Gateway.Options.TryReadAgentId(call.Argument(0), out var workNo) ? call.Gateway.FindAgent(workNo) : null;
        return agent is null || !call.Gateway.Queues.ConfiguredFor(agent).Any()
            ? Reply.Of(RetCode.NoQueueOfAgent)
            : Reply.Result(QueueJson.Skills(call.Gateway.Queues.All.Where(queue => agent.Skills.Contains(queue.Id))));
    }
}
