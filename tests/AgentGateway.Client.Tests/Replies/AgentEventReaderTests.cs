using System.Text;

namespace AgentGateway.Client.Tests;

/// <summary>Events as gateways of all generations send them (events.md, the samples).</summary>
public sealed class AgentEventReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Uri Gateway = new("https://gw:8043");

    public static TheoryData<string, string, object?> Samples => new()
    {
        { "AgentConf_RequestSuccess", """{"confId": 1030400}""", new ConferenceEvent(1030400) },
        { "AgentConf_SelfJoinResult", """{"confId": "1030400"}""", new ConferenceEvent(1030400) },
        { "AgentConf_Timeout", """{"confId": 1030400}""", new ConferenceEvent(1030400) },
        { "AgentConf_Ringing", """{"confId": 1031168}""", new ConferenceEvent(1031168) },
        { "AgentConf_SelfLeaveResult", """{}""", new ConferenceEvent(null) },
        { "AgentConf_PresidentChanged", "null", new ConferenceEvent(null) },
        { "AgentConf_RequestFailed", """{"cause": 21234}""", new ConferenceRefused(21234) },
        { "AgentConf_StopVoice", """{"result": 0}""", new VoiceStopped(0) },
        { "AgentConf_StopVoice", """{}""", new VoiceStopped(null) },
        { "AgentConf_StopParticipantVoice", "\"0\"", new VoiceStopped(null) },
        { "AgentMediaEvent_StopPlayDone", "null", new PlaybackStopped(null) },
        { "AgentConf_ParticipantChanged", "{}", new ParticipantChange() },
        { "AgentConf_StopParticipantVoice", """{"result": "1"}""", new VoiceStopped(1) },
        { "AgentMediaEvent_StopPlayDone", """{"cause": 2}""", new PlaybackStopped(PlaybackStopReason.Failure) },
        { "AgentOther_PhoneRelease", """{"phoneState": 3, "jsonKey": ["phoneState"]}""", new PhoneReleased(3) },
        { "AgentState_SetNotReady_Success", """{"reason": "3"}""", new StateReason("3") },
        { "AgentState_Force_SetNotReady", """{"reason": 3}""", new StateReason("3") },
        {
            "AgentOther_ShutdownService",
            """{"loginTime":"1471585949806"}""",
            new SessionShutDown(DateTimeOffset.FromUnixTimeMilliseconds(1471585949806))
        },
        {
            "QC_AgentState_Notify",
            """{"subtype":"QC_AgentState_Login","monitoredagent":"108","agentname":"Ada","mediaserver":"CtiServer"}""",
            new InspectionNotice
            {
                AgentId = 108,
                Subtype = "QC_AgentState_Login",
                AgentName = "Ada",
                MediaServer = "CtiServer",
                Gateway = Gateway,
            }
        },
        { "QC_AgentState_Notify", "null", new InspectionNotice { Gateway = Gateway } },
        { "AgentOther_BeQcStart", """{"qcType":8,"qcAgentId":900}""", new SupervisionNotice(8, 900) },
        { "AgentOther_BeQcStop", """{"qcType":"20173","qcAgentId":"900"}""", new SupervisionNotice(20173, 900) },
        { "AgentOther_BeQcStart", "null", new SupervisionNotice(null, null) },
        { "AgentMediaEvent_Play", "null", null },
        { "AgentFuture_Unheard", """{"of": 1}""", null },
        {
            "AgentConf_ParticipantChanged",
            """{"result": 0, "changeReason": 255, "changeType": 3, "confId": 1031168, "participant": "154", "participantType": 9,"""
                + """ "deviceCallType": 0, "deviceType": 0}""",
            new ParticipantChange
            {
                Result = 0,
                ChangeType = ParticipantChangeType.Muted,
                ConferenceId = 1031168,
                Participant = "154",
                ParticipantType = AddressType.AgentId,
            }
        },
        {
            "AgentConf_ParticipantChanged",
            """{"result": "1", "changeReason": "3", "changeType": "1", "confId": "7", "participant": 88887946, "participantType": "6"}""",
            new ParticipantChange
            {
                Result = 1,
                ChangeType = ParticipantChangeType.Left,
                LeaveReason = ParticipantLeaveReason.ConferenceEnded,
                ConferenceId = 7,
                Participant = "88887946",
                ParticipantType = AddressType.PhoneNumber,
            }
        },
        {
            "AgentMediaEvent_Record",
            """{"taskId": 5451, "caller": "1", "called": "2", "callId": "1477393325-164", "locationId": "256", "recordID": "9","""
                + """ "fileName": "Y:/1/a.V3", "fileMediaType": "1"}""",
            new RecordingStarted
            {
                TaskId = 5451,
                Caller = "1",
                Called = "2",
                CallId = "1477393325-164",
                LocationId = 256,
                RecordingId = "9",
                FileName = "Y:/1/a.V3",
            }
        },
        {
            "AgentMediaEvent_StopRecordDone",
            """{"beginTime": 1566867437000, "endTime": "1566867472000", "fileMediaType": "1", "taskId": 5451, "jsonKey": ["beginTime","""
                + """ "endTime", "taskId"]}""",
            new RecordingStopped
            {
                TaskId = 5451,
                BeginTime = DateTimeOffset.FromUnixTimeMilliseconds(1566867437000),
                EndTime = DateTimeOffset.FromUnixTimeMilliseconds(1566867472000),
            }
        },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Documented_content_is_typed(string type, string content, object? expected)
    {
        var received = One($$"""{"eventType": "{{type}}", "workNo": "154", "content": {{content}}}""");

        Assert.Equal((type, 154, expected, Now), (received.EventType, received.AgentId, received.Content, received.ReceivedAt));
    }

    [Theory]
    [InlineData("\"x\"")]
    [InlineData("[1]")]
    [InlineData("7")]
    [InlineData("true")]
    [InlineData("""{"confId": {}, "result": [], "changeType": null, "cause": 99999999999999999999, "beginTime": -1, "loginTime": "never","""
        + """ "reason": {}}""")]
    public void An_unreadable_content_does_not_discard_the_event(string content)
    {
        foreach (var type in Samples.Select(row => row.Data.Item1).Distinct())
        {
            Assert.Equal(type, One($$"""{"eventType": "{{type}}", "content": {{content}}}""").EventType);
        }
    }

    [Fact]
    public void The_time_of_the_gateway_is_kept_if_the_event_contains_it()
    {
        Assert.Equal(
            DateTimeOffset.FromUnixTimeMilliseconds(1784529722590), One("""{"eventType":"X","eventGenTime":1784529722590}""").GeneratedAt);
        Assert.Null(One("""{"eventType":"X"}""").GeneratedAt);
        Assert.Null(One("""{"eventType":"X","eventGenTime":9223372036854775807}""").GeneratedAt);
    }

    [Theory]
    [InlineData("""{"eventType":"X"}""", 101)]
    [InlineData("""{"eventType":"X","workNo":"abc"}""", 0)]
    [InlineData("""{"eventType":"X","workNo":""}""", 101)]
    [InlineData("""{"eventType":"X","workNo":154}""", 154)]
    [InlineData("""{"eventType":"X","workNo":"49999"}""", 49999)]
    public void An_event_belongs_to_its_agent_or_else_to_the_one_that_polled(string json, int agent) =>
        Assert.Equal(agent, One(json).AgentId);

    [Fact]
    public void The_events_of_an_array_are_read_in_order_and_other_elements_are_skipped()
    {
        var events = Read(
            """[{"eventType":"A","workNo":"291"}, 7, null, {"workNo":"1"}, {"eventType":""}, {"eventType":9},"""
                + """ {"eventType":"B","workNo":"49999"}]""");

        Assert.Equal(["A:291", "9:101", "B:49999"], events.Select(received => $"{received.EventType}:{received.AgentId}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"eventtype":"X"}""")]
    [InlineData("""{"eventType":null}""")]
    public void Other_JSON_is_no_event(string json) => Assert.Empty(Read(json));

    [Theory]
    [InlineData("""{"eventType":"X","w\ud800kNo":"5","content":{"co\udc00fId":1}}""")]
    [InlineData("""{"w\ud800kNoooooooooo":"5","eventType":"X"}""")]
    [InlineData("""{"eventType":"X","content":{"confId":"\ud800"}}""")]
    public void Halves_of_surrogate_pairs_do_not_break_the_reader(string json) => Assert.Equal("X", One(json).EventType);

    [Fact]
    public void Names_and_raw_JSON_carry_no_control_characters()
    {
        var received = One("""{"eventType":"X\u001b[31m","content":{"a":"\u001b]0;owned\u0007"}}""");

        Assert.All([received.EventType, received.Raw, received.ToString()], text => Assert.DoesNotContain(text, char.IsControl));
    }

    [Fact]
    public void The_raw_JSON_is_the_unchanged_event()
    {
        const string Came =
            """{ "eventType": "X", "workNo": "1", "content": {"a": [1, 2.50, "b\/c"], "guid": "7", "half": "\ud83d"}, "jsonKey": ["a"] }""";

        Assert.Equal(Came, One(Came).Raw);
    }

    [Theory]
    [InlineData("{\n\"eventType\":\t\"X\u202e\\\"\u0085\"}", "{ \"eventType\": \"X\\u202e\\\"\\u0085\"}")]
    [InlineData("{/* \" \u009b */\"eventType\":\"X//\"// \"\r\n}", "{ \"eventType\":\"X//\"   }")]
    public void The_raw_JSON_has_no_control_characters_and_unchanged_values(string came, string raw) =>
        Assert.Equal(raw, One(came).Raw);

    private static AgentEvent One(string json) => Assert.Single(Read(json));

    private static IReadOnlyList<AgentEvent> Read(string json) => AgentEventReader.Read(Encoding.UTF8.GetBytes(json), 101, Gateway, Now);
}
