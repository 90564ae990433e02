using System.Text;

namespace AgentGateway.Client.Tests;

/// <summary>The events of calls, with the spelling of their samples (voicecall.md 4).</summary>
public sealed class CallEventReaderTests
{
    private const string Id = "1455885056-1095";

    public static TheoryData<string, string, object?> Samples => new()
    {
        {
            "AgentEvent_Talking",
            $$"""{"caller":"40038","called":"40040","callid":"{{Id}}","type":"main","feature":"7","mediaAbility":1}""",
            new CallProgress
            {
                CallId = Id, Caller = "40038", Called = "40040", Type = "main", CallType = CallType.Outbound, MediaAbility = 1,
            }
        },
        {
            "AgentEvent_Ringing",
            $$"""{"callid":"{{Id}}","feature":0,"transfer":"yes","transfrom":"102","mediaType":"5"}""",
            new CallProgress { CallId = Id, CallType = CallType.Inbound, IsTransferred = true, TransferredFrom = "102", MediaType = 5 }
        },
        {
            "AgentEvent_Auto_Answer",
            $$"""{"callid":"{{Id}}","transfer":"no","transFrom":""}""",
            new CallProgress { CallId = Id, IsTransferred = false }
        },
        {
            "AgentEvent_Customer_Alerting",
            $$"""{"otherPhone":"40040","callid":"{{Id}}","type":"main","otherPhoneWorkno":""}""",
            new CallAlerting(Id, "40040", null, "main")
        },
        { "AgentEvent_Customer_Release", $$"""{"callid":"{{Id}}","number":70004}""", new CallPartyReleased(Id, "70004") },
        {
            "AgentEvent_Incoming_CallInfo",
            $$"""{"callId":"{{Id}}","skillName":"voice","skillId":"25","caller":"1","called":"2","lastReleaseAgentId":65535,"""
                + """ "mediaType":5,"releaseAndReQueueCount":0,"releaseAndReQueueCallFlag":1}""",
            new IncomingCall
            {
                CallId = Id, Queue = "voice", QueueId = 25, Caller = "1", Called = "2", MediaType = 5, RequeueCount = 0, IsRequeued = true,
            }
        },
        { "AgentEvent_SuccTransResult", """{"result":0,"callId":""}""", new CallTransferred(null, 0) },
        {
            "AgentEvent_MediaSwith",
            $$"""{"callid":"{{Id}}","reason":0,"caller":"1","called":"2","mediaType":3,"jsonKey":["callid"]}""",
            new CallMediaChanged { CallId = Id, Reason = 0, Caller = "1", Called = "2", MediaType = 3 }
        },
        { "AgentEvent_linkagePhoneStatus", """{"result":2}""", new LinkedPhoneChanged(LinkedPhoneState.Talking) },
        { "AgentEvent_linkagePhoneMute", $$"""{"callId":"{{Id}}"}""", new LinkedPhoneCall(Id) },
        {
            "AgentEvent_linkagePhoneTransferOut",
            """{"addrOut":{"address":"40040","addressType":6},"addrSelf":{"address":"40038","addressType":6}}""",
            new LinkedPhoneTransfer("40038", "40040")
        },
        {
            "AgentEvent_linkagePhoneCallOut",
            """{"addrCalled":"40040","addrCaller":"40038","skillId":25,"callId":"0"}""",
            new LinkedPhoneCallOut("0", "40038", "40040", 25)
        },
        { "AgentEvent_Hold", $"\"{Id}\"", Id },
        { "AgentEvent_Call_Out_Fail", $"\"{Id}\"", Id },
        { "AgentEvent_Release_Preview", "null", null },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Documented_content_is_typed(string type, string content, object? expected) =>
        Assert.Equal(expected, One(type, content).Content);

    [Fact]
    public void Lists_of_numbers_are_split()
    {
        var conference = Assert.IsType<CallConference>(One("AgentEvent_Conference", $$"""{"callid":"{{Id}}","partner":"1,2"}""").Content);
        Assert.Equal((Id, "1 2"), (conference.CallId, string.Join(' ', conference.Partners)));

        var preview = Assert.IsType<CallPreview>(
            One("AgentEvent_Preview_CallOut_Ex", """{"controlid":"9","dialeddigits":"40040,40041","callData":"x"}""").Content);
        Assert.Equal((9, "40040 40041", "x"), (preview.ControlId, string.Join(' ', preview.Numbers), preview.CallData));
    }

    [Theory]
    [InlineData("AgentEvent_Hold", $"\"{Id}\"", Id)]
    [InlineData("AgentEvent_Call_Release", $"\"{Id}\"", Id)]
    [InlineData("AgentEvent_Talking", $$"""{"callid":"{{Id}}"}""", Id)]
    [InlineData("AgentMediaEvent_Record", $$"""{"callId":"{{Id}}"}""", Id)]
    [InlineData("AgentEvent_linkagePhoneCallOut", """{"callId":"0"}""", null)]
    [InlineData("AgentFuture_Unheard", $"\"{Id}\"", null)]
    [InlineData("AgentState_Ready", "null", null)]
    public void The_call_of_an_event_is_known_if_the_event_documents_it(string type, string content, string? callId) =>
        Assert.Equal(callId, One(type, content).CallId);

    [Theory]
    [InlineData("\"x\"")]
    [InlineData("[1]")]
    [InlineData("7")]
    [InlineData("""{"callid":{},"feature":[],"partner":7,"transfer":true,"addrOut":[],"result":"x","lastReleaseAgentId":{}}""")]
    public void An_unreadable_content_does_not_discard_the_event(string content)
    {
        foreach (var known in VoiceCallEvents.All)
        {
            Assert.Equal(known.Name, One(known.Name, content).EventType);
        }
    }

    private static AgentEvent One(string type, string content) => Assert.Single(
        AgentEventReader.Read(
            Encoding.UTF8.GetBytes($$"""{"eventType": "{{type}}", "workNo": "154", "content": {{content}}}"""),
            101,
            new Uri("https://gw:8043"),
            default));
}
