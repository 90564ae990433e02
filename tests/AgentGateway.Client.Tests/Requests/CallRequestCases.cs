namespace AgentGateway.Client.Tests;

/// <summary>The voice call family (voicecall.md 3), and the queries about calls (queues.md 4).</summary>
internal static class CallRequestCases
{
    private const string Id = "1455885056-1095";

    public static Dictionary<string, RequestCase> All { get; } = new()
    {
        ["call out, nothing but the mandatory"] = new(
            "callout",
            () => VoiceCalls.CallOut(new CallOutRequest { Called = "40040" }),
            "PUT",
            "voicecall/{0}/callout",
            """{"called": "40040"}"""),
        ["call out, with everything"] = new(
            "callout",
            () => VoiceCalls.CallOut(new CallOutRequest { Called = "*40040#", Caller = "40038", SkillId = 25, CallData = "grüß" }),
            "PUT",
            "voicecall/{0}/callout",
            """{"caller": "40038", "called": "*40040#", "skillid": 25, "callappdata": "grüß"}"""),
        ["call an agent"] = new(
            "callInner",
            () => VoiceCalls.CallAgent(153, "x"),
            "PUT",
            "voicecall/{0}/callinner",
            """{"called": "153", "callappdata": "x"}"""),
        ["answer the ringing call"] = new("answer", () => VoiceCalls.Answer(), "PUT", "voicecall/{0}/answer"),
        ["answer a specified call"] = new("answer", () => VoiceCalls.Answer(Id), "PUT", $"voicecall/{{0}}/answer?callid={Id}"),
        ["mute the current call"] = Post("beginMute", "beginmute", () => VoiceCalls.Mute()),
        ["unmute the current call"] = Post("endMute", "endmute", () => VoiceCalls.Unmute()),
        ["hold the current call"] = Post("hold", "hold", () => VoiceCalls.Hold()),
        ["hold a specified call"] = Post("hold", "hold", () => VoiceCalls.Hold(Id)),
        ["continue a held call"] = Post("getHold", "gethold", () => VoiceCalls.Resume()),
        ["continue a specified call"] = Post("getHold", $"gethold?callid={Id}", () => VoiceCalls.Resume(Id)),
        ["drop a call"] = Post("dropCall", $"dropcall/{Id}", () => VoiceCalls.Drop(Id)),
        ["release the current call"] = new("release", () => VoiceCalls.Release, "DELETE", "voicecall/{0}/release"),
        ["transfer blindly to an agent"] = Transfer(
            CallTargetType.Agent, "49998", CallTransferMode.Blind, """{"devicetype": 2, "mode": 0, "address": "49998"}"""),
        ["transfer after success to a queue"] = Transfer(
            CallTargetType.Queue, "25", CallTransferMode.AfterSuccess, """{"devicetype": 1, "mode": 2, "address": "25"}"""),
        ["transfer blindly to an IVR flow"] = Transfer(
            CallTargetType.Ivr, "7", CallTransferMode.Blind, """{"devicetype": 3, "mode": 0, "address": "7"}"""),
        ["transfer to an IVR flow and back"] = Transfer(
            CallTargetType.Ivr, "7", CallTransferMode.Return, """{"devicetype": 3, "mode": 1, "address": "7"}"""),
        ["transfer blindly to an access code"] = Transfer(
            CallTargetType.AccessCode, "1321", CallTransferMode.Blind, """{"devicetype": 4, "mode": 0, "address": "1321"}"""),
        ["transfer blindly to a number"] = Transfer(
            CallTargetType.PhoneNumber, "A1*#", CallTransferMode.Blind, """{"devicetype": 5, "mode": 1, "address": "A1*#"}"""),
        ["transfer after success to a number"] = Transfer(
            CallTargetType.PhoneNumber, "40040", CallTransferMode.AfterSuccess, """{"devicetype": 5, "mode": 2, "address": "40040"}"""),
        ["transfer to a number after talking to it"] = Transfer(
            CallTargetType.PhoneNumber, "40040", CallTransferMode.Consult, """{"devicetype": 5, "mode": 3, "address": "40040"}"""),
        ["add a number to the call"] = Post(
            "transfer",
            "transfer",
            () => VoiceCalls.Transfer(
                new CallTransferRequest
                {
                    TargetType = CallTargetType.PhoneNumber,
                    Address = "40040",
                    Mode = CallTransferMode.ThreeParty,
                    Caller = "40038",
                    CallData = "x",
                }),
            """{"devicetype": 5, "mode": 4, "address": "40040", "callappdata": "x", "caller": "40038"}"""),
        ["the current call"] = Get("queryCallInfo", "callinfo", () => CallDataCalls.Current),
        ["the ringing call"] = Get("queryCallInfoBeforeAnswer", "callinfobeforeanswer", () => CallDataCalls.Ringing),
        ["the held calls"] = Get("queryHoldListInfo", "holdlist", () => CallDataCalls.Held),
        ["a call by its ID"] = Get("queryCallInfoByCallId", $"callinfobycallid/{Id}", () => CallDataCalls.ById(Id)),
        ["the calls of an agent"] = Get("queryAllCallInfoByAgentWorkNoEx", "allcallinfoEx/153", () => CallDataCalls.IdsOf(153)),
    };

    private static RequestCase Post(string operation, string path, Func<OperationCall> call, string body = "") =>
        new(operation, call, "POST", "voicecall/{0}/" + path, body);

    private static RequestCase Get(string operation, string path, Func<OperationCall> call) =>
        new(operation, call, "GET", "calldata/{0}/" + path);

    private static RequestCase Transfer(CallTargetType type, string address, CallTransferMode mode, string body) => Post(
        "transfer",
        "transfer",
        () => VoiceCalls.Transfer(new CallTransferRequest { TargetType = type, Address = address, Mode = mode }),
        body);
}
