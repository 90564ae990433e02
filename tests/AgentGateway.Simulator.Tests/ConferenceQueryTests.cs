using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace AgentGateway.Simulator.Tests;

/// <summary>Tests the queries of inspectors and agents about conferences, and the conferences that run at the start.</summary>
public class ConferenceQueryTests
{
    [Fact]
    public async Task An_inspector_sees_every_conference_and_an_agent_only_its_own()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { Conferences = 3 });
        var inspector = await gateway.SignInAsync(900);
        var chairperson = await gateway.SignInAsync(102);

        var answer = await inspector.ConferenceAsync("queryconfinfos", """{"confIds":[1029888,1029889,1029890,7]}""");
        var ids = answer.Result!["confs"]!.AsArray();
        Assert.Equal([1029888L, 1029889L, 1029890L], ids.Select(static conference => (long)conference!["confId"]!));
        var own = (await chairperson.ConferenceAsync("queryconfinfos", """{"confIds":[1029888,1029889]}""")).Result!["confs"]!.AsArray();
        Assert.Equal([1029889L], own.Select(static conference => (long)conference!["confId"]!));
    }

    [Fact]
    public async Task Only_an_inspector_may_list_the_conferences_of_the_vdn()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { Conferences = 1 });
        var inspector = await gateway.SignInAsync(900);
        var agent = await gateway.SignInAsync(101);

        var listed = await gateway.SendAsync("GET", "agentconf/900/queryvdnconfid", guid: inspector.Guid);
        Assert.Equal("""{"result":{"confIds":[1029888]},"message":"success","retcode":"0"}""", listed.Body);
        Assert.Equal("101-004", (await gateway.SendAsync("GET", "agentconf/101/queryvdnconfid", guid: agent.Guid)).RetCode);
    }

    [Fact]
    public async Task A_conference_has_the_fields_of_the_sample()
    {
        var now = new DateTimeOffset(2016, 10, 6, 9, 46, 34, TimeSpan.Zero);
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { TimeProvider = new FakeTimeProvider(now) });
        var inspector = await gateway.SignInAsync(900);
        var confId = gateway.Control.CreateConference(113, [new ParticipantAddress("6", "70005")], ageMinutes: 29);

        var answer = await inspector.ConferenceAsync("queryconfinfos", $$"""{"confIds":[{{confId}}]}""");

        var start = now.AddMinutes(-29).ToUnixTimeMilliseconds();
        Assert.Equal(
            $$$"""
            {"message":"","retcode":"0","result":{"confs":[{"confId":{{{confId}}},"confState":0,"startTime":{{{start}}},
            "applyConfTime":1440,"confHaveBeenTime":29,"addresses":[
            {"addressType":"9","address":"113","deviceCallType":0,"deviceType":6,
            "channelAttrib":3,"channelState":0,"role":1,"enterTime":{{{start}}}},
            {"addressType":"6","address":"70005","deviceCallType":0,"deviceType":0,
            "channelAttrib":3,"channelState":0,"role":0,"enterTime":{{{start}}}}]}]}}
            """.ReplaceLineEndings(""),
            answer.Body);
    }

    [Fact]
    public async Task About_half_of_the_conferences_at_the_start_are_older_than_two_hours()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { Agents = "101-600", Conferences = 100 });

        var conferences = gateway.Control.GetState()["conferences"]!.AsArray();

        Assert.Equal(Enumerable.Range(101, 100), conferences.Select(static conference => (int)conference!["chairperson"]!));
        Assert.Equal(50, conferences.Count(static conference => Age(conference!) > 120));
        Assert.All(conferences, static conference => Assert.InRange(Age(conference!), 5, 720));
        Assert.All(conferences, static conference => Assert.InRange(conference!["participants"]!.AsArray().Count, 3, 6));
        Assert.Contains(
            conferences,
            static conference => conference!["participants"]!.AsArray().Count(static one => (string)one!["addressType"]! == "9") > 1);
    }

    [Fact]
    public async Task The_same_seed_creates_the_same_conferences_and_another_seed_others()
    {
        Assert.Equal(await AgesAsync(1), await AgesAsync(1));
        Assert.NotEqual(await AgesAsync(1), await AgesAsync(2));

        static async Task<int[]> AgesAsync(int seed)
        {
            await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { Conferences = 10, Seed = seed });
            return [.. gateway.Control.GetState()["conferences"]!.AsArray().Select(static conference => Age(conference!))];
        }
    }

    [Fact]
    public async Task An_abandoned_conference_is_ended_by_a_forced_sign_in_and_a_release()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { Conferences = 2 });
        var chairperson = await gateway.SignInAsync(102, "/forcelogin");

        Assert.Equal("0", (await chairperson.ConferenceAsync("releaseagentconf")).RetCode);

        Assert.Equal(101, (int)Assert.Single(gateway.Control.GetState()["conferences"]!.AsArray())!["chairperson"]!);
        Assert.Equal("0", (await chairperson.OwnAsync("DELETE", "logout")).RetCode);
    }

    private static int Age(JsonNode conference) => (int)conference["ageMinutes"]!;
}
