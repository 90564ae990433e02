using System.Text;
using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>Tests the queries about queues, skills and the agents of queues: the simulator's replies, and other forms.</summary>
public sealed class QueueQueryTests
{
    private static readonly Uri Address = new("https://gw:8043/");
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task All_queues_have_their_names_and_statistics()
    {
        await using var bench = await Bench.StartAsync();
        var session = await bench.SignInAsync();
        await session.InvokeAsync(AgentCalls.ResetSkills([20011]));
        bench.Control.AddWaitingCall(20011, "70001", TimeSpan.FromMinutes(2));

        var queues = await session.GetQueuesAsync();

        Assert.Equal(["20011 voice", "20012 support", "20013 chat"], queues.Select(queue => queue.ToString()));
        var (voice, chat) = (queues[0], queues[2]);
        Assert.Equal((1, 1, 1, 100), (voice.Waiting, voice.SignedInAgents, voice.AvailableAgents, voice.MaximumWaiting));
        Assert.InRange(voice.LongestWait!.Value, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3));
        Assert.Equal((MediaType.Voice, false, bench.Gateway.Address), (voice.MediaType, voice.IsVirtual, voice.Gateway));
        Assert.Equal((MediaType.WebChat, 0, null, 0), (chat.MediaType, chat.Waiting, chat.LongestWait, chat.SignedInAgents));
        Assert.Equal((null, null), (voice.OverflowTarget, voice.AccessCode));
        Assert.All(queues, queue => Assert.Equal(session.AgentId, queue.QueriedBy));
    }

    [Fact]
    public async Task Many_queues_are_queried_100_at_a_time_and_missing_ones_are_left_out()
    {
        await using var bench = await Bench.StartAsync();
        var session = await bench.SignInAsync();
        foreach (var id in Enumerable.Range(1, 150))
        {
            bench.Control.AddQueue(id, "q");
        }

        var queues = await session.GetQueuesAsync([.. Enumerable.Range(1, 250), 1]);

        Assert.Equal(Enumerable.Range(1, 150), queues.Select(queue => queue.QueueId));
        Assert.Equal(3, bench.Seen(session.AgentId!.Value, "queryStatInfoOfAcd").Length);
        Assert.Single(bench.Seen(session.AgentId.Value, "querySkillQueueOnAgentVDN"));
    }

    [Fact]
    public async Task Waiting_calls_need_an_agent_that_is_not_idle()
    {
        await using var bench = await Bench.StartAsync();
        var session = await bench.SignInAsync();
        bench.Control.AddWaitingCall(20011, "70001", TimeSpan.FromSeconds(90));

        var refused = await Assert.ThrowsAsync<GatewayException>(() => session.GetWaitingCallsAsync(20011));
        await session.InvokeAsync(AgentCalls.SayBusy());
        var call = Assert.Single(await session.GetWaitingCallsAsync(20011));

        Assert.Equal("100-009", refused.RetCode);
        Assert.Equal(("70001", "60015", 20011, MediaType.Voice), (call.Caller, call.Called, call.QueueId, call.MediaType));
        Assert.InRange(call.Waited!.Value, TimeSpan.FromSeconds(90), TimeSpan.FromMinutes(3));
        Assert.NotEmpty(call.CallId);
        Assert.Empty(await session.GetWaitingCallsAsync(20012));
    }

    [Fact]
    public async Task Skills_show_which_of_the_configured_queues_the_agent_has_signed_in_to()
    {
        await using var bench = await Bench.StartAsync();
        var (session, inspector) = (await bench.SignInAsync(101), await bench.SignInAsync(900));
        await session.InvokeAsync(AgentCalls.ResetSkills([20012]));

        foreach (var skills in new[] { await session.GetSkillsAsync(), await inspector.GetSkillsAsync(101) })
        {
            Assert.Equal(
                ["101: 20011 voice False", "101: 20012 support True", "101: 20013 chat False"],
                skills.Select(skill => $"{skill} {skill.IsSignedIn}"));
        }

        Assert.Single(bench.Seen(101, "queryAgentSkills"));
        Assert.Single(bench.Seen(900, "queryAgentSkillsByWorkNo"));
    }

    [Fact]
    public async Task A_queue_that_is_not_configured_shows_if_the_agent_has_signed_in_to_it()
    {
        await using var bench = await Bench.StartAsync();
        var (_, inspector) = (await bench.SignInAsync(101), await bench.SignInAsync(900));
        await inspector.InvokeAsync(InspectorCalls.AdjustSkills(101, [77]));

        var skill = (await inspector.GetSkillsAsync(101))[^1];

        Assert.Equal((77, true, false, null), (skill.QueueId, skill.IsSignedIn, skill.IsConfigured, skill.Name));
    }

    [Fact]
    public async Task The_agents_of_a_queue_and_all_online_agents_have_their_state_and_its_start()
    {
        await using var bench = await Bench.StartAsync();
        var (session, other) = (await bench.SignInAsync(101), await bench.SignInAsync(102));
        await session.InvokeAsync(AgentCalls.ResetAllSkills);
        await other.InvokeAsync(AgentCalls.SayBusy());
        bench.Control.Advance(TimeSpan.FromMinutes(1));

        var ofQueue = Assert.Single(await other.GetAgentsOfQueueAsync(20011));
        var all = await other.GetAllAgentsAsync();

        Assert.Equal((101, AgentState.Idle), (ofQueue.AgentId, ofQueue.State));
        Assert.Equal([20011, 20012, 20013], ofQueue.Skills!);
        Assert.Equal(["101 Idle", "102 Busy"], all.Select(agent => agent.ToString()));
        Assert.All(all, agent =>
        {
            Assert.InRange(DateTimeOffset.Now - agent.StateSince!.Value, TimeSpan.FromSeconds(58), TimeSpan.FromMinutes(3));
            Assert.NotNull(agent.SignedInAt);
            Assert.Equal(bench.Gateway.Address, agent.Gateway);
        });
    }

    [Fact]
    public async Task A_limit_and_states_restrict_the_agents_of_a_queue()
    {
        await using var bench = await Bench.StartAsync();
        var (session, other) = (await bench.SignInAsync(101), await bench.SignInAsync(102));
        await session.InvokeAsync(AgentCalls.ResetAllSkills);
        await other.InvokeAsync(AgentCalls.ResetAllSkills);
        await other.InvokeAsync(AgentCalls.SayBusy());

        var result = await session.InvokeAsync(AgentCalls.OfQueue(20011, 10, [AgentState.Busy]));

        var agent = Assert.Single(AgentDetails.ReadList(result.ResultJson, Address, Now)!);
        Assert.Equal(102, agent.AgentId);
    }

    [Theory]
    [InlineData(FaultKind.NullResult)]
    [InlineData(FaultKind.AbsentResult)]
    [InlineData(FaultKind.TextResult)]
    [InlineData(FaultKind.BooleanResult)]
    public async Task A_reply_without_a_list_does_not_mean_that_there_is_nothing(FaultKind fault)
    {
        await using var bench = await Bench.StartAsync();
        var session = await bench.SignInAsync(101);
        await session.InvokeAsync(AgentCalls.SayBusy());

        foreach (var (operation, query) in new (string, Func<Task>)[]
        {
            ("querySkillQueueOnAgentVDN", () => session.GetQueuesAsync()),
            ("queryStatInfoOfAcd", () => session.GetQueuesAsync()),
            ("queryWaitCallInfoBySkillId", () => session.GetWaitingCallsAsync(20011)),
            ("queryAgentSkills", () => session.GetSkillsAsync()),
            ("queryAgentInfoBySkillId", () => session.GetAgentsOfQueueAsync(20011)),
            ("queryAllOnlineAgents", () => session.GetAllAgentsAsync()),
        })
        {
            bench.Control.AddFault(new Fault { Kind = fault, AgentId = 101, Operation = operation, Count = 1 });

            Assert.Equal(FailureKind.BadReply, (await Assert.ThrowsAsync<GatewayException>(query)).Kind);
        }
    }

    [Fact]
    public void Fillers_of_the_reference_become_null()
    {
        var queue = Assert.Single(QueueResults.Statistics(
            """
            [{"pilotNbr":"","deviceNo":"20011","queueSize":65535,"queueTime":4294967295000,"loggedOnAgents":"3","availAgents":-1,
            "transferDeviceNo":65535,"maxQueueSize":null}, {"queueSize":1}, 7]
            """u8.ToArray(),
            Address)!);

        Assert.Equal((20011, null, null, 3), (queue.QueueId, queue.Waiting, queue.LongestWait, queue.SignedInAgents));
        Assert.Equal((null, null, null, null), (queue.OverflowTarget, queue.AccessCode, queue.Name, queue.MaximumWaiting));
        Assert.Null(queue.AvailableAgents);
    }

    [Fact]
    public void Agents_are_read_in_every_form_that_the_reference_allows()
    {
        var agent = AgentDetails.Read(
            Json("""
                {"workno":"101","status":"4","ctiStatus":"1","skilllist":[20011,"20012",{"id":20013},{"skillId":7},{"x":1},-1],
                "currentstatetime":"1376","logindate":4294967295000}
                """),
            0,
            Address,
            Now)!;

        Assert.Equal((101, AgentState.Idle), (agent.AgentId, agent.State));
        Assert.Equal([20011, 20012, 20013, 7], agent.Skills!);
        Assert.Equal(Now - TimeSpan.FromSeconds(1376), agent.StateSince);
        Assert.Null(agent.SignedInAt);
        Assert.Null(AgentDetails.Read(Json("""{"workno":"101","status":4,"skilllist":""}"""), 0, Address, Now)!.Skills);
    }

    [Fact]
    public void An_agent_in_several_queues_is_returned_once()
    {
        var agents = AgentDetails.ReadGroups(
            Encoding.UTF8.GetBytes("""
                [{"skillMediaType":5,"skillId":1,"agent":[{"workno":"101","status":4},{"workno":"102","status":3},{"status":4}]},
                {"skillMediaType":5,"skillId":2,"agent":[{"workno":"101","status":4}]},
                {"skillId":3,"agent":{"workno":"103","status":8}}, {"skillId":4,"agent":null}, 5]
                """),
            Address,
            Now)!;

        Assert.Equal(["101 Idle", "102 Busy", "103 Rest"], agents.Select(agent => agent.ToString()));
    }

    private static System.Text.Json.JsonElement Json(string text) => System.Text.Json.JsonDocument.Parse(text).RootElement.Clone();
}
