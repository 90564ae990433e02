namespace AgentGateway.Client.Tests;

/// <summary>A call outside the limits can't be created, so nothing can be sent.</summary>
public sealed class CallLimitTests
{
    private const string File = "y:/a.V3";
    private static readonly string LongPath = new('p', 128);
    private static readonly Invitee Somebody = new("88887946", AddressType.PhoneNumber);

    private static readonly Dictionary<string, Action> Bad = new()
    {
        ["no address to hold"] = () => ConferenceCalls.Hold("", AddressType.PhoneNumber, File),
        ["a long address to hold"] = () => ConferenceCalls.Hold(new string('1', 25), AddressType.PhoneNumber, File),
        ["an unknown address type"] = () => ConferenceCalls.Hold("1", (AddressType)7, File),
        ["an agent's address that is no ID"] = () => ConferenceCalls.Hold("abc", AddressType.AgentId, File),
        ["a long path to hold with"] = () => ConferenceCalls.Hold("1", AddressType.PhoneNumber, LongPath),
        ["an unknown play mode"] = () => ConferenceCalls.Hold("1", AddressType.PhoneNumber, File, playMode: 1),
        ["no address to take back"] = () => ConferenceCalls.Unhold(" ", AddressType.PhoneNumber),
        ["an extension by nothing"] = () => ConferenceCalls.Prolong(0),
        ["an extension by more than a day"] = () => ConferenceCalls.Prolong(1441),
        ["a chairperson that is no agent"] = () => ConferenceCalls.ShiftPresident(100),
        ["a conference for nobody"] = () => ConferenceCalls.Request(new ConferenceRequest { MemberCount = 0 }),
        ["a conference for too many"] = () => ConferenceCalls.Request(new ConferenceRequest { MemberCount = 121 }),
        ["a short conference"] = () => ConferenceCalls.Request(new ConferenceRequest { MemberCount = 2, DurationMinutes = 3 }),
        ["a late warning"] = () => ConferenceCalls.Request(new ConferenceRequest { MemberCount = 2, PromptMinutes = 2 }),
        ["a long caller"] = () => ConferenceCalls.Request(new ConferenceRequest { MemberCount = 2, Caller = new string('1', 25) }),
        ["a tone without its file"] = () => ConferenceCalls.Request(new ConferenceRequest { MemberCount = 2, BeepTone = true }),
        ["nobody to invite"] = () => ConferenceCalls.AddParticipants([]),
        ["121 to invite"] = () => ConferenceCalls.AddParticipants([.. Enumerable.Repeat(Somebody, 121)]),
        ["one bad of many to invite"] = () => ConferenceCalls.AddParticipants([Somebody, Somebody with { Address = "" }]),
        ["a device that is none"] = () => ConferenceCalls.AddParticipants([Somebody with { DeviceType = 256 }]),
        ["a device call that is none"] = () => ConferenceCalls.AddParticipants([Somebody with { DeviceCallType = -1 }]),
        ["a welcome tone without its file"] = () => ConferenceCalls.AddParticipants([Somebody], new InvitationOptions { BeepTone = true }),
        ["a caller that is empty"] = () => ConferenceCalls.AddParticipants([Somebody], new InvitationOptions { Caller = "" }),
        ["31 to remove"] = () => ConferenceCalls.RemoveParticipants([.. Enumerable.Repeat(Somebody, 31)]),
        ["nobody to remove"] = () => ConferenceCalls.RemoveParticipants([]),
        ["a mode that is none"] = () => ConferenceCalls.ChangeMode("1", AddressType.PhoneNumber, 0),
        ["a mode beyond the last"] = () => ConferenceCalls.ChangeMode("1", AddressType.PhoneNumber, (ParticipantMode)5),
        ["no announcement"] = () => ConferenceCalls.PlayVoice(""),
        ["a long announcement"] = () => ConferenceCalls.PlayVoiceTo("1", AddressType.PhoneNumber, LongPath),
        ["no change of the capacity"] = () => ConferenceCalls.Resize(0),
        ["a change by one"] = () => ConferenceCalls.Resize(-1),
        ["a change by 119"] = () => ConferenceCalls.Resize(-119),
        ["the smallest number there is"] = () => ConferenceCalls.Resize(int.MinValue),
        ["no conference to ask for"] = () => ConferenceCalls.Query([]),
        ["21 conferences to ask for"] = () => ConferenceCalls.Query([.. Enumerable.Range(1, 21)]),
        ["no recording"] = () => PlaybackCalls.Play(new PlaybackRequest { VoicePath = "" }),
        ["a recording of 101 characters"] = () => PlaybackCalls.Play(new PlaybackRequest { VoicePath = new string('p', 101) }),
        ["a start before the start"] = () => PlaybackCalls.Play(new PlaybackRequest { VoicePath = File, StartSeconds = -1 }),
        ["a volume in words"] = () => PlaybackCalls.Play(new PlaybackRequest { VoicePath = File, Volume = "loud" }),
        ["a speed of six digits"] = () => PlaybackCalls.Play(new PlaybackRequest { VoicePath = File, Speed = "100000" }),
        ["another code format"] = () => PlaybackCalls.Play(new PlaybackRequest { VoicePath = File, CodeFormat = 1 }),
        ["a jump back in time"] = () => PlaybackCalls.Forward(-1),
        ["a jump too far"] = () => PlaybackCalls.Back(2147483648),
        ["a negative place from the start"] = () => PlaybackCalls.Relocate(-1, PlaybackOrigin.Start),
        ["a negative place from the end"] = () => PlaybackCalls.Relocate(-1, PlaybackOrigin.End),
        ["a place too far back"] = () => PlaybackCalls.Relocate(long.MinValue, PlaybackOrigin.Current),
        ["a place from nowhere"] = () => PlaybackCalls.Relocate(1, (PlaybackOrigin)3),
        ["a record format that is none"] = () => PlaybackCalls.Record(recordFormat: 4),
        ["no recording to download"] = () => RecordingCalls.Download(""),
        ["a path of 1025 characters"] = () => RecordingCalls.Download(new string('p', 1025)),
        ["a path with a line end"] = () => RecordingCalls.DownloadVideo("Y:/1/a\r\n.V3"),
        ["a recording of no kind"] = () => RecordingCalls.Download(File, (RecordingFileType)3),
        ["a location beyond the last"] = () => RecordingCalls.Download(File, locationId: 65536),
        ["a video of a conference"] = () => RecordingCalls.Download("conferenceId=1;recordId0=2;"),
        ["a call whose ID is none"] = () => RecordingCalls.DownloadOfCall("../1"),
        ["a video file without a name"] = () => RecordingCalls.DownloadOfCall("1-1", ""),
        ["a number with letters"] = () => VoiceCalls.CallOut(new CallOutRequest { Called = "abc" }),
        ["a number of 25 digits"] = () => VoiceCalls.CallOut(new CallOutRequest { Called = new string('1', 25) }),
        ["no number"] = () => VoiceCalls.CallOut(new CallOutRequest { Called = "" }),
        ["a caller with letters"] = () => VoiceCalls.CallOut(new CallOutRequest { Called = "1", Caller = "x" }),
        ["a negative queue"] = () => VoiceCalls.CallOut(new CallOutRequest { Called = "1", SkillId = -1 }),
        ["call data of 16385 bytes"] = () => VoiceCalls.CallOut(new CallOutRequest { Called = "1", CallData = new string('x', 16385) }),
        ["a called agent that is none"] = () => VoiceCalls.CallAgent(100),
        ["a call to hold that is none"] = () => VoiceCalls.Hold("../x"),
        ["a call to drop that is none"] = () => VoiceCalls.Drop(""),
        ["a call to answer that is none"] = () => VoiceCalls.Answer("1?a=b"),
        ["a call to query that is none"] = () => CallDataCalls.ById("1/2"),
        ["an agent to query that is none"] = () => CallDataCalls.IdsOf(1000000),
        ["a transfer to a queue with letters"] = () => Transfer(CallTargetType.Queue, "A", CallTransferMode.Blind),
        ["a transfer to a number with an F"] = () => Transfer(CallTargetType.PhoneNumber, "1F", CallTransferMode.Blind),
        ["a transfer to an unknown type"] = () => Transfer((CallTargetType)6, "1", CallTransferMode.Blind),
        ["a consultation of an agent"] = () => Transfer(CallTargetType.Agent, "102", CallTransferMode.Consult),
        ["a third party that is a queue"] = () => Transfer(CallTargetType.Queue, "1", CallTransferMode.ThreeParty),
        ["a transfer after success to an IVR flow"] = () => Transfer(CallTargetType.Ivr, "1", CallTransferMode.AfterSuccess),
        ["a return from an agent"] = () => Transfer(CallTargetType.Agent, "102", CallTransferMode.Return),
        ["a caller in a transfer to an agent"] = () => Transfer(CallTargetType.Agent, "102", CallTransferMode.AfterSuccess, "1"),
        ["a caller in a blind transfer"] = () => Transfer(CallTargetType.PhoneNumber, "1", CallTransferMode.Blind, "1"),
        ["an empty file to record to"] = () => PlaybackCalls.Record(""),
        ["a file format that is none"] = () => PlaybackCalls.PlayNetwork(new PlaybackRequest { VoicePath = File }, 1, fileFormat: 3),
        ["a location that is none"] = () => PlaybackCalls.PlayNetwork(new PlaybackRequest { VoicePath = File, LocationId = 65536 }, 1),
        ["a reason of the platform for busy"] = () => AgentCalls.SayBusy(7),
        ["no rest"] = () => AgentCalls.Rest(0),
        ["a day of rest"] = () => AgentCalls.Rest(86400),
        ["a reason beyond a byte"] = () => AgentCalls.Rest(60, 256),
        ["details of no agent"] = () => AgentCalls.Details(100),
        ["an inspected agent that is none"] = () => InspectorCalls.SignOut(1000000),
        ["a forced rest without a reason"] = () => InspectorCalls.Rest(153, 60, 0),
        ["a forced rest for a day"] = () => InspectorCalls.Rest(153, 86400, 1),
        ["no queue to ask for"] = () => QueueCalls.Statistics([]),
        ["101 queues to ask for"] = () => QueueCalls.Statistics([.. Enumerable.Range(1, 101)]),
        ["a queue that is none"] = () => QueueCalls.Statistics([0]),
        ["waiting calls of no queue"] = () => QueueCalls.WaitingCalls(0),
        ["skills of no agent"] = () => QueueCalls.SkillsOf(100),
        ["agents of no queue"] = () => AgentCalls.OfQueue(-1),
        ["501 agents of a queue"] = () => AgentCalls.OfQueue(1, 501, [AgentState.Idle]),
        ["a number of agents without states"] = () => AgentCalls.OfQueue(1, 10, []),
        ["signing in to a queue that is none"] = () => AgentCalls.ResetSkills([1, 0]),
        ["a list of queues of 4001 characters"] = () => AgentCalls.ResetSkills([.. Enumerable.Range(10001, 667), 1]),
        ["signing another agent out of all queues"] = () => InspectorCalls.AdjustSkills(153, []),
        ["1001 queues for another agent"] = () => InspectorCalls.AdjustSkills(153, [.. Enumerable.Range(1, 1001)]),
        ["a queue that is none for another agent"] = () => InspectorCalls.AdjustSkills(153, [-1]),
        ["queues for no agent"] = () => InspectorCalls.AdjustSkills(100, [1]),
        ["a supervised agent that is none"] = () => InspectorCalls.Supervise(100, SupervisionMode.Listen),
        ["an agent to whisper to that is none"] = () => InspectorCalls.Supervise(1000000, SupervisionMode.Whisper),
        ["another mode for an agent that is none"] = () => InspectorCalls.SwitchSupervision(100, SupervisionMode.Insert),
        ["the end of a supervision of no agent"] = () => InspectorCalls.StopSupervision(100, SupervisionMode.Whisper),
        ["a call to take over with a path in it"] = () => InspectorCalls.Intercept(153, "../../onlineagent/101/logout"),
        ["a call to take over from no agent"] = () => InspectorCalls.Intercept(100, "1477393325-164"),
        ["a call ID with a path in it"] = () => InspectorCalls.DropCall("../../onlineagent/101/logout"),
    };

    public static TheoryData<string> Names => [.. Bad.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_call_outside_the_limits_is_refused_as_an_InvalidArgument(string name)
    {
        var failure = Assert.Throws<GatewayException>(Bad[name]);

        Assert.Equal(FailureKind.InvalidArgument, failure.Kind);
        Assert.Null(failure.RetCode);
        Assert.NotEmpty(failure.Remedy);
    }

    [Fact]
    public void Values_at_the_limits_are_accepted()
    {
        _ = ConferenceCalls.AddParticipants([.. Enumerable.Repeat(Somebody, 120)]);
        _ = ConferenceCalls.RemoveParticipants([.. Enumerable.Repeat(Somebody, 30)]);
        _ = ConferenceCalls.Query([.. Enumerable.Range(1, 20)]);
        _ = ConferenceCalls.Resize(118);
        _ = ConferenceCalls.Resize(-118);
        _ = ConferenceCalls.PlayVoice(LongPath[1..]);
        _ = PlaybackCalls.Play(
            new PlaybackRequest { VoicePath = LongPath[..100], StartSeconds = int.MaxValue, Volume = "99999", Speed = "0" });
        _ = PlaybackCalls.Relocate(-int.MaxValue, PlaybackOrigin.Current);
        _ = InspectorCalls.Rest(153, 86399, 255);
    }

    private static void Transfer(CallTargetType type, string address, CallTransferMode mode, string? caller = null) =>
        VoiceCalls.Transfer(new CallTransferRequest { TargetType = type, Address = address, Mode = mode, Caller = caller });
}
