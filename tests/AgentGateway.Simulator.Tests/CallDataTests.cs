namespace AgentGateway.Simulator.Tests;

/// <summary>Tests the queries about calls (queues.md, 4).</summary>
public class CallDataTests
{
    private const string NoCall = """{"message":"","retcode":"0","result":{}}""";

    [Fact]
    public async Task The_current_call_has_the_documented_fields()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (agent, callId) = await VoiceCallTests.TalkingAsync(gateway);

        var call = (await agent.CallDataAsync("callinfo")).Result!.AsObject();

        Assert.Equal(
            [
                "callfeature", "callid", "caller", "called", "callskill", "callskillid", "calldata", "begintime", "userPriority", "trunkNo",
                "logontimes", "orgicallednum", "endtime", "mediaType",
            ],
            call.Select(static field => field.Key));
        Assert.Equal(callId, (string?)call["callid"]);
        Assert.Null(call["endtime"]);
    }

    [Fact]
    public async Task Only_the_last_call_that_is_asked_for_is_returned_after_its_end()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (agent, callId) = await VoiceCallTests.TalkingAsync(gateway);
        await agent.VoiceCallAsync("DELETE", "release");

        Assert.Equal(NoCall, (await agent.CallDataAsync("callinfo")).Body);
        Assert.Equal(NoCall, (await agent.CallDataAsync("callinfo?isNoContainLastCall=false")).Body);
        var last = (await agent.CallDataAsync("callinfo?isNoContainLastCall=true")).Result!;
        Assert.Equal(callId, (string?)last["callid"]);
        Assert.NotNull(last["endtime"]);
    }

    [Fact]
    public async Task A_ringing_call_is_only_in_the_query_for_calls_before_their_answer()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        Assert.Equal(NoCall, (await agent.CallDataAsync("callinfobeforeanswer")).Body);
        var callId = gateway.Control.CreateCall(101, new SimulatedCall { State = "Ringing" });

        Assert.Equal(callId, (string?)(await agent.CallDataAsync("callinfobeforeanswer")).Result!["callid"]);
        Assert.Equal(NoCall, (await agent.CallDataAsync("callinfo")).Body);
    }

    [Fact]
    public async Task Held_calls_are_an_array_without_times()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        Assert.Equal("400-003", (await agent.CallDataAsync("holdlist")).RetCode);
        var callId = gateway.Control.CreateCall(101, new SimulatedCall { State = "Held" });

        var held = Assert.Single((await agent.CallDataAsync("holdlist")).Result!.AsArray())!.AsObject();
        Assert.Equal(callId, (string?)held["callid"]);
        Assert.False(held.ContainsKey("begintime"));
    }

    [Fact]
    public async Task An_inspector_finds_the_calls_of_another_agent()
    {
        await using var gateway = await TestGateway.StartAsync();
        var inspector = await gateway.SignInAsync(900);
        var (agent, callId) = await VoiceCallTests.TalkingAsync(gateway);
        var held = gateway.Control.CreateCall(101, new SimulatedCall { State = "Held", AgeMinutes = 90 });

        Assert.Equal(
            $$"""{"message":"","retcode":"0","result":["{{callId}}","{{held}}"]}""",
            (await inspector.CallDataAsync("allcallinfoEx/101")).Body);
        var call = Assert.Single((await inspector.CallDataAsync($"callinfobycallid/{held}")).Result!.AsArray())!;
        var began = DateTimeOffset.FromUnixTimeMilliseconds((long)call["begintime"]!);
        Assert.InRange(DateTimeOffset.UtcNow - began, TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(91));

        Assert.Equal("2", (await agent.CallDataAsync("callnums")).Result!.ToJsonString());
        Assert.Equal($"""["{callId}","{held}"]""", (await agent.CallDataAsync("allcallid")).Result!.ToJsonString());
    }

    [Theory]
    [InlineData(101, "allcallinfoEx/102", "900-002")]
    [InlineData(900, "allcallinfoEx/141", "100-011")]
    [InlineData(900, "allcallinfoEx/60000", "000-002")]
    public async Task A_query_about_an_agent_that_is_not_allowed_is_refused(int agentId, string operation, string retCode)
    {
        await using var gateway = await TestGateway.StartAsync();
        await gateway.SignInAsync(102);
        var agent = await gateway.SignInAsync(agentId);

        Assert.Equal(retCode, (await agent.CallDataAsync(operation)).RetCode);
    }

    [Fact]
    public async Task Another_agents_call_is_no_result_for_an_agent()
    {
        await using var gateway = await TestGateway.StartAsync();
        var other = await gateway.SignInAsync(102);
        var (_, callId) = await VoiceCallTests.TalkingAsync(gateway);

        Assert.Empty((await other.CallDataAsync($"callinfobycallid/{callId}")).Result!.AsArray());
    }

    [Fact]
    public async Task The_statistics_count_answers_calls_out_and_talk_time()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        gateway.Control.CreateCall(101, new SimulatedCall { State = "Ringing" });
        await agent.VoiceCallAsync("PUT", "answer");
        gateway.Control.Advance(TimeSpan.FromSeconds(5));
        await agent.VoiceCallAsync("DELETE", "release");
        await agent.VoiceCallAsync("PUT", "callout", """{"called":"40040"}""");

        var figures = (await agent.CallDataAsync("statisticsEx")).Result!;

        Assert.Equal(1, (int)figures["answernums"]!);
        Assert.Equal(1, (int)figures["calloutnums"]!);
        Assert.InRange((int)figures["talktime"]!, 5, 60);
    }
}
