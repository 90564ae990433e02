using System.Text.Json.Nodes;

namespace AgentGateway.Simulator.Tests;

/// <summary>Tests how conferences are created, run and ended, with their events in order.</summary>
public class ConferenceTests
{
    private static readonly string[] LeaveEvents =
        ["AgentMediaEvent_StopRecordDone", "AgentOther_PhoneRelease", "AgentConf_SelfLeaveResult", "AgentState_Ready"];


    [Fact]
    public async Task An_applicant_becomes_chairperson_when_its_phone_is_answered()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(113);

        var answer = await agent.ConferenceAsync(
            "requestagentconf",
            """{"memberNum":4,"confCallerNo":"10000","time":50,"promptTime":5,"beepTone":true"""
            + ""","playMode":2,"voicePath":"y:/conf/120/1136287.V3"}""");
        Assert.Equal("""{"result":{},"message":"success","retcode":"0"}""", answer.Body);
        Assert.Equal(["AgentState_Busy", "AgentOther_PhoneAlerting"], await agent.EventTypesAsync());
        Assert.Equal("101-001", (await agent.ConferenceAsync("stopvoicetoconf")).RetCode);

        gateway.AnswerPhones();
        var events = await agent.EventsAsync();
        Assert.StartsWith("AgentOther_PhoneOffhook", events[0], StringComparison.Ordinal);
        Assert.StartsWith("AgentConf_SelfJoinResult {\"confId\":", events[1], StringComparison.Ordinal);
        Assert.StartsWith("AgentConf_RequestSuccess {\"confId\":", events[2], StringComparison.Ordinal);
        Assert.Equal("0", (await agent.ConferenceAsync("stopvoicetoconf")).RetCode);
    }

    [Fact]
    public async Task The_caller_number_21234_is_refused_by_an_event_after_a_successful_reply()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        Assert.Equal("0", (await agent.ConferenceAsync("requestagentconf", """{"memberNum":4,"confCallerNo":"21234"}""")).RetCode);
        gateway.AnswerPhones();

        Assert.Equal(["AgentConf_RequestFailed {\"cause\":21234}"], await agent.EventsAsync());
        Assert.Equal("0", (await agent.ConferenceAsync("requestagentconf", """{"memberNum":4}""")).RetCode);
    }

    [Fact]
    public async Task An_agent_in_a_conference_cannot_apply_for_another()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        await agent.ConferenceAsync("requestagentconf", """{"memberNum":4}""");

        Assert.Equal("101-003", (await agent.ConferenceAsync("requestagentconf", """{"memberNum":4}""")).RetCode);
        gateway.AnswerPhones();
        Assert.Equal("101-003", (await agent.ConferenceAsync("requestagentconf", """{"memberNum":4}""")).RetCode);
    }

    [Fact]
    public async Task A_chairperson_can_release_the_conference_and_everybody_leaves()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (chairperson, member) = await StartWithMemberAsync(gateway);

        Assert.Equal("0", (await chairperson.ConferenceAsync("releaseagentconf")).RetCode);

        Assert.Equal(LeaveEvents, await chairperson.EventTypesAsync());
        var events = await member.EventsAsync();
        var announced = JsonNode.Parse(events[0].Split(' ')[1])!;
        Assert.Equal((1, 3, "101"), ((int)announced["changeType"]!, (int)announced["changeReason"]!, (string)announced["participant"]!));
        Assert.Equal(LeaveEvents, events[1..].Select(static raised => raised.Split(' ')[0]));
        Assert.Equal("101-001", (await chairperson.ConferenceAsync("releaseagentconf")).RetCode);
        Assert.Empty(gateway.Control.GetState()["conferences"]!.AsArray());
    }

    [Fact]
    public async Task Only_the_chairperson_can_make_the_calls_of_a_chairperson()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (_, member) = await StartWithMemberAsync(gateway);
        var outsider = await gateway.SignInAsync(103);
        foreach (var (operation, body) in ChairpersonsOperations)
        {
            Assert.Equal((operation, "101-002"), (operation, (await member.ConferenceAsync(operation, body)).RetCode));
            Assert.Equal((operation, "101-001"), (operation, (await outsider.ConferenceAsync(operation, body)).RetCode));
        }

        Assert.Empty(await member.EventsAsync());
    }

    [Fact]
    public async Task A_participant_can_leave_and_the_chairperson_cannot()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (chairperson, member) = await StartWithMemberAsync(gateway);

        Assert.Equal("101-007", (await chairperson.ConferenceAsync("requestleaveagentconf")).RetCode);
        Assert.Equal("0", (await member.ConferenceAsync("requestleaveagentconf")).RetCode);

        Assert.Equal(LeaveEvents, await member.EventTypesAsync());
        Assert.Equal([Changed(gateway, changeType: 1, changeReason: 0, "102", deviceType: 0)], await chairperson.EventsAsync());
        Assert.Equal("101-001", (await member.ConferenceAsync("requestleaveagentconf")).RetCode);
    }

    [Fact]
    public async Task Holding_and_unholding_raise_events_and_change_the_channel_state()
    {
        await using var gateway = await TestGateway.StartAsync();
        var chairperson = await gateway.SignInChairpersonAsync(101, "88887946");

        await chairperson.ConferenceAsync("holdparticipant", """{"address":"88887946","addressType":"6","voicePath":"y:/conf/120/1.V3"}""");
        Assert.Equal([Changed(gateway, changeType: 5, changeReason: 255, "88887946", type: 6)], await chairperson.EventsAsync());
        Assert.Equal(1, (int)Participant(gateway, "88887946")["channelState"]!);

        await chairperson.ConferenceAsync("unholdparticipant", """{"address":"88887946","addressType":"6"}""");
        Assert.Equal([Changed(gateway, changeType: 6, changeReason: 255, "88887946", type: 6)], await chairperson.EventsAsync());
        Assert.Equal(0, (int)Participant(gateway, "88887946")["channelState"]!);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, null)]
    [InlineData(3, 4)]
    [InlineData(4, null)]
    public async Task Only_modes_1_and_3_raise_an_event(int attribute, int? changeType)
    {
        await using var gateway = await TestGateway.StartAsync();
        var chairperson = await gateway.SignInChairpersonAsync(101, "70005");

        await chairperson.ConferenceAsync("changeparticipantmode", $$"""{"attribute":{{attribute}},"addressType":"6","address":"70005"}""");

        Assert.Equal(changeType is { } type ? [Changed(gateway, type, 255, "70005", type: 6)] : [], await chairperson.EventsAsync());
        Assert.Equal(attribute, (int)Participant(gateway, "70005")["channelAttrib"]!);
    }

    [Fact]
    public async Task Only_a_participant_can_become_the_new_chairperson()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (chairperson, member) = await StartWithMemberAsync(gateway);

        Assert.Equal("101-005", (await chairperson.ConferenceAsync("applytoshiftpresident", """{"destAgentNo":101}""")).RetCode);
        Assert.Equal("000-002", (await chairperson.ConferenceAsync("applytoshiftpresident", """{"destAgentNo":2001}""")).RetCode);
        Assert.Equal("0", (await chairperson.ConferenceAsync("applytoshiftpresident", """{"destAgentNo":102}""")).RetCode);

        Assert.Equal([Changed(gateway, changeType: 2, changeReason: 255, "102", deviceType: 0)], await chairperson.EventsAsync());
        Assert.Equal(["AgentConf_ParticipantChanged", "AgentConf_PresidentChanged"], await member.EventTypesAsync());
        Assert.Equal("101-002", (await chairperson.ConferenceAsync("releaseagentconf")).RetCode);
        Assert.Equal("0", (await member.ConferenceAsync("releaseagentconf")).RetCode);
    }

    [Fact]
    public async Task A_conference_warns_before_its_end_and_is_then_released()
    {
        await using var gateway = await TestGateway.StartAsync(
            TestGateway.Options with { IdleTimeout = TimeSpan.FromDays(1), GuidTimeout = TimeSpan.FromDays(1) });
        var agent = await gateway.SignInAsync(101);
        await agent.ConferenceAsync("requestagentconf", """{"memberNum":4,"time":50,"promptTime":5}""");
        gateway.AnswerPhones();
        await agent.EventsAsync();

        gateway.Control.Advance(TimeSpan.FromMinutes(44.9));
        Assert.Empty(await agent.EventsAsync());
        gateway.Control.Advance(TimeSpan.FromMinutes(0.2));
        Assert.Equal(["AgentConf_Timeout"], await agent.EventTypesAsync());
        gateway.Control.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(LeaveEvents, await agent.EventTypesAsync());
    }

    [Theory]
    [InlineData("""{"memberNum":4}""", 60, 3)]
    [InlineData("""{"memberNum":4,"time":10,"promptTime":10}""", 10, 9)]
    [InlineData("""{"memberNum":4,"time":4,"promptTime":1440}""", 4, 3)]
    public async Task A_conference_lasts_an_hour_by_default_and_warns_a_minute_after_its_start_at_the_earliest(
        string body, int duration, int prompt)
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        await agent.ConferenceAsync("requestagentconf", body);
        gateway.AnswerPhones();

        var conference = gateway.Control.GetState()["conferences"]![0]!;

        Assert.Equal((duration, prompt), ((int)conference["durationMinutes"]!, (int)conference["promptMinutes"]!));
    }

    [Fact]
    public async Task Prolonging_stops_at_1440_minutes_and_returns_the_added_minutes()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        await agent.ConferenceAsync("requestagentconf", """{"memberNum":4,"time":1390}""");
        gateway.AnswerPhones();
        await agent.EventsAsync();

        var answer = await agent.ConferenceAsync("prolongtime", """{"prolongTime":100}""");

        Assert.Equal("""{"result":{"applyedTime":50},"message":"success","retcode":"0"}""", answer.Body);
        Assert.Empty(await agent.EventsAsync());
    }

    [Fact]
    public async Task The_capacity_can_grow_to_120_and_shrink_to_the_number_of_participants()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        await agent.ConferenceAsync("requestagentconf", """{"memberNum":2}""");
        gateway.AnswerPhones();
        const string ThreePhones =
            """{"addresses":[{"addressType":"6","address":"1"},{"addressType":"6","address":"2"},{"addressType":"6","address":"3"}]}""";

        Assert.Equal("000-002", (await agent.ConferenceAsync("batchaddparticipant", ThreePhones)).RetCode);
        Assert.Equal(
            """{"result":{},"message":"success","retcode":"0"}""",
            (await agent.ConferenceAsync("modifyconfresource", """{"modifyType":0,"modifyNum":3}""")).Body);
        Assert.Equal("0", (await agent.ConferenceAsync("batchaddparticipant", ThreePhones)).RetCode);
        Assert.Equal("000-002", (await agent.ConferenceAsync("modifyconfresource", """{"modifyType":1,"modifyNum":2}""")).RetCode);
        Assert.Equal("000-002", (await agent.ConferenceAsync("modifyconfresource", """{"modifyType":0,"modifyNum":118}""")).RetCode);
    }

    public static readonly (string Operation, string? Body)[] ChairpersonsOperations =
    [
        ("releaseagentconf", null),
        ("holdparticipant", """{"address":"102","addressType":"9","voicePath":"y:/conf/120/1.V3"}"""),
        ("unholdparticipant", """{"address":"102","addressType":"9"}"""),
        ("prolongtime", """{"prolongTime":10}"""),
        ("applytoshiftpresident", """{"destAgentNo":102}"""),
        ("batchaddparticipant", """{"addresses":[{"addressType":"6","address":"70001"}]}"""),
        ("batchremoveparticipant", """{"addresses":[{"addressType":"6","address":"70001"}]}"""),
        ("changeparticipantmode", """{"attribute":1,"addressType":"9","address":"102"}"""),
        ("playvoicetoconf", """{"voicePath":"y:/conf/120/1.V3"}"""),
        ("stopvoicetoconf", null),
        ("playvoicetoparticipant", """{"addressType":"9","address":"102","voicePath":"y:/conf/120/1.V3"}"""),
        ("stopvoicetoparticipant", """{"addressType":"9","address":"102"}"""),
        ("modifyconfresource", """{"modifyType":0,"modifyNum":3}"""),
    ];

    /// <summary>101 is the chairperson, 102 has joined, and no event is waiting.</summary>
    internal static async Task<(SignedInAgent Chairperson, SignedInAgent Member)> StartWithMemberAsync(TestGateway gateway)
    {
        var chairperson = await gateway.SignInChairpersonAsync(101);
        var member = await gateway.SignInAsync(102);
        await chairperson.ConferenceAsync("batchaddparticipant", """{"addresses":[{"addressType":"9","address":"102"}]}""");
        Assert.Equal("0", (await member.ConferenceAsync("answeragentconf")).RetCode);
        await chairperson.EventsAsync();
        await member.EventsAsync();
        return (chairperson, member);
    }

    internal static string Changed(
        TestGateway gateway, int changeType, int changeReason, string participant, int type = 9, int deviceType = 0, int result = 0)
    {
        var confId = gateway.Control.GetState()["conferences"]![0]!["confId"];
        return $$"""AgentConf_ParticipantChanged {"result":{{result}},"changeReason":{{changeReason}},"changeType":{{changeType}}"""
            + $$""","confId":{{confId}},"participant":"{{participant}}","participantType":{{type}}"""
            + $$""","deviceCallType":0,"deviceType":{{deviceType}}}""";
    }

    private static JsonNode Participant(TestGateway gateway, string address) =>
        gateway.Control.GetState()["conferences"]![0]!["participants"]!.AsArray().Single(
            participant => (string)participant!["address"]! == address)!;
}
