using System.Diagnostics;

namespace AgentGateway.Simulator.Tests;

/// <summary>Tests long polling: the hold, one event per reply, the end of a session.</summary>
public class PollingTests
{
    private const string NoEvent = """{"message":"","retcode":"0"}""";

    [Fact]
    public async Task A_poll_is_held_until_an_event_comes()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { PollHold = TimeSpan.FromMinutes(1) });
        var agent = await SignInQuietlyAsync(gateway);

        var poll = agent.PollAsync();
        await UntilHeldAsync(gateway, 101);
        gateway.Control.RaiseEvent(101, "AgentOther_Test", """{"a":[1]}""");

        Assert.Equal(
            """{"message":"","retcode":"0","event":{"eventType":"AgentOther_Test","workNo":"101","content":{"a":[1]}}}""",
            (await poll).Body);
    }

    [Fact]
    public async Task A_held_poll_gets_an_empty_reply_when_its_time_is_over_on_the_clock_of_the_simulator()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { PollHold = TimeSpan.FromSeconds(10) });
        var agent = await SignInQuietlyAsync(gateway);

        var poll = agent.PollAsync();
        await UntilHeldAsync(gateway, 101);
        gateway.Control.Advance(TimeSpan.FromSeconds(9));
        Assert.True((bool)gateway.Control.GetAgent(101)["pollHeld"]!);
        gateway.Control.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(NoEvent, (await poll).Body);
    }

    [Fact]
    public async Task A_hold_in_real_time_lasts_for_the_configured_time()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { PollHold = TimeSpan.FromMilliseconds(300) });
        var agent = await SignInQuietlyAsync(gateway);
        var clock = Stopwatch.StartNew();

        Assert.Equal(NoEvent, (await agent.PollAsync()).Body);

        Assert.InRange(clock.ElapsedMilliseconds, 295, 30_000);
    }

    [Fact]
    public async Task Waiting_events_arrive_one_per_reply_oldest_first_and_each_once()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        for (var number = 0; number < 20; number++)
        {
            gateway.Control.RaiseEvent(101, $"Test_{number}");
        }

        Assert.Equal(Enumerable.Range(0, 20).Select(static number => $"Test_{number}"), await agent.EventsAsync());
        Assert.Equal(NoEvent, (await agent.PollAsync()).Body);
    }

    [Fact]
    public async Task An_injected_event_can_be_unframed()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        await gateway.SendRawAsync(
            "POST", "simulator/agents/101/events", """{"eventType":"AgentOther_PhoneRelease","content":{"phoneState":2},"framed":false}""");

        Assert.Equal(
            """{"eventType":"AgentOther_PhoneRelease","workNo":"101","content":{"phoneState":2}}""", (await agent.PollAsync()).Body);
    }

    [Fact]
    public async Task A_second_poll_replaces_the_one_that_is_held()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { PollHold = TimeSpan.FromMinutes(1) });
        var agent = await SignInQuietlyAsync(gateway);
        var first = agent.PollAsync();
        await UntilHeldAsync(gateway, 101);

        var second = agent.PollAsync();

        Assert.Equal(NoEvent, (await first).Body);
        await UntilHeldAsync(gateway, 101);
        gateway.Control.RaiseEvent(101, "Test");
        Assert.Equal("Test", (await second).Event);
    }

    [Fact]
    public async Task A_poll_that_its_client_cancels_loses_no_event()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { PollHold = TimeSpan.FromMinutes(1) });
        var agent = await SignInQuietlyAsync(gateway);
        using var giveUp = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{TestGateway.Root}agentevent/101")
        {
            Headers = { { "Guid", agent.Guid } },
        };
        var abandoned = gateway.Http.SendAsync(request, giveUp.Token);
        await UntilHeldAsync(gateway, 101);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);
        await Eventually.BecomesTrueAsync(() => !(bool)gateway.Control.GetAgent(101)["pollHeld"]!);

        gateway.Control.RaiseEvent(101, "Test");

        Assert.Equal("Test", (await agent.PollAsync()).Event);
    }

    [Fact]
    public async Task A_held_poll_immediately_gets_the_event_of_a_forced_sign_out()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { PollHold = TimeSpan.FromMinutes(1) });
        var agent = await SignInQuietlyAsync(gateway);
        var poll = agent.PollAsync();
        await UntilHeldAsync(gateway, 101);

        gateway.Control.SignOut(101);

        Assert.StartsWith("AgentOther_ShutdownService", (await poll).Event, StringComparison.Ordinal);
        Assert.Equal("100-006", (await agent.PollAsync()).RetCode);
    }

    [Fact]
    public async Task A_held_poll_gets_a_return_code_when_its_agent_signs_out()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { PollHold = TimeSpan.FromMinutes(1) });
        var agent = await SignInQuietlyAsync(gateway);
        var poll = agent.PollAsync();
        await UntilHeldAsync(gateway, 101);

        await agent.OwnAsync("DELETE", "logout");

        Assert.Equal("100-006", (await poll).RetCode);
    }

    [Fact]
    public async Task An_agent_that_does_not_poll_for_two_minutes_is_signed_out_unless_it_sends_heartbeats()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { GuidTimeout = TimeSpan.FromDays(1) });
        var silent = await gateway.SignInAsync(101);
        var alive = await gateway.SignInAsync(102);

        gateway.Control.Advance(TimeSpan.FromSeconds(100));
        await alive.OwnAsync("POST", "handshake");
        await silent.OwnAsync("GET", "agentstatus");
        gateway.Control.Advance(TimeSpan.FromSeconds(21));

        Assert.StartsWith("AgentOther_ShutdownService", (await silent.PollAsync()).Event, StringComparison.Ordinal);
        Assert.Equal("100-006", (await silent.PollAsync()).RetCode);
        Assert.Equal("0", (await alive.PollAsync()).RetCode);
    }

    [Theory]
    [InlineData("\"callBackUri\":\"https://127.0.0.1/push\",\"serviceToken\":\"abc123\"", "100-011")]
    [InlineData("\"pushUrl\":\"http://127.0.0.1:8088/push\"", "100-011")]
    [InlineData("\"callBackUri\":\"\",\"serviceToken\":\"\",\"pushUrl\":null", "0")]
    public async Task A_sign_in_that_requests_push_mode_is_refused(string fields, string retCode)
    {
        await using var gateway = await TestGateway.StartAsync();

        Assert.Equal(
            retCode,
            (await gateway.SendAsync("PUT", "onlineagent/101", $$"""{"password":"secret","phonenum":"40038",{{fields}}}""")).RetCode);
    }

    [Fact]
    public async Task A_gateway_that_polls_by_agent_refuses_the_poll_for_all()
    {
        await using var gateway = await TestGateway.StartAsync();

        Assert.Equal("000-001", (await gateway.SendAsync("GET", "agentevent/allagentevent?time=1")).RetCode);
    }

    [Fact]
    public async Task One_poll_fetches_the_events_of_all_agents_if_the_gateway_is_configured_for_it()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { AllAgentPoll = true });
        foreach (var agent in new[] { 101, 102 })
        {
            await gateway.SendAsync("PUT", $"onlineagent/{agent}", """{"password":"secret","phonenum":"40038"}""");
        }

        await gateway.SendAsync("GET", "agentevent/allagentevent");
        gateway.Control.RaiseEvent(101, "Test_1");
        gateway.Control.RaiseEvent(102, "Test_2", "\"1397104272-3397\"");
        gateway.Control.Advance(TimeSpan.FromSeconds(100));

        var answer = await gateway.SendAsync("GET", "agentevent/allagentevent?time=1");

        Assert.Equal(
            """{"message":"","retcode":"0","event":[{"eventType":"Test_1","workNo":"101","content":null}"""
            + """,{"eventType":"Test_2","workNo":"102","content":"1397104272-3397"}]}""",
            answer.Body);
        gateway.Control.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal(NoEvent, (await gateway.SendAsync("GET", "agentevent/allagentevent?time=2")).Body);
    }

    [Fact]
    public async Task If_one_poll_fetches_all_events_the_poll_of_one_agent_is_refused()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { AllAgentPoll = true });
        var signedIn = await gateway.SendAsync("PUT", "onlineagent/101", """{"password":"secret","phonenum":"40038"}""");

        Assert.Equal("000-001", (await gateway.SendAsync("GET", "agentevent/101", guid: signedIn.SetGuid)).RetCode);
    }

    [Fact]
    public async Task Synchronizing_clears_the_queue()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101, keepEvents: true);

        var state = (await agent.OwnAsync("POST", "syncagentinfo")).Result!["agentStateInfo"]!;

        Assert.Equal(("101", 1), ((string)state["workNo"]!, (int)state["state"]!));
        Assert.Empty(await agent.EventsAsync());
    }

    [Fact]
    public async Task A_restart_closes_held_polls_ends_sessions_and_keeps_conferences()
    {
        await using var gateway = await TestGateway.StartAsync(
            TestGateway.Options with { PollHold = TimeSpan.FromMinutes(1), Conferences = 1 });
        var agent = await SignInQuietlyAsync(gateway);
        var poll = agent.PollAsync();
        await UntilHeldAsync(gateway, 101);

        await gateway.SendRawAsync("POST", "simulator/restart");

        await Assert.ThrowsAsync<HttpRequestException>(() => poll);
        Assert.Equal("100-006", (await agent.PollAsync()).RetCode);
        Assert.Single(gateway.Control.GetState()["conferences"]!.AsArray());
    }

    [Fact]
    public async Task Five_hundred_polls_are_held_at_once_and_each_gets_its_event()
    {
        await using var gateway = await TestGateway.StartAsync(
            TestGateway.Options with { Agents = "101-600", PollHold = TimeSpan.FromMinutes(1), Http1Only = true });
        var agents = new List<SignedInAgent>();
        foreach (var batch in Enumerable.Range(101, 500).Chunk(50))
        {
            agents.AddRange(await Task.WhenAll(batch.Select(id => SignInQuietlyAsync(gateway, id))));
        }

        var polls = agents.Select(static agent => agent.PollAsync()).ToArray();
        await Eventually.BecomesTrueAsync(
            () => gateway.Control.GetState()["agents"]!.AsArray().Count(static agent => (bool?)agent!["pollHeld"] == true) == 500);

        foreach (var agent in agents)
        {
            gateway.Control.RaiseEvent(agent.Id, $"Test_{agent.Id}");
        }

        var answers = await Task.WhenAll(polls);
        Assert.Equal(agents.Select(static agent => $"Test_{agent.Id}"), answers.Select(static answer => answer.Event!));
    }

    private static async Task<SignedInAgent> SignInQuietlyAsync(TestGateway gateway, int agentId = 101)
    {
        var agent = await gateway.SignInAsync(agentId, keepEvents: true);
        await agent.OwnAsync("POST", "syncagentinfo");
        return agent;
    }

    private static Task UntilHeldAsync(TestGateway gateway, int agentId) =>
        Eventually.BecomesTrueAsync(() => (bool?)gateway.Control.GetAgent(agentId)["pollHeld"] == true);
}
