namespace AgentGateway.Simulator.Tests;

/// <summary>Tests the transfer of a call (voicecall.md, 3.9).</summary>
public class CallTransferTests
{
    public static TheoryData<int, int> Allowed => new()
    {
        { 1, 0 }, { 1, 2 }, { 2, 0 }, { 2, 2 }, { 3, 0 }, { 3, 1 }, { 4, 0 }, { 4, 2 }, { 5, 1 }, { 5, 2 }, { 5, 3 }, { 5, 4 },
    };

    [Fact]
    public async Task Only_the_documented_combinations_of_target_and_mode_are_accepted()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        var allowed = new HashSet<(int, int)>(Allowed.Select(static row => row.Data));

        for (var device = 0; device <= 6; device++)
        {
            for (var mode = 0; mode <= 5; mode++)
            {
                var answer = await TransferAsync(agent, device, "102", mode);
                Assert.Equal((device, mode, allowed.Contains((device, mode)) ? "200-012" : "000-002"), (device, mode, answer.RetCode));
            }
        }
    }

    [Theory]
    [InlineData(2, 0, new[] { "AgentEvent_Call_Release", "AgentOther_PhoneRelease", "AgentState_Ready" })]
    [InlineData(1, 0, new[] { "AgentEvent_Call_Release", "AgentOther_PhoneRelease", "AgentState_Ready" })]
    [InlineData(5, 1, new[] { "AgentEvent_Call_Release", "AgentOther_PhoneRelease", "AgentState_Ready" })]
    [InlineData(
        2, 2, new[] { "AgentEvent_SuccTransResult", "AgentEvent_Call_Release", "AgentOther_PhoneRelease", "AgentState_Ready" })]
    [InlineData(5, 3, new[] { "AgentEvent_Talking" })]
    [InlineData(5, 4, new[] { "AgentEvent_Conference" })]
    public async Task A_transfer_raises_the_documented_events(int device, int mode, string[] events)
    {
        await using var gateway = await TestGateway.StartAsync();
        await gateway.SignInAsync(102);
        var (agent, _) = await VoiceCallTests.TalkingAsync(gateway);

        Assert.Equal("0", (await TransferAsync(agent, device, "102", mode)).RetCode);
        Assert.Equal(["AgentEvent_Customer_Alerting"], await agent.EventTypesAsync());
        gateway.AnswerPhones();

        Assert.Equal(events, await agent.EventTypesAsync());
    }

    [Fact]
    public async Task The_target_type_and_the_mode_of_a_transfer_can_be_texts_as_a_demo_of_the_vendor_sends_them()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (agent, _) = await VoiceCallTests.TalkingAsync(gateway);

        var answer = await agent.VoiceCallAsync("POST", "transfer", """{"devicetype":"5","mode":"4","address":"70005"}""");
        gateway.AnswerPhones();

        Assert.Equal("0", answer.RetCode);
        Assert.Equal(["AgentEvent_Customer_Alerting", "AgentEvent_Conference"], await agent.EventTypesAsync());
    }

    [Fact]
    public async Task An_agent_gets_a_transferred_call_with_the_agent_it_comes_from()
    {
        await using var gateway = await TestGateway.StartAsync();
        var target = await gateway.SignInAsync(102);
        var (agent, callId) = await VoiceCallTests.TalkingAsync(gateway);

        await TransferAsync(agent, 2, "102", 0);
        gateway.AnswerPhones();

        Assert.Contains("\"transfer\":\"yes\",\"transfrom\":\"101\"", (await target.EventsAsync())[1], StringComparison.Ordinal);
        gateway.AnswerPhones();
        Assert.Contains(callId, (await target.EventsAsync())[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "102", 0)]
    [InlineData(2, "101", 2)]
    [InlineData(5, "400000", 3)]
    public async Task A_target_that_does_not_answer_leaves_the_call_with_the_agent(int device, string address, int mode)
    {
        await using var gateway = await TestGateway.StartAsync();
        var (agent, callId) = await VoiceCallTests.TalkingAsync(gateway);

        await TransferAsync(agent, device, address, mode);
        await agent.EventsAsync();
        gateway.AnswerPhones();

        Assert.Equal([$"AgentEvent_Connect_Fail \"{callId}\""], await agent.EventsAsync());
        Assert.Single(gateway.Control.GetAgent(101)["calls"]!.AsArray());
    }

    [Fact]
    public async Task An_ivr_gives_a_suspended_call_back()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (agent, callId) = await VoiceCallTests.TalkingAsync(gateway);

        await TransferAsync(agent, 3, "7", 1);
        gateway.AnswerPhones();
        gateway.AnswerPhones();

        Assert.Equal(
            ["AgentEvent_Customer_Alerting", "AgentEvent_ReturnFromIvr"],
            (await agent.EventsAsync()).Select(static raised => raised.Split(' ')[0]));
        Assert.Equal(callId, (string?)gateway.Control.GetAgent(101)["callId"]);
    }

    [Theory]
    [InlineData(6, 2)]
    [InlineData(7, 1)]
    public async Task A_call_that_may_not_leave_the_gateway_is_not_transferred(int feature, int mode)
    {
        await using var gateway = await TestGateway.StartAsync();
        var (agent, _) = await VoiceCallTests.TalkingAsync(gateway, feature);

        Assert.Equal("200-012", (await TransferAsync(agent, 5, "40040", mode)).RetCode);
    }

    [Theory]
    [InlineData("""{"devicetype":2,"mode":0}""")]
    [InlineData("""{"devicetype":2,"mode":0,"address":"1a"}""")]
    [InlineData("""{"devicetype":"6","mode":"0","address":"1"}""")]
    [InlineData("""{"devicetype":"2","mode":"","address":"1"}""")]
    [InlineData("""{"devicetype":5,"mode":1,"address":"1f"}""")]
    [InlineData("""{"devicetype":5,"mode":4,"address":"1","holdflag":"maybe"}""")]
    public async Task A_bad_target_is_refused(string body)
    {
        await using var gateway = await TestGateway.StartAsync();
        var (agent, _) = await VoiceCallTests.TalkingAsync(gateway);

        Assert.Equal("000-002", (await agent.VoiceCallAsync("POST", "transfer", body)).RetCode);
    }

    private static Task<Answer> TransferAsync(SignedInAgent agent, int device, string address, int mode) => agent.VoiceCallAsync(
        "POST", "transfer", $$"""{"devicetype":{{device}},"mode":{{mode}},"address":"{{address}}","holdflag":"true"}""");
}
