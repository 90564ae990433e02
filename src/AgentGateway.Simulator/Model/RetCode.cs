namespace AgentGateway.Simulator;

/// <summary>The return codes that the simulator returns by itself. A fault can return any other.</summary>
internal static class RetCode
{
    public const string Success = "0";
    public const string WrongEventMethod = "000-001";
    public const string InvalidParameter = "000-002";
    public const string NoRight = "000-003";
    public const string InspectingOneself = "000-005";
    public const string SignInParameterEmpty = "100-001";
    public const string AlreadySignedIn = "100-002";
    public const string WrongPassword = "100-004";
    public const string SignOutParameter = "100-005";
    public const string NotSignedIn = "100-006";
    public const string StateRefused = "100-009";
    public const string StateErrorAtSignOut = "100-010";
    public const string SignInParameterIllegal = "100-011";
    public const string WrongAgentType = "100-012";
    public const string InvalidPhone = "100-013";
    public const string CannotBeForcedOut = "100-015";
    public const string InvalidAddress = "100-016";
    public const string QueueParameter = "100-019";
    public const string NoConference = "101-001";
    public const string NotChairperson = "101-002";
    public const string AlreadyInConference = "101-003";
    public const string NotInspector = "101-004";
    public const string TransferToOneself = "101-005";
    public const string RemoveOneself = "101-006";
    public const string ChairpersonCannotLeave = "101-007";
    public const string NoRightToQueryAgents = "300-001";
    public const string NoDownloadRight = "104-002";
    public const string RecordingName = "104-003";
    public const string RecordingMissing = "104-005";
    public const string RecordingLocation = "104-010";
    public const string BadCallOutNumber = "200-001";
    public const string AnswerNoCall = "200-002";
    public const string MuteNoCall = "200-003";
    public const string MuteState = "200-004";
    public const string UnmuteNoCall = "200-007";
    public const string UnmuteState = "200-008";
    public const string ConfJoinNoCall = "200-010";
    public const string ConfJoinNoHeldCall = "200-011";
    public const string TransferNoCall = "200-012";
    public const string HoldNoCall = "200-013";
    public const string HoldState = "200-014";
    public const string GetHoldNoCall = "200-015";
    public const string GetHoldState = "200-016";
    public const string ReleaseNoCall = "200-017";
    public const string DisconnectNoCall = "200-023";
    public const string DisconnectNoNumber = "200-024";
    public const string DropNoCall = "200-025";
    public const string DropNoSuchCall = "200-026";
    public const string NoSuchAgent = "300-002";
    public const string NoHeldCall = "400-003";
    public const string RewindState = "500-001";
    public const string ForwardState = "500-002";
    public const string PauseState = "500-003";
    public const string ResumeState = "500-005";
    public const string PlayState = "500-007";
    public const string RecordState = "500-008";
    public const string StopPlayState = "500-009";
    public const string NoQueueOfAgent = "600-001";
    public const string NoQueueInOwnVdn = "600-005";
    public const string NoInspectionRight = "900-002";
    public const string ResourceUnavailable = "900-003";
    public const string InspectionState = "900-005";

    /// <summary>Indicates that the reply has an empty result, as for refused GUIDs and sign-ins, and for recordings (media.md 2).</summary>
    public static bool HasEmptyResult(string retCode) =>
        IsAuthenticationFailure(retCode) || retCode.StartsWith("104-", StringComparison.Ordinal);

    /// <summary>Indicates that a GUID or a sign-in was refused.</summary>
    public static bool IsAuthenticationFailure(string retCode) => retCode is NoRight or NotSignedIn or SignInParameterEmpty
        or AlreadySignedIn or WrongPassword or SignInParameterIllegal or WrongAgentType or InvalidPhone or CannotBeForcedOut
        or InvalidAddress;

    /// <summary>
    /// Returns the message that the reference shows ("agent not login", "no right to invite resouce"), or else the meaning in its table.
    /// </summary>
    public static string Message(string retCode) => retCode switch
    {
        Success => "success",
        WrongEventMethod => "wrong method of getting agent events",
        InvalidParameter => "invalid parameter",
        NoRight => "no right to invite resouce",
        InspectingOneself => "inspector is inspecting himself",
        SignInParameterEmpty => "sign-in parameters empty or illegal",
        AlreadySignedIn => "agent already login",
        WrongPassword => "wrong user name or password",
        SignOutParameter => "sign-out parameter illegal",
        NotSignedIn => "agent not login",
        StateRefused => "state cannot be set",
        StateErrorAtSignOut => "state error at sign-out",
        SignInParameterIllegal => "illegal parameter at sign-in",
        WrongAgentType => "wrong agent type at sign-in",
        InvalidPhone => "phone number bound at sign-in is invalid",
        CannotBeForcedOut => "agent already login and cannot be forced out",
        InvalidAddress => "invalid ip address at sign-in",
        QueueParameter => "bad parameter when querying a skill queue",
        NoConference => "agent has no conference",
        NotChairperson => "agent is not chairperson of the current conference",
        AlreadyInConference => "agent already in a conference",
        NotInspector => "agent is not an inspector",
        TransferToOneself => "chairperson cannot transfer the right to itself",
        RemoveOneself => "chairperson cannot delete itself",
        ChairpersonCannotLeave => "chairperson cannot leave the conference",
        NoRightToQueryAgents => "no right to query agents",
        NoDownloadRight => "no right to inspect or play recordings",
        RecordingName => "invalid file name of the recording",
        RecordingMissing => "recording file is missing",
        RecordingLocation => "locationId is not configured",
        BadCallOutNumber => "bad outbound number",
        AnswerNoCall => "no call to answer",
        MuteNoCall => "no call to mute",
        MuteState => "call state does not allow muting",
        UnmuteNoCall => "no call to unmute",
        UnmuteState => "call state does not allow unmuting",
        ConfJoinNoCall => "no call for a three-party call",
        ConfJoinNoHeldCall => "no held call for a three-party call",
        TransferNoCall => "no call to transfer",
        HoldNoCall => "no call to hold",
        HoldState => "call state does not allow holding",
        GetHoldNoCall => "no held call",
        GetHoldState => "call state does not allow getting the held call",
        ReleaseNoCall => "no call to release",
        DisconnectNoCall => "no call to disconnect",
        DisconnectNoNumber => "no such number in the call",
        DropNoCall => "no call can be droped",
        DropNoSuchCall => "call does not exist",
        NoSuchAgent => "no such agent information",
        NoHeldCall => "no held call",
        RewindState => "state error on rewind",
        ForwardState => "state error on fast forward",
        PauseState => "state error on pausing the playing",
        ResumeState => "state error on resuming the playing",
        PlayState => "state error on starting to play",
        RecordState => "state error on starting to record",
        StopPlayState => "state error on stopping the playing",
        NoQueueOfAgent => "no such agent or no queue configured",
        NoQueueInOwnVdn => "own vdn has no queue",
        NoInspectionRight => "no right",
        ResourceUnavailable => "resource unavailable",
        InspectionState => "state does not allow it",
        _ => $"Unknown ERROR._{retCode}",
    };
}
