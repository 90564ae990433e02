namespace AgentGateway;

/// <summary>The operations on the calls of an agent, <c>voicecall/{agentid}/…</c> (voicecall.md 3).</summary>
internal static class VoiceCallOperations
{
    // Declared before the operations, because initializers run in this order.
    private static readonly ResourceGroup Group = new("voicecall");

    private static readonly string[] Standard = ["100-006", "100-007"];

    /// <summary>Calls a phone number.</summary>
    public static Operation CallOut { get; } = new("callout", HttpMethod.Put, Group, "/callout")
    {
        Events =
        [
            EventName.OtherPhoneAlerting, EventName.OtherPhoneOffhook, EventName.StateBusy, EventName.CallCustomerAlerting,
            EventName.CallTalking, EventName.OtherPhoneRelease, EventName.CallOutFail, EventName.CallConnectFail, EventName.StateReady,
        ],
        RetCodes = ["200-001"],
        Completion = Completion.On([EventName.CallTalking], [EventName.CallOutFail, EventName.CallConnectFail]),
        StartsCall = true,
        HasResult = true,
        Source = "cec_07_1232",
    };

    /// <summary>Answers the ringing call.</summary>
    public static Operation Answer { get; } = new("answer", HttpMethod.Put, Group, "/answer")
    {
        Events = [EventName.CallTalking],
        RetCodes = [.. Standard, "200-002"],
        Completion = Completion.On(EventName.CallTalking) with { IsAboutCall = true },
        ActsOn = CallRole.Ringing,
        Source = "cec_07_1234",
    };

    /// <summary>Calls another agent.</summary>
    public static Operation CallInner { get; } = new("callInner", HttpMethod.Put, Group, "/callinner")
    {
        Events =
        [
            EventName.OtherPhoneAlerting, EventName.OtherPhoneOffhook, EventName.StateBusy, EventName.CallCustomerAlerting,
            EventName.CallTalking, EventName.CallInsideCallFail,
        ],
        Completion = Completion.On([EventName.CallTalking], [EventName.CallInsideCallFail]),
        StartsCall = true,
        HasResult = true,
        Source = "cec_07_1235",
    };

    /// <summary>Mutes the current call.</summary>
    public static Operation BeginMute { get; } = new("beginMute", HttpMethod.Post, Group, "/beginmute")
    {
        RetCodes = ["200-003", "200-004"],
        ActsOn = CallRole.Current,
        Source = "cec_07_1237",
    };

    /// <summary>Unmutes the current call.</summary>
    public static Operation EndMute { get; } = new("endMute", HttpMethod.Post, Group, "/endmute")
    {
        RetCodes = ["200-007", "200-008"],
        ActsOn = CallRole.Current,
        Source = "cec_07_1238",
    };

    /// <summary>Puts the current call on hold.</summary>
    public static Operation Hold { get; } = new("hold", HttpMethod.Post, Group, "/hold")
    {
        Events = [EventName.CallHold],
        RetCodes = ["200-013", "200-014"],
        Completion = Completion.On(EventName.CallHold) with { IsAboutCall = true },
        ActsOn = CallRole.Current,
        Source = "cec_07_1239",
    };

    /// <summary>Continues a call on hold.</summary>
    public static Operation GetHold { get; } = new("getHold", HttpMethod.Post, Group, "/gethold")
    {
        Events = [EventName.CallTalking],
        RetCodes = ["200-015", "200-016"],
        Completion = Completion.On(EventName.CallTalking) with { IsAboutCall = true },
        ActsOn = CallRole.Held,
        Source = "cec_07_1241",
    };

    /// <summary>Transfers the current call. The events that complete it depend on the mode.</summary>
    public static Operation Transfer { get; } = new("transfer", HttpMethod.Post, Group, "/transfer")
    {
        Events =
        [
            EventName.CallCustomerAlerting, EventName.CallTalking, EventName.CallConnectFail, EventName.CallCallRelease,
            EventName.CallTransferResult, EventName.MediaEventStopRecordDone, EventName.CallConference, EventName.CallReturnFromIvr,
        ],
        RetCodes = ["200-012"],
        Completion = Completion.On([EventName.CallCallRelease], [EventName.CallConnectFail]),
        ActsOn = CallRole.Current,
        Source = "cec_07_1242",
    };

    /// <summary>Ends a call of the agent, current or held.</summary>
    public static Operation DropCall { get; } = new("dropCall", HttpMethod.Post, Group, "/dropcall/{callid}")
    {
        RetCodes = ["200-025", "200-026"],
        Source = "cec_07_1246",
    };

    /// <summary>Ends the current call.</summary>
    public static Operation Release { get; } = new("release", HttpMethod.Delete, Group, "/release")
    {
        Events = [EventName.CallCallRelease, EventName.CallCustomerRelease, EventName.OtherPhoneRelease, EventName.StateReady],
        RetCodes = [.. Standard, "200-017"],
        Completion = Completion.On(EventName.CallCallRelease) with { IsAboutCall = true },
        ActsOn = CallRole.Current,
        Source = "cec_07_1247",
    };

    /// <summary>All operations of the family, in the order of the reference.</summary>
    internal static IReadOnlyList<Operation> All { get; } =
        [CallOut, Answer, CallInner, BeginMute, EndMute, Hold, GetHold, Transfer, DropCall, Release];
}
