namespace AgentGateway.Client.Tests;

/// <summary>
/// Requests about queues, waiting calls and skills (queues.md 2 to 5, session.md 4.4, supervision.md 2.1), written from the reference.
/// </summary>
internal static class QueueRequestCases
{
    public static Dictionary<string, RequestCase> All { get; } = new()
    {
        ["queues of the VDN"] = new("querySkillQueueOnAgentVDN", () => QueueCalls.VdnQueues, "GET", "queuedevice/{0}/agentvdnskill"),
        ["statistics of queues"] = new(
            "queryStatInfoOfAcd", () => QueueCalls.Statistics([1, 10]), "POST", "queuedevice/{0}/queryacdstat", """{"skills": [1, 10]}"""),
        ["waiting calls"] = new(
            "queryWaitCallInfoBySkillId", () => QueueCalls.WaitingCalls(20011), "GET", "calldata/{0}/waitcallinfo/20011"),
        ["own skills"] = new("queryAgentSkills", () => QueueCalls.Skills, "GET", "onlineagent/{0}/agentskills"),
        ["skills of another agent"] = new(
            "queryAgentSkillsByWorkNo", () => QueueCalls.SkillsOf(153), "GET", "onlineagent/{0}/agentskillsbyworkno/153"),
        ["agents of a queue"] = new(
            "queryAgentInfoBySkillId", () => AgentCalls.OfQueue(20011), "GET", "agentgroup/{0}/agentbyskill/20011"),
        ["some agents of a queue, a GET with a body"] = new(
            "queryAgentInfoBySkillId",
            () => AgentCalls.OfQueue(20011, 500, [AgentState.Busy, AgentState.Idle]),
            "GET",
            "agentgroup/{0}/agentbyskill/20011",
            """{"agentLimit": 500, "agentStatus": [3, 4]}"""),
        ["all online agents"] = new("queryAllOnlineAgents", () => AgentCalls.AllOnline, "GET", "agentgroup/{0}/allonlineagents"),
        ["sign in to some queues"] = new(
            "resetSkill", () => AgentCalls.ResetSkills([1, 2, 3, 2]), "POST",
            "onlineagent/{0}/resetskill/false?skillid=1;2;3&phonelinkage=0"),
        ["sign out of all queues"] = new(
            "resetSkill", () => AgentCalls.ResetSkills([]), "POST", "onlineagent/{0}/resetskill/false?skillid=&phonelinkage=0"),
        ["sign in to all queues"] = new(
            "resetSkill", () => AgentCalls.ResetAllSkills, "POST", "onlineagent/{0}/resetskill/true?skillid=&phonelinkage=0"),
        ["sign another agent in to queues"] = new(
            "adjustSkill", () => InspectorCalls.AdjustSkills(49999, [10, 25]), "POST", "qualitycontrol/{0}/adjustskill",
            """{"workNo": "49999", "skills": [10, 25]}"""),
    };
}
