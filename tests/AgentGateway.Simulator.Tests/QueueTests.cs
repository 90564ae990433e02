using System.Net;
using System.Text.Json.Nodes;

namespace AgentGateway.Simulator.Tests;

/// <summary>Tests the queues: their statistics, their waiting calls, and the control of both.</summary>
public class QueueTests
{
    private static readonly string NoCallWaits =
        """
        {"pilotNbr":"","deviceNo":20012,"queueSize":0,"queueTime":0,"loadFactor":65535,"estWaitTime":0,"loggedOnAgents":0,
        "availAgents":0,"transferFlg":0,"transferDeviceType":255,"transferDeviceNo":65535,"skillDescrip":"support",
        "resourceIdleRate":100,"serviceLevel":100,
        "oldCallIdEx":{"dateTime":4294967295000,"dsn":65535,"server":255,"handle":255},"maxQueueSize":100}
        """.ReplaceLineEndings("");

    [Fact]
    public async Task The_queues_of_the_vdn_are_listed_with_their_media_types()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        Assert.Equal(
            """{"result":[{"name":"voice","id":20011,"mediatype":5,"serviceType":0,"realFlag":1},"""
            + """{"name":"support","id":20012,"mediatype":5,"serviceType":0,"realFlag":1},"""
            + """{"name":"chat","id":20013,"mediatype":51,"serviceType":0,"realFlag":1}],"message":"success","retcode":"0"}""",
            (await agent.QueueAsync("GET", "agentvdnskill")).Body);
    }

    [Fact]
    public async Task A_vdn_without_queues_has_its_own_code()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        foreach (var id in new[] { 20011, 20012, 20013 })
        {
            await gateway.SendRawAsync("DELETE", $"simulator/queues/{id}");
        }

        Assert.Equal("600-005", (await agent.QueueAsync("GET", "agentvdnskill")).RetCode);
        Assert.Equal("600-001", (await agent.QueueAsync("GET", "agentskill/101")).RetCode);
        Assert.Equal(HttpStatusCode.NotFound, (await gateway.SendRawAsync("DELETE", "simulator/queues/20011")).Status);
    }

    [Fact]
    public async Task Statistics_without_waiting_calls_have_the_fillers_of_the_reference()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        var answer = await agent.QueueAsync("POST", "queryacdstat", """{"skills":[20012]}""");

        Assert.Equal($$"""{"result":[{{NoCallWaits}}],"message":"success","retcode":"0"}""", answer.Body);
    }

    [Fact]
    public async Task Statistics_count_waiting_calls_and_agents()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (idle, busy) = (await gateway.SignInAsync(101), await gateway.SignInAsync(102));
        await idle.OwnAsync("POST", "resetskill/true");
        await busy.OwnAsync("POST", "resetskill/true");
        await busy.OwnAsync("POST", "saybusy");
        await AddCallAsync(gateway, 20011, "70001", waitedSeconds: 60);
        await AddCallAsync(gateway, 20011, "70002", waitedSeconds: 90);

        var queue = (await idle.QueueAsync("POST", "queryacdstat", """{"skills":["20011"]}""")).Result![0]!;

        Assert.Equal(2, (int)queue["queueSize"]!);
        Assert.InRange((int)queue["queueTime"]!, 90, 120);
        Assert.Equal((2, 1), ((int)queue["loggedOnAgents"]!, (int)queue["availAgents"]!));
        Assert.Equal(2, (int)queue["oldCallIdEx"]!["dsn"]!);
        Assert.Equal("2", (await idle.QueueAsync("GET", "waitnum")).Result!.ToJsonString());
        Assert.Equal("2", (await idle.QueueAsync("GET", "skillwaitnum/20011")).Result!.ToJsonString());
        await gateway.SendRawAsync("DELETE", "simulator/queues/20011/calls");
        Assert.Equal("0", (await idle.QueueAsync("GET", "waitnum")).Result!.ToJsonString());
    }

    [Fact]
    public async Task Statistics_leave_out_queues_that_do_not_exist()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        Assert.Equal("[]", (await agent.QueueAsync("POST", "queryacdstat", """{"skills":[1]}""")).Result!.ToJsonString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"skills":[]}""")]
    [InlineData("""{"skills":["x"]}""")]
    [InlineData("""{"skills":20011}""")]
    public async Task Statistics_need_a_list_of_queues(string? body)
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        Assert.Equal("000-002", (await agent.QueueAsync("POST", "queryacdstat", body)).RetCode);
    }

    [Theory]
    [InlineData(100, "0")]
    [InlineData(101, "000-002")]
    public async Task Statistics_are_limited_to_100_queues(int count, string retCode)
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        var body = $$"""{"skills":[{{string.Join(',', Enumerable.Range(1, count))}}]}""";

        Assert.Equal(retCode, (await agent.QueueAsync("POST", "queryacdstat", body)).RetCode);
    }

    [Fact]
    public async Task The_ivrs_of_the_vdn_are_those_of_the_sample()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        Assert.Equal(
            """{"result":[{"access":"1321","id":1,"description":"252","serviceNo":1}],"message":"success","retcode":"0"}""",
            (await agent.QueueAsync("GET", "ivrinfo")).Body);
    }

    [Fact]
    public async Task Waiting_calls_are_listed_with_the_oldest_first_to_an_agent_that_is_not_idle()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        await AddCallAsync(gateway, 20011, "70001", waitedSeconds: 10);
        await AddCallAsync(gateway, 20011, "70002", waitedSeconds: 90);

        Assert.Equal("100-009", (await agent.WaitingCallsAsync(20011)).RetCode);
        await agent.OwnAsync("POST", "saybusy");
        var calls = (await agent.WaitingCallsAsync(20011)).Result!.AsArray();

        Assert.Equal(["70002", "70001"], calls.Select(static call => (string)call!["caller"]!));
        Assert.Equal(("voice", 20011, 5), ((string)calls[0]!["callskill"]!, (int)calls[0]!["callskillid"]!, (int)calls[0]!["mediaType"]!));
        Assert.InRange((int)calls[0]!["logontimes"]!, 90, 120);
        Assert.Equal("[]", (await agent.WaitingCallsAsync(20012)).Result!.ToJsonString());
        Assert.Equal("100-019", (await agent.WaitingCallsAsync(1)).RetCode);
        Assert.Equal("100-019", (await agent.QueueAsync("GET", "skillwaitnum/1")).RetCode);
    }

    [Fact]
    public async Task Queues_can_be_added_and_show_in_the_state()
    {
        await using var gateway = await TestGateway.StartAsync();
        await gateway.SendRawAsync("POST", "simulator/queues", """{"queueId":7,"name":"web \"1\"","mediaType":51}""");
        await AddCallAsync(gateway, 7, "70001", waitedSeconds: 0);

        var queue = (await gateway.SendRawAsync("GET", "simulator/state")).Json["queues"]![0]!;

        Assert.Equal("""{"queueId":7,"name":"web \"1\"","mediaType":51,"waiting":1}""", Plain(queue));
    }

    private static string Plain(JsonNode node) => node.ToJsonString().Replace("\\u0022", "\\\"", StringComparison.Ordinal);

    private static Task<Answer> AddCallAsync(TestGateway gateway, int queueId, string caller, int waitedSeconds) => gateway.SendRawAsync(
        "POST", $"simulator/queues/{queueId}/calls", $$"""{"caller":"{{caller}}","waitedSeconds":{{waitedSeconds}}}""");
}
