namespace AgentGateway.Client.Tests;

/// <summary>The conference family: seeds 000 to 003 and conference.md 3.</summary>
internal static class ConferenceRequestCases
{
    private const string File = "y:/conf/120/1136287.V3";

    public static Dictionary<string, RequestCase> All { get; } = new()
    {
        ["hold, the seed's example"] = Post(
            "holdParticipant", "holdparticipant", () => ConferenceCalls.Hold("88887946", AddressType.PhoneNumber, File),
            """{"address": "88887946", "addressType": "6", "playMode": 2, "voicePath": "y:/conf/120/1136287.V3"}"""),
        ["hold an agent"] = Post("holdParticipant", "holdparticipant", () => ConferenceCalls.Hold("153", AddressType.AgentId, File),
            """{"address": "153", "addressType": "9", "playMode": 2, "voicePath": "y:/conf/120/1136287.V3"}"""),
        ["release, no body"] = Post("releaseAgentConf", "releaseagentconf", () => ConferenceCalls.Release),
        ["reject, no body"] = Post("rejectAgentConf", "rejectagentconf", () => ConferenceCalls.Reject),
        ["stop voice, no body"] = Post("stopVoiceToConf", "stopvoicetoconf", () => ConferenceCalls.StopVoice),
        ["answer, no body"] = Post("answerAgentConf", "answeragentconf", () => ConferenceCalls.Answer),
        ["leave, no body"] = Post("requestLeaveAgentConf", "requestleaveagentconf", () => ConferenceCalls.Leave),
        ["apply, the page's sample"] = Post("requestAgentConf", "requestagentconf",
            () => ConferenceCalls.Request(
                new ConferenceRequest
                {
                    MemberCount = 4,
                    Caller = "10000",
                    DurationMinutes = 50,
                    PromptMinutes = 5,
                    BeepTone = true,
                    VoicePath = File,
                }),
            """{"memberNum": 4, "confCallerNo": "10000", "time": 50, "promptTime": 5, "beepTone": true, "playMode": 2,"""
                + """ "voicePath": "y:/conf/120/1136287.V3"}"""),
        ["apply, nothing but the mandatory"] = Post(
            "requestAgentConf",
            "requestagentconf",
            () => ConferenceCalls.Request(new ConferenceRequest { MemberCount = 120 }),
            """{"memberNum": 120}"""),
        ["unhold"] = Post(
            "unholdParticipant",
            "unholdparticipant",
            () => ConferenceCalls.Unhold("88887946", AddressType.PhoneNumber),
            """{"address": "88887946", "addressType": "6"}"""),
        ["extend, the page's sample"] = Post("prolongTime", "prolongtime", () => ConferenceCalls.Prolong(100), """{"prolongTime": 100}"""),
        ["hand the chair over, the page's sample"] = Post(
            "applyToShiftPresident", "applytoshiftpresident", () => ConferenceCalls.ShiftPresident(2001), """{"destAgentNo": 2001}"""),
        ["invite, nothing but the mandatory"] = Post("batchAddParticipant", "batchaddparticipant",
            () => ConferenceCalls.AddParticipants(
                [new Invitee("88887946", AddressType.PhoneNumber), new Invitee("153", AddressType.AgentId)]),
            """{"addresses": [{"addressType": "6", "address": "88887946"}, {"addressType": "9", "address": "153"}]}"""),
        ["invite, with everything"] = Post("batchAddParticipant", "batchaddparticipant",
            () => ConferenceCalls.AddParticipants(
                [new Invitee("88887946", AddressType.PhoneNumber) { DeviceCallType = 1, DeviceType = 5 }],
                new InvitationOptions { BeepTone = true, VoicePath = File, Caller = "10000" }),
            """{"addresses": [{"addressType": "6", "address": "88887946", "deviceCallType": 1, "deviceType": 5}], "beepTone": true,"""
                + """ "playMode": 2, "voicePath": "y:/conf/120/1136287.V3", "caller": "10000"}"""),
        ["remove"] = Post("batchRemoveParticipant", "batchremoveparticipant",
            () => ConferenceCalls.RemoveParticipants(
                [new Invitee("88887946", AddressType.PhoneNumber), new Invitee("153", AddressType.AgentId)]),
            """{"addresses": [{"addressType": "6", "address": "88887946"}, {"addressType": "9", "address": "153"}]}"""),
        ["remove whom an invitation described more closely"] = Post("batchRemoveParticipant", "batchremoveparticipant",
            () => ConferenceCalls.RemoveParticipants(
                [new Invitee("88887946", AddressType.PhoneNumber) { DeviceCallType = 1, DeviceType = 5 }]),
            """{"addresses": [{"addressType": "6", "address": "88887946"}]}"""),
        ["mute"] = Post(
            "changeParticipantMode",
            "changeparticipantmode",
            () => ConferenceCalls.ChangeMode("153", AddressType.AgentId, ParticipantMode.ListenOnly),
            """{"attribute": 1, "address": "153", "addressType": "9"}"""),
        ["play to the conference"] = Post(
            "playVoiceToConf",
            "playvoicetoconf",
            () => ConferenceCalls.PlayVoice(File),
            """{"playType": 0, "playMode": 2, "voicePath": "y:/conf/120/1136287.V3"}"""),
        ["play in the background"] = Post(
            "playVoiceToConf",
            "playvoicetoconf",
            () => ConferenceCalls.PlayVoice(File, background: true),
            """{"playType": 1, "playMode": 2, "voicePath": "y:/conf/120/1136287.V3"}"""),
        ["play to a participant"] = Post(
            "playVoiceToParticipant",
            "playvoicetoparticipant",
            () => ConferenceCalls.PlayVoiceTo("88887946", AddressType.PhoneNumber, File),
            """{"address": "88887946", "addressType": "6", "playMode": 2, "voicePath": "y:/conf/120/1136287.V3"}"""),
        ["stop playing to a participant"] = Post(
            "stopVoiceToParticipant",
            "stopvoicetoparticipant",
            () => ConferenceCalls.StopVoiceTo("153", AddressType.AgentId),
            """{"address": "153", "addressType": "9"}"""),
        ["make room, the page's sample"] = Post(
            "modifyConfResource", "modifyconfresource", () => ConferenceCalls.Resize(3), """{"modifyType": 0, "modifyNum": 3}"""),
        ["make less room"] = Post(
            "modifyConfResource", "modifyconfresource", () => ConferenceCalls.Resize(-2), """{"modifyType": 1, "modifyNum": 2}"""),
        ["query conferences, the page's sample"] = Post(
            "queryConfInfos", "queryconfinfos", () => ConferenceCalls.Query([1029888, 1029889]), """{"confIds": [1029888, 1029889]}"""),
        ["query the VDN"] = new("queryAllConfIds", () => ConferenceCalls.QueryAll, "GET", "agentconf/{0}/queryvdnconfid"),
    };

    private static RequestCase Post(string operation, string path, Func<OperationCall> call, string body = "") =>
        new(operation, call, "POST", "agentconf/{0}/" + path, body);
}
