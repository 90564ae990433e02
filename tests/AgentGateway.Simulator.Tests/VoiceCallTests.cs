namespace AgentGateway.Simulator.Tests;

/// <summary>Tests the calls of an agent, and their events (voicecall.md, 3 and 4).</summary>
public class VoiceCallTests
{
    [Fact]
    public async Task A_call_out_answers_with_its_id_and_raises_the_documented_events()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        var answer = await agent.VoiceCallAsync("PUT", "callout", """{"caller":"40038","called":"40040","skillid":25,"mediaability":1}""");
        var callId = (string)answer.Result!;
        Assert.Equal($$"""{"result":"{{callId}}","message":"success","retcode":"0"}""", answer.Body);
        Assert.Matches("^[0-9]+-[0-9]+$", callId);
        Assert.Equal(["AgentOther_PhoneAlerting"], await agent.EventsAsync());

        gateway.AnswerPhones();
        Assert.Equal(
            [
                "AgentOther_PhoneOffhook {\"type\":\"main\"}",
                "AgentState_Busy",
                $$"""AgentEvent_Customer_Alerting {"otherPhone":"40040","callid":"{{callId}}","type":"main"}""",
            ],
            await agent.EventsAsync());

        gateway.AnswerPhones();
        Assert.Equal(
            [
                $$"""AgentEvent_Talking {"caller":"40038","called":"40040","callid":"{{callId}}","type":"main","feature":7,"""
                    + "\"mediaAbility\":1}",
            ],
            await agent.EventsAsync());
    }

    [Fact]
    public async Task A_number_that_does_not_answer_ends_the_call_out()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        var callId = (string)(await agent.VoiceCallAsync("PUT", "callout", """{"called":"400000"}""")).Result!;
        gateway.AnswerPhones();
        await agent.EventsAsync();
        gateway.AnswerPhones();

        Assert.Equal(
            [
                "AgentOther_PhoneRelease {\"phoneState\":3}", $"AgentEvent_Call_Out_Fail \"{callId}\"",
                $"AgentEvent_Connect_Fail \"{callId}\"", "AgentState_Ready",
            ],
            await agent.EventsAsync());
    }

    [Theory]
    [InlineData("""{}""", "000-002")]
    [InlineData("""{"called":"1234567890123456789012345"}""", "000-002")]
    [InlineData("""{"called":"40040","caller":"x"}""", "000-002")]
    [InlineData("""{"called":"x"}""", "200-001")]
    public async Task A_bad_number_is_refused(string body, string retCode)
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        var answer = await agent.VoiceCallAsync("PUT", "callout", body);

        Assert.Equal(retCode, answer.RetCode);
        Assert.Null(answer.Result);
    }

    [Fact]
    public async Task A_ringing_call_is_answered()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        Assert.Equal("200-002", (await agent.VoiceCallAsync("PUT", "answer")).RetCode);

        var callId = gateway.Control.CreateCall(101, new SimulatedCall { State = "Ringing" });
        var common = $$"""{"caller":"70004","called":"60015","callid":"{{callId}}","type":"main","feature":0,"mediaAbility":1""";
        Assert.Equal(
            [
                $$"""AgentOther_PhoneAlerting {"callid":"{{callId}}","caller":"70004"}""",
                $$"""AgentEvent_Ringing {{common}},"transfer":"no","transfrom":"","mediaType":5}""",
            ],
            await agent.EventsAsync());

        Assert.Equal("200-002", (await agent.VoiceCallAsync("PUT", "answer?callid=1-1")).RetCode);
        Assert.Equal("0", (await agent.VoiceCallAsync("PUT", $"answer?callid={callId}")).RetCode);
        Assert.Equal(
            ["AgentOther_PhoneOffhook {\"type\":\"main\"}", "AgentState_Busy", $"AgentEvent_Talking {common}}}"],
            await agent.EventsAsync());
    }

    [Fact]
    public async Task A_call_is_held_and_continued()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (agent, callId) = await TalkingAsync(gateway);

        Assert.Equal("0", (await agent.VoiceCallAsync("POST", "hold")).RetCode);
        Assert.Equal([$"AgentEvent_Hold \"{callId}\""], await agent.EventsAsync());
        Assert.Equal("100-010", (await agent.OwnAsync("DELETE", "logout")).RetCode);
        Assert.Equal("200-013", (await agent.VoiceCallAsync("POST", "hold")).RetCode);

        Assert.Equal("200-015", (await agent.VoiceCallAsync("POST", "gethold?callid=1-1")).RetCode);
        Assert.Equal("0", (await agent.VoiceCallAsync("POST", $"gethold?callid={callId}")).RetCode);
        Assert.Equal(["AgentEvent_Talking"], await agent.EventTypesAsync());
        Assert.Equal("200-015", (await agent.VoiceCallAsync("POST", "gethold")).RetCode);
    }

    [Fact]
    public async Task A_held_call_can_not_be_continued_during_another_one()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (agent, _) = await TalkingAsync(gateway);
        gateway.Control.CreateCall(101, new SimulatedCall { State = "Held" });

        Assert.Equal("200-016", (await agent.VoiceCallAsync("POST", "gethold")).RetCode);
    }

    [Fact]
    public async Task A_call_is_muted_and_unmuted_once()
    {
        await using var gateway = await TestGateway.StartAsync();
        var idle = await gateway.SignInAsync(102);
        Assert.Equal("200-003", (await idle.VoiceCallAsync("POST", "beginmute")).RetCode);
        Assert.Equal("200-007", (await idle.VoiceCallAsync("POST", "endmute")).RetCode);
        var (agent, _) = await TalkingAsync(gateway);

        Assert.Equal("200-008", (await agent.VoiceCallAsync("POST", "endmute")).RetCode);
        Assert.Equal("0", (await agent.VoiceCallAsync("POST", "beginmute")).RetCode);
        Assert.True((bool)gateway.Control.GetAgent(101)["calls"]![0]!["muted"]!);
        Assert.Equal("200-004", (await agent.VoiceCallAsync("POST", "beginmute")).RetCode);
        Assert.Equal("0", (await agent.VoiceCallAsync("POST", "endmute")).RetCode);
        Assert.Empty(await agent.EventsAsync());
    }

    [Fact]
    public async Task An_internal_call_can_not_be_muted()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        gateway.Control.CreateCall(101, new SimulatedCall { Feature = 6 });

        Assert.Equal("200-004", (await agent.VoiceCallAsync("POST", "beginmute")).RetCode);
    }

    [Fact]
    public async Task Releasing_ends_only_the_current_call()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (agent, callId) = await TalkingAsync(gateway);
        var held = gateway.Control.CreateCall(101, new SimulatedCall { State = "Held" });

        Assert.Equal("0", (await agent.VoiceCallAsync("DELETE", "release")).RetCode);
        Assert.Equal(
            [$"AgentEvent_Call_Release \"{callId}\"", $$"""AgentEvent_Customer_Release {"callid":"{{callId}}","number":"70004"}"""],
            await agent.EventsAsync());
        Assert.Equal("200-017", (await agent.VoiceCallAsync("DELETE", "release")).RetCode);

        Assert.Equal("0", (await agent.VoiceCallAsync("POST", $"dropcall/{held}")).RetCode);
        Assert.Equal(
            ["AgentEvent_Call_Release", "AgentEvent_Customer_Release", "AgentOther_PhoneRelease", "AgentState_Ready"],
            await agent.EventTypesAsync());
    }

    [Fact]
    public async Task Dropping_ends_only_the_named_call()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (agent, callId) = await TalkingAsync(gateway);

        Assert.Equal("200-026", (await agent.VoiceCallAsync("POST", "dropcall/1-1")).RetCode);
        Assert.Equal("0", (await agent.VoiceCallAsync("POST", $"dropcall/{callId}")).RetCode);
        Assert.Equal(
            """{"message":"no call can be droped","retcode":"200-025"}""",
            (await agent.VoiceCallAsync("POST", $"dropcall/{callId}")).Body);
    }

    [Fact]
    public async Task An_inspector_can_drop_a_held_call_of_another_agent()
    {
        await using var gateway = await TestGateway.StartAsync();
        var inspector = await gateway.SignInAsync(900);
        var (_, callId) = await TalkingAsync(gateway);
        var held = gateway.Control.CreateCall(101, new SimulatedCall { State = "Held" });

        Assert.Equal("0", (await inspector.InspectAsync("POST", $"forcedropcall/{held}")).RetCode);

        Assert.Equal(callId, (string?)Assert.Single(gateway.Control.GetAgent(101)["calls"]!.AsArray())!["callId"]);
    }

    [Fact]
    public async Task A_party_can_be_disconnected_by_its_number()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (agent, _) = await TalkingAsync(gateway);

        Assert.Equal("200-024", (await agent.VoiceCallAsync("POST", "disconnect/40040")).RetCode);
        Assert.Equal("0", (await agent.VoiceCallAsync("POST", "disconnect/70004")).RetCode);
        Assert.Equal("200-023", (await agent.VoiceCallAsync("POST", "disconnect/70004")).RetCode);
    }

    [Fact]
    public async Task A_held_call_becomes_a_three_party_call()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (agent, callId) = await TalkingAsync(gateway);
        Assert.Equal("200-011", (await agent.VoiceCallAsync("POST", "confjoin", """{"callid":"1-1"}""")).RetCode);
        var held = gateway.Control.CreateCall(101, new SimulatedCall { State = "Held", Caller = "40040" });

        Assert.Equal("0", (await agent.VoiceCallAsync("POST", "confjoin", $$"""{"callid":"{{held}}"}""")).RetCode);

        Assert.Equal(
            [$$"""AgentEvent_Conference {"callid":"{{callId}}","partner":"70004,40040"}"""], await agent.EventsAsync());
        Assert.Equal("0", (await agent.VoiceCallAsync("POST", "disconnect/40040")).RetCode);
        Assert.Equal(["AgentEvent_Customer_Release"], await agent.EventTypesAsync());
    }

    [Fact]
    public async Task The_parties_of_two_calls_are_connected_without_the_agent()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (agent, callId) = await TalkingAsync(gateway);
        Assert.Equal("200-014", (await agent.VoiceCallAsync("POST", $"connecthold/{callId}")).RetCode);
        var held = gateway.Control.CreateCall(101, new SimulatedCall { State = "Held" });

        Assert.Equal("0", (await agent.VoiceCallAsync("POST", $"connecthold/{held}")).RetCode);

        Assert.Equal(
            ["AgentEvent_Call_Release", "AgentEvent_Call_Release", "AgentOther_PhoneRelease", "AgentState_Ready"],
            await agent.EventTypesAsync());
        Assert.Empty(gateway.Control.GetAgent(101)["calls"]!.AsArray());
    }

    [Fact]
    public async Task An_internal_call_connects_two_agents_until_one_releases_it()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (agent, other) = (await gateway.SignInAsync(101), await gateway.SignInAsync(102));

        Assert.Equal("0", (await agent.VoiceCallAsync("PUT", "callinner", """{"called":"102"}""")).RetCode);
        gateway.AnswerPhones();
        gateway.AnswerPhones();
        Assert.Contains("AgentEvent_Talking", await agent.EventTypesAsync());
        Assert.Equal(
            [
                "AgentOther_PhoneAlerting", "AgentEvent_Auto_Answer", "AgentOther_PhoneOffhook", "AgentState_Busy", "AgentEvent_Talking",
            ],
            await other.EventTypesAsync());

        Assert.Equal("0", (await other.VoiceCallAsync("DELETE", "release")).RetCode);
        string[] ended = ["AgentEvent_Call_Release", "AgentEvent_Customer_Release", "AgentOther_PhoneRelease", "AgentState_Ready"];
        Assert.Equal(ended, await agent.EventTypesAsync());
        Assert.Equal(ended, await other.EventTypesAsync());
    }

    [Fact]
    public async Task An_internal_call_to_an_agent_who_is_not_idle_fails()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        var callId = (string)(await agent.VoiceCallAsync("PUT", "callinner", """{"called":"102"}""")).Result!;
        gateway.AnswerPhones();

        Assert.Contains($"AgentEvent_Inside_Call_Fail \"{callId}\"", await agent.EventsAsync());
    }

    internal static async Task<(SignedInAgent Agent, string CallId)> TalkingAsync(TestGateway gateway, int feature = 0)
    {
        var agent = await gateway.SignInAsync(101);
        return (agent, gateway.Control.CreateCall(101, new SimulatedCall { Feature = feature }));
    }
}
