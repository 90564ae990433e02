using System.Globalization;
using System.Text.Json.Nodes;

namespace AgentGateway.Simulator.Tests;

/// <summary>Tests what an inspector can do to other agents.</summary>
public class InspectorTests
{
    private const string Reply = """{"message":"","retcode":"0","result":{}}""";

    [Theory]
    [InlineData("forceidle/101", "AgentState_Force_Ready", 4)]
    [InlineData("forcebusy/101", "AgentState_Force_SetNotReady {\"reason\":\"3\"}", 3)]
    [InlineData("forcerest/101/60/7", "AgentState_SetRest_Success", 8)]
    public async Task A_target_is_forced_into_a_state_and_notified(string operation, string raised, int state)
    {
        await using var gateway = await TestGateway.StartAsync();
        var (inspector, target) = (await gateway.SignInAsync(900), await gateway.SignInAsync(101));

        Assert.Equal(Reply, (await inspector.InspectAsync("POST", operation)).Body);

        Assert.Equal([raised], await target.EventsAsync());
        Assert.Equal(state, (int)gateway.Control.GetAgent(101)["state"]!);
    }

    [Fact]
    public async Task A_forced_out_target_gets_the_shutdown_event()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (inspector, target) = (await gateway.SignInAsync(900), await gateway.SignInAsync(101, keepEvents: true));

        Assert.Equal(Reply, (await inspector.InspectAsync("POST", "forcelogout/101")).Body);

        Assert.StartsWith("AgentOther_ShutdownService", (await target.PollAsync()).Event, StringComparison.Ordinal);
        Assert.Equal("100-006", (await target.PollAsync()).RetCode);
        Assert.Equal("900-003", (await inspector.InspectAsync("POST", "forcelogout/101")).RetCode);
    }

    [Theory]
    [InlineData(900, "POST", "forceidle/900", "000-005")]
    [InlineData(900, "POST", "forceidle/901", "900-002")]
    [InlineData(900, "POST", "forceidle/102", "900-003")]
    [InlineData(900, "POST", "forceidle/60000", "000-002")]
    [InlineData(101, "POST", "forceidle/103", "900-002")]
    [InlineData(101, "POST", "forcedropcall/1-2", "900-002")]
    [InlineData(900, "POST", "forcedropcall/1-2", "900-003")]
    [InlineData(900, "POST", "forcerest/103/0/1", "000-002")]
    [InlineData(900, "POST", "forcerest/103/60/0", "000-002")]
    [InlineData(900, "PUT", "addinsert/103", "900-005")]
    [InlineData(900, "POST", "requestwhisperagent?whisperagentid=103", "900-005")]
    [InlineData(900, "POST", "requeststopwhisperagent?whisperagentid=103", "900-005")]
    [InlineData(900, "POST", "requeststopwhisperagent", "000-002")]
    [InlineData(101, "POST", "beginmonitor?agents=103", "900-002")]
    [InlineData(900, "POST", "beginmonitor", "000-002")]
    [InlineData(900, "POST", "beginmonitor?agents=x", "000-002")]
    [InlineData(101, "GET", "allagent", "900-002")]
    [InlineData(900, "DELETE", "103", "900-005")]
    [InlineData(900, "POST", "requestwhisperagent", "000-002")]
    [InlineData(900, "POST", "requestswitchinsertwhisperagent?whisperagentid=103&switchtype=3", "000-002")]
    public async Task An_inspection_that_is_not_allowed_is_refused(int agentId, string method, string operation, string retCode)
    {
        await using var gateway = await TestGateway.StartAsync();
        var agents = new Dictionary<int, SignedInAgent>();
        foreach (var id in new[] { 900, 901, 101, 103 })
        {
            agents[id] = await gateway.SignInAsync(id);
        }

        Assert.Equal(retCode, (await agents[agentId].InspectAsync(method, operation)).RetCode);
        Assert.Empty(await agents[103].EventsAsync());
    }

    [Fact]
    public async Task An_inspector_is_notified_of_the_agents_that_it_monitors()
    {
        await using var gateway = await TestGateway.StartAsync();
        var inspector = await gateway.SignInAsync(900);

        Assert.Equal(Reply, (await inspector.InspectAsync("POST", "beginmonitor?agents=101;901")).Body);
        var target = await gateway.SignInAsync(101);
        await target.OwnAsync("POST", "saybusy");
        await target.OwnAsync("POST", "rest/60/0");
        await target.OwnAsync("POST", "work");
        Assert.Equal(["Idle", "Login", "Busy", "Rest", "Work"], (await inspector.EventsAsync()).Select(Subtype));

        Assert.Equal(Reply, (await inspector.InspectAsync("POST", "endmonitor?agents=101")).Body);
        await target.OwnAsync("DELETE", "logout");
        Assert.Empty(await inspector.EventsAsync());

        static string Subtype(string raised) => raised.Split("QC_AgentState_")[^1].Split('"')[0];
    }

    [Fact]
    public async Task An_inspector_can_list_the_agents_and_is_identified_as_an_inspector()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { Agents = "101-102" });
        var (inspector, agent) = (await gateway.SignInAsync(900), await gateway.SignInAsync(101));

        Assert.Equal(
            """{"message":"","retcode":"0","result":[{"workno":"101","name":"101"},{"workno":"102","name":"102"}]}""",
            (await inspector.InspectAsync("GET", "allagent")).Body);
        Assert.Equal("""{"message":"","retcode":"0","result":true}""", (await inspector.AgentGroupAsync("iscensor/")).Body);
        Assert.Equal("""{"message":"","retcode":"0","result":false}""", (await agent.AgentGroupAsync("iscensor/")).Body);
        Assert.Equal(
            """{"message":"","retcode":"0","result":[{"workno":"101","name":"101"},{"workno":"900","name":"900"}]}""",
            (await agent.AgentGroupAsync("idleagent")).Body);
    }

    [Fact]
    public async Task A_call_can_be_dropped_by_its_id()
    {
        await using var gateway = await TestGateway.StartAsync();
        var inspector = await gateway.SignInAsync(900);
        var (chairperson, _) = await ConferenceTests.StartWithMemberAsync(gateway);
        var callId = (await inspector.AgentGroupAsync("agentbyworkno/102")).Result!["callids"]![0];

        Assert.Equal(Reply, (await inspector.InspectAsync("POST", $"forcedropcall/{callId}")).Body);

        Assert.Equal([ConferenceTests.Changed(gateway, changeType: 1, changeReason: 6, "102")], await chairperson.EventsAsync());
        Assert.Equal("900-005", (await inspector.InspectAsync("PUT", "addinsert/102")).RetCode);
    }

    [Theory]
    [InlineData("""{"workNo":"101","skills":[10,25]}""", "0")]
    [InlineData("""{"workNo":"101","skills":[]}""", "0")]
    [InlineData("{}", "0")]
    [InlineData("""{"workNo":101,"skills":[10]}""", "100-001")]
    [InlineData("""{"workNo":"101","skills":["10"]}""", "100-001")]
    [InlineData(null, "100-001")]
    public async Task Skills_of_a_target_can_be_adjusted(string? body, string retCode)
    {
        await using var gateway = await TestGateway.StartAsync();
        var inspector = await gateway.SignInAsync(900);
        await gateway.SignInAsync(101);

        Assert.Equal(retCode, (await inspector.InspectAsync("POST", "adjustskill", body)).RetCode);
    }

    [Fact]
    public async Task The_target_is_notified_of_listening_switching_and_stopping()
    {
        await using var gateway = await TestGateway.StartAsync();
        var inspector = await gateway.SignInAsync(900);
        var target = await SignInTalkingAsync(gateway, 101);

        Assert.Equal(Reply, (await inspector.InspectAsync("PUT", "addsupervise/101")).Body);
        gateway.AnswerPhones();
        Assert.Equal(["AgentState_Busy", "AgentOther_PhoneAlerting", "AgentOther_PhoneOffhook"], await inspector.EventTypesAsync());
        Assert.Equal(["AgentOther_BeQcStart {\"qcType\":8,\"qcAgentId\":900}"], await target.EventsAsync());
        await inspector.InspectAsync("POST", "switch/101");
        await inspector.InspectAsync("POST", "requestswitchinsertwhisperagent?whisperagentid=101&switchtype=2");
        Assert.Equal("900-005", (await inspector.InspectAsync("DELETE", "101")).RetCode);
        Assert.Equal("900-005", (await inspector.InspectAsync("POST", "switch/101")).RetCode);
        await inspector.InspectAsync("POST", "requeststopwhisperagent?whisperagentid=101");

        Assert.Equal(
            ["BeQcStop8", "BeQcStart9", "BeQcStop9", "BeQcStart20172", "BeQcStop20172"], (await target.EventsAsync()).Select(Short));
        Assert.Equal(["AgentOther_PhoneRelease", "AgentState_Ready"], await inspector.EventTypesAsync());
    }

    [Fact]
    public async Task Intercepting_ends_the_call_of_the_target_and_continues_it_with_the_inspector()
    {
        await using var gateway = await TestGateway.StartAsync();
        var inspector = await gateway.SignInAsync(900);
        var target = await SignInTalkingAsync(gateway, 101);
        Assert.Equal("900-005", (await inspector.InspectAsync("PUT", "intercept/101")).RetCode);
        await inspector.InspectAsync("POST", "requestwhisperagent?whisperagentid=101");
        gateway.AnswerPhones();
        await inspector.EventsAsync();

        Assert.Equal(Reply, (await inspector.InspectAsync("PUT", "intercept/101")).Body);

        Assert.Equal(["AgentEvent_Talking", "AgentMediaEvent_Record"], await inspector.EventTypesAsync());
        Assert.Equal(4, (int)gateway.Control.GetAgent(101)["state"]!);
        Assert.Contains("AgentState_Ready", await target.EventsAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/{0}")]
    public async Task An_intercepted_call_continues_with_the_inspector(string end)
    {
        await using var gateway = await TestGateway.StartAsync();
        var inspector = await gateway.SignInAsync(900);
        var target = await gateway.SignInAsync(101);
        var callId = (string)(await target.VoiceCallAsync("PUT", "callout", """{"called":"40040"}""")).Result!;
        gateway.AnswerPhones();
        gateway.AnswerPhones();
        await inspector.InspectAsync("PUT", "addsupervise/101");
        gateway.AnswerPhones();
        await target.EventsAsync();
        await inspector.EventsAsync();

        Assert.Equal("900-003", (await inspector.InspectAsync("PUT", "intercept/101/1-1")).RetCode);
        Assert.Equal(
            Reply, (await inspector.InspectAsync("PUT", "intercept/101" + string.Format(CultureInfo.InvariantCulture, end, callId))).Body);

        Assert.Equal(
            [
                "AgentOther_BeQcStop", "AgentEvent_Call_Release", "AgentEvent_Customer_Release", "AgentOther_PhoneRelease",
                "AgentState_Ready",
            ],
            await target.EventTypesAsync());
        Assert.Equal(["AgentEvent_Talking", "AgentMediaEvent_Record"], await inspector.EventTypesAsync());
        Assert.Equal(callId, (string?)gateway.Control.GetAgent(900)["callId"]);
        Assert.Null(gateway.Control.GetAgent(900)["supervised"]);
    }

    [Theory]
    [InlineData("900", "DELETE", "forcelogout")]
    [InlineData("101", "DELETE", "logout")]
    public async Task An_inspection_ends_with_the_session_of_the_inspector_or_of_the_target(string agentId, string method, string operation)
    {
        await using var gateway = await TestGateway.StartAsync();
        var (inspector, target) = (await gateway.SignInAsync(900), await gateway.SignInAsync(101));
        await inspector.InspectAsync("PUT", "addsupervise/101");
        gateway.AnswerPhones();
        await inspector.EventsAsync();
        await target.EventsAsync();
        Assert.Equal(101, (int)gateway.Control.GetAgent(900)["supervised"]!);

        await (agentId == "900" ? inspector : target).OwnAsync(method, operation);

        Assert.Null(gateway.Control.GetAgent(900)["supervised"]);
        if (agentId == "900")
        {
            Assert.Equal(["AgentOther_BeQcStop"], await target.EventTypesAsync());
        }
        else
        {
            Assert.Equal(["AgentOther_PhoneRelease", "AgentState_Ready"], await inspector.EventTypesAsync());
        }
    }

    [Fact]
    public async Task All_signed_in_agents_are_listed()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        await gateway.SignInAsync(900);

        var all = (await agent.AgentGroupAsync("allagentstatus")).Result!.AsArray();

        Assert.Equal(["101", "900"], all.Select(static one => (string)one!["workno"]!));
        Assert.Equal("300-002", (await agent.AgentGroupAsync("agentbyworkno/4711")).RetCode);
        Assert.Equal(2, (int)(await agent.AgentGroupAsync("agentbyworkno/102")).Result!["status"]!);
    }

    private static async Task<SignedInAgent> SignInTalkingAsync(TestGateway gateway, int agentId)
    {
        var agent = await gateway.SignInAsync(agentId);
        await agent.PlaybackAsync("PUT", "play", """{"voicepath":"Y:/1.V3"}""");
        gateway.AnswerPhones();
        await agent.EventsAsync();
        return agent;
    }

    private static string Short(string raised)
    {
        var parts = raised.Split(' ', 2);
        return parts[0]["AgentOther_".Length..] + JsonNode.Parse(parts[1])!["qcType"];
    }
}
