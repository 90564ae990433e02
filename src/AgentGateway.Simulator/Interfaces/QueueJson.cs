using System.Globalization;
using System.Text.Json;

namespace AgentGateway.Simulator;

/// <summary>Queues and waiting calls in the fields that several families share (queues.md, 1 and 2).</summary>
internal static class QueueJson
{
    /// <summary>Returns queues as the skills of an agent.</summary>
    public static string Skills(IEnumerable<SkillQueue> queues) =>
        $"[{string.Join(',', queues.Select(static queue => $"{{{Identity(queue)}}}"))}]";

    public static string OfVdn(SkillQueue queue) => $$"""{{{Identity(queue)}},"serviceType":0,"realFlag":1}""";

    /// <summary>Returns the statistics of a queue, with the fillers of the reference for "none" (queues.md, 2.1).</summary>
    public static string Statistics(SkillQueue queue, SimulatedGateway gateway)
    {
        var agents = gateway.Agents.Where(agent => agent.Skills.Contains(queue.Id)).ToArray();
        var available = agents.Count(static agent => agent.Presence.State == AgentState.Idle);
        var waiting = queue.Waiting;
        var seconds = waiting.Count == 0 ? 0 : (long)(gateway.Time.GetUtcNow() - waiting[0].EnteredAt).TotalSeconds;
        var oldest = waiting.Count == 0
            ? """{"dateTime":4294967295000,"dsn":65535,"server":255,"handle":255}"""
            : string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"dateTime":{{waiting[0].EnteredAt.ToUnixTimeMilliseconds()}},"dsn":{{waiting[0].Number}},"server":0,"handle":1}""");
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"pilotNbr":"","deviceNo":{{queue.Id}},"queueSize":{{waiting.Count}},"queueTime":{{seconds}},"loadFactor":65535"""
            + $$""","estWaitTime":0,"loggedOnAgents":{{agents.Length}},"availAgents":{{available}},"transferFlg":0"""
            + $$""","transferDeviceType":255,"transferDeviceNo":65535,"skillDescrip":{{Quote(queue.Name)}},"resourceIdleRate":100"""
            + $$""","serviceLevel":100,"oldCallIdEx":{{oldest}},"maxQueueSize":100}""");
    }

    /// <summary>Returns a waiting call as a call object (queues.md, 1).</summary>
    public static string Call(WaitingCall call, SkillQueue queue, DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"callfeature":0,"callid":"{{call.CallId}}","caller":{{Quote(call.Caller)}},"called":"60015","callskillid":{{queue.Id}}"""
        + $$""","callskill":{{Quote(queue.Name)}},"orgicallednum":"","calldata":"","begintime":0,"endtime":null,"userPriority":0"""
        + $$""","trunkNo":65535,"logontimes":{{(long)(now - call.EnteredAt).TotalSeconds}},"mediaType":{{queue.MediaType}}}""");

    private static string Identity(SkillQueue queue) => string.Create(
        CultureInfo.InvariantCulture, $"\"name\":{Quote(queue.Name)},\"id\":{queue.Id},\"mediatype\":{queue.MediaType}");

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
