namespace AgentGateway.Simulator.Tests;

/// <summary>Tests many simultaneous requests to the same conferences: no deadlock, nothing is lost.</summary>
public class ConcurrencyTests
{
    [Fact]
    public async Task Agents_that_invite_answer_leave_and_sign_out_simultaneously_leave_a_consistent_state()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { CallDelay = TimeSpan.Zero });
        var agents = await Task.WhenAll(Enumerable.Range(101, 20).Select(id => gateway.SignInAsync(id)));

        await Task.WhenAll(agents.Select(agent => WorkAsync(gateway, agent)));

        var state = gateway.Control.GetState();
        foreach (var agent in state["agents"]!.AsArray().Where(static agent => agent!["confId"] is not null))
        {
            var conference = state["conferences"]!.AsArray().SingleOrDefault(one => (long)one!["confId"]! == (long)agent!["confId"]!);
            Assert.Contains(conference?["participants"]!.AsArray() ?? [], one => (string)one!["address"]! == agent!["agentId"]!.ToString());
        }

        Assert.All(gateway.Control.GetRequests(), static request => Assert.Equal(200, request.HttpStatus));
    }

    [Fact]
    public async Task A_rotation_refuses_no_running_request_with_one_of_the_last_two_guids()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInChairpersonAsync(101);
        for (var round = 0; round < 20; round++)
        {
            var calls = Enumerable.Range(0, 10).Select(_ => agent.ConferenceAsync("stopvoicetoconf")).ToArray();
            gateway.Control.RotateGuid(101);
            Assert.All(await Task.WhenAll(calls), static answer => Assert.Equal("0", answer.RetCode));
            await agent.PollAsync();
        }
    }

    [Fact]
    public async Task An_agent_that_polls_while_others_sign_it_out_gets_the_event_before_the_refusal()
    {
        await using var gateway = await TestGateway.StartAsync();
        for (var round = 0; round < 50; round++)
        {
            var agent = await gateway.SignInAsync(101);
            var polling = Task.Run(async () =>
            {
                var events = "";
                for (var answer = await agent.PollAsync(); answer.RetCode == "0"; answer = await agent.PollAsync())
                {
                    events += answer.Event?.Split(' ')[0];
                }

                return events;
            });
            gateway.Control.SignOut(101);
            Assert.Equal("AgentOther_ShutdownService", await polling);
        }
    }

    private static async Task WorkAsync(TestGateway gateway, SignedInAgent agent)
    {
        var neighbour = agent.Id == 120 ? 101 : agent.Id + 1;
        for (var round = 0; round < 6; round++)
        {
            await agent.ConferenceAsync("requestagentconf", """{"memberNum":10}""");
            await agent.ConferenceAsync(
                "batchaddparticipant",
                $$"""{"addresses":[{"addressType":"9","address":"{{neighbour}}"},{"addressType":"6","address":"7000{{agent.Id}}"}]}""");
            await agent.ConferenceAsync("answeragentconf");
            await agent.ConferenceAsync("playvoicetoconf", """{"voicePath":"y:/missing.V3"}""");
            await agent.ConferenceAsync("requestleaveagentconf");
            await agent.ConferenceAsync(round % 2 == 0 ? "releaseagentconf" : "rejectagentconf");
            await agent.EventsAsync();
            if (round == 3)
            {
                await agent.OwnAsync("DELETE", "forcelogout");
                agent.Guid = (await gateway.SignInAsync(agent.Id)).Guid;
            }
        }
    }
}
