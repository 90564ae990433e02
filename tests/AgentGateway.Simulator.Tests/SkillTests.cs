namespace AgentGateway.Simulator.Tests;

/// <summary>Tests the skills of agents, and the queries about the agents of a queue, of a list, and of the VDN.</summary>
public class SkillTests
{
    private const string Configured =
        """[{"name":"voice","id":20011,"mediatype":5},{"name":"support","id":20012,"mediatype":5},"""
        + """{"name":"chat","id":20013,"mediatype":51}]""";

    [Theory]
    [InlineData("true", "[20011,20012,20013]")]
    [InlineData("true?skillid=20011", "[20011,20012,20013]")]
    [InlineData("false?skillid=20013;20011&phonelinkage=0", "[20013,20011]")]
    [InlineData("false?skillid=20011;99", "[20011]")]
    [InlineData("no?skillid=20012", "[20012]")]
    [InlineData("false", "[]")]
    public async Task An_agent_signs_in_to_its_configured_queues(string operation, string signedIn)
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        Assert.Equal("0", (await agent.OwnAsync("POST", $"resetskill/{operation}")).RetCode);

        var details = (await agent.AgentGroupAsync("agentbyworkno/101")).Result!;
        Assert.Equal(signedIn, details["skilllist"]!.ToJsonString());
        Assert.Equal((4, 1), ((int)details["status"]!, (int)details["ctiStatus"]!));
    }

    [Fact]
    public async Task Configured_and_signed_in_queues_are_different_queries()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (agent, other) = (await gateway.SignInAsync(101), await gateway.SignInAsync(102));
        await agent.OwnAsync("POST", "resetskill/false?skillid=20012");

        Assert.Equal(Configured, (await agent.OwnAsync("GET", "agentskills")).Result!.ToJsonString());
        Assert.Equal(Configured, (await other.OwnAsync("GET", "agentskillsbyworkno/101")).Result!.ToJsonString());
        Assert.Equal(
            """[{"name":"support","id":20012,"mediatype":5}]""", (await other.QueueAsync("GET", "agentskill/101")).Result!.ToJsonString());
        Assert.Equal("300-002", (await other.OwnAsync("GET", "agentskillsbyworkno/5000")).RetCode);
        Assert.Equal("000-002", (await other.OwnAsync("GET", "agentskillsbyworkno/x")).RetCode);
    }

    [Fact]
    public async Task The_next_session_of_an_agent_begins_without_queues()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        await agent.OwnAsync("POST", "resetskill/true");

        await agent.OwnAsync("DELETE", "logout");
        agent = await gateway.SignInAsync(101);

        Assert.Equal("[]", (await agent.AgentGroupAsync("agentbyworkno/101")).Result!["skilllist"]!.ToJsonString());
    }

    [Fact]
    public async Task A_test_can_say_for_how_long_an_agent_has_been_in_its_state()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        gateway.Control.ChangeAgent(101, new AgentChange { State = 8, StateMinutes = 90 });

        var details = (await agent.AgentGroupAsync("agentbyworkno/101")).Result!;
        Assert.Equal((8, 5400), ((int)details["status"]!, (int)details["currentstatetime"]!));
    }

    [Fact]
    public async Task The_agents_of_a_queue_can_be_queried_with_a_limit_and_states_together()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await SignInToQueuesAsync(gateway, 101, 102, 103);
        await gateway.SendRawAsync("POST", "simulator/agents/103/state", """{"state":3}""");

        Assert.Equal(["101", "102", "103"], await NamesAsync(null));
        Assert.Equal(["101", "102", "103"], await NamesAsync("""{"agentLimit":1}"""));
        Assert.Equal(["101", "102", "103"], await NamesAsync("""{"agentStatus":[3]}"""));
        Assert.Equal(["103"], await NamesAsync("""{"agentLimit":500,"agentStatus":[3]}"""));
        Assert.Equal(["101"], await NamesAsync("""{"agentLimit":1,"agentStatus":[3,4]}"""));
        Assert.Equal("000-002", (await agent.AgentGroupAsync("agentbyskill/20011", """{"agentLimit":501,"agentStatus":[4]}""")).RetCode);
        Assert.Equal("100-019", (await agent.AgentGroupAsync("agentbyskill/1")).RetCode);

        async Task<string[]> NamesAsync(string? body) => WorkNos(await agent.AgentGroupAsync("agentbyskill/20011", body));
    }

    [Fact]
    public async Task Agents_without_the_right_to_take_calls_are_left_out_and_may_not_query()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await SignInToQueuesAsync(gateway, 101, 102);
        await gateway.SendRawAsync("POST", "simulator/agents/102/state", """{"takesCalls":false}""");

        Assert.Equal(["101"], WorkNos(await agent.AgentGroupAsync("agentbyskill/20011")));
        Assert.Equal(["101"], WorkNos(await agent.AgentGroupAsync("agentbylist", "[101,102]")));
        await gateway.SendRawAsync("POST", "simulator/agents/101/state", """{"takesCalls":false}""");
        Assert.Equal("300-001", (await agent.AgentGroupAsync("agentbyskill/20011")).RetCode);
        Assert.Equal("300-001", (await agent.AgentGroupAsync("agentbylist", "[101]")).RetCode);
    }

    [Fact]
    public async Task A_list_of_agents_is_a_bare_array()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await SignInToQueuesAsync(gateway, 101, 102);

        Assert.Equal(["102", "101"], WorkNos(await agent.AgentGroupAsync("agentbylist", """["102",101,5000]""")));
        Assert.Equal("000-002", (await agent.AgentGroupAsync("agentbylist")).RetCode);
        Assert.Equal("000-002", (await agent.AgentGroupAsync("agentbylist", "[]")).RetCode);
        Assert.Equal("000-002", (await agent.AgentGroupAsync("agentbylist", """["x"]""")).RetCode);
        Assert.Equal("000-002", (await agent.AgentGroupAsync("agentbylist", """{"agentList":[101]}""")).RetCode);
        var tooMany = $"[{string.Join(',', Enumerable.Range(101, 101))}]";
        Assert.Equal("000-002", (await agent.AgentGroupAsync("agentbylist", tooMany)).RetCode);
    }

    [Fact]
    public async Task All_online_agents_are_listed_by_queue_and_those_without_one_at_the_end()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await SignInToQueuesAsync(gateway, 101);
        await gateway.SignInAsync(102);

        var groups = (await agent.AgentGroupAsync("allonlineagents")).Result!.AsArray();

        Assert.Equal(
            ["5 20011 101", "5 20012 101", "51 20013 101", "0 0 102"],
            groups.Select(static group => $"{group!["skillMediaType"]} {group["skillId"]} {group["agent"]![0]!["workno"]}"));
    }

    [Fact]
    public async Task An_inspector_changes_the_queues_of_a_target()
    {
        await using var gateway = await TestGateway.StartAsync();
        var inspector = await gateway.SignInAsync(900);
        await gateway.SignInAsync(101);

        Assert.Equal("0", (await inspector.InspectAsync("POST", "adjustskill", """{"workNo":"101","skills":[20013]}""")).RetCode);

        Assert.Equal("[20013]", (await inspector.AgentGroupAsync("agentbyworkno/101")).Result!["skilllist"]!.ToJsonString());
    }

    private static async Task<SignedInAgent> SignInToQueuesAsync(TestGateway gateway, params int[] agentIds)
    {
        SignedInAgent? first = null;
        foreach (var id in agentIds)
        {
            var agent = await gateway.SignInAsync(id);
            await agent.OwnAsync("POST", "resetskill/true");
            first ??= agent;
        }

        return first!;
    }

    private static string[] WorkNos(Answer answer) => [.. answer.Result!.AsArray().Select(static agent => (string)agent!["workno"]!)];
}
