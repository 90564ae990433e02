namespace AgentGateway;

/// <summary>
/// Creates the calls of the voice call family, and checks the documented limits. A specified phone call is verified before anything is sent
/// (<see cref="OperationTarget.CallId"/>), except where the request itself contains it.
/// </summary>
public static class VoiceCalls
{
    /// <summary>Calls a phone number (cec_07_1232).</summary>
    /// <param name="request">The options of the call.</param>
    public static OperationCall CallOut(CallOutRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Limits.Require(Limits.CalledNumber(request.Called));
        Limits.Require(request.Caller is null ? null : Limits.CallingNumber(request.Caller));
        Limits.Require(request.SkillId is { } skillId ? Limits.SkillId(skillId) : null);
        Limits.Require(Limits.CallData(request.CallData));
        return OperationCall.WithBody(
            VoiceCallOperations.CallOut,
            new CallOutBody(request.Caller, request.Called, request.SkillId, request.CallData),
            VoiceCallJson.Wire.CallOutBody);
    }

    /// <summary>Calls another agent (cec_07_1235).</summary>
    /// <param name="workNo">That agent's ID.</param>
    /// <param name="callData">The data of the call, or null.</param>
    public static OperationCall CallAgent(int workNo, string? callData = null)
    {
        Limits.Require(Limits.AgentId(workNo, Limits.MaxAgentIdSince2025));
        Limits.Require(Limits.CallData(callData));
        return OperationCall.WithBody(
            VoiceCallOperations.CallInner,
            new CallOutBody(null, OperationCall.PathNumber(workNo), null, callData),
            VoiceCallJson.Wire.CallOutBody);
    }

    /// <summary>Answers the ringing call (cec_07_1234).</summary>
    /// <param name="callId">The call; null: the one that rings.</param>
    public static OperationCall Answer(string? callId = null) => WithQuery(VoiceCallOperations.Answer, callId);

    /// <summary>Mutes the current call (cec_07_1237).</summary>
    /// <param name="callId">The call; null: the current one.</param>
    public static OperationCall Mute(string? callId = null) => About(VoiceCallOperations.BeginMute, callId);

    /// <summary>Unmutes the current call (cec_07_1238).</summary>
    /// <param name="callId">The call; null: the current one.</param>
    public static OperationCall Unmute(string? callId = null) => About(VoiceCallOperations.EndMute, callId);

    /// <summary>Puts the current call on hold (cec_07_1239).</summary>
    /// <param name="callId">The call; null: the current one.</param>
    public static OperationCall Hold(string? callId = null) => About(VoiceCallOperations.Hold, callId);

    /// <summary>Continues a call on hold (cec_07_1241).</summary>
    /// <param name="callId">The call; null: the gateway chooses it.</param>
    public static OperationCall Resume(string? callId = null) => WithQuery(VoiceCallOperations.GetHold, callId);

    /// <summary>Transfers the current call (cec_07_1242).</summary>
    /// <param name="request">The options of the transfer.</param>
    /// <param name="callId">The call; null: the current one.</param>
    public static OperationCall Transfer(CallTransferRequest request, string? callId = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequireCallId(callId);
        var isOutside = request.TargetType == CallTargetType.PhoneNumber;
        Limits.Require(Limits.TransferAddress(request.Address, isOutside));
        Limits.Require(request.ModeNumber is null
            ? $"A call can't be transferred to the target {request.TargetType} in the mode {request.Mode}."
            : null);
        Limits.Require(request.Caller is null || (isOutside && request.Mode != CallTransferMode.Blind)
            ? null
            : "A caller number can only be specified for a transfer to a phone number that is not blind.");
        Limits.Require(request.Caller is null ? null : Limits.CallingNumber(request.Caller));
        Limits.Require(Limits.CallData(request.CallData));
        var body = new TransferBody(
            (int)request.TargetType, request.ModeNumber!.Value, request.Address, request.CallData, request.Caller);
        return OperationCall.AboutCall(VoiceCallOperations.Transfer, body, VoiceCallJson.Wire.TransferBody, callId, request.Completion);
    }

    /// <summary>Ends the current call (cec_07_1247).</summary>
    public static OperationCall Release { get; } = new(VoiceCallOperations.Release);

    /// <summary>Ends a call of the agent, current or held (cec_07_1246).</summary>
    /// <param name="callId">The call.</param>
    public static OperationCall Drop(string callId)
    {
        Limits.Require(Limits.CallId(callId));
        return new OperationCall(VoiceCallOperations.DropCall, [callId]) { CallId = callId };
    }

    private static OperationCall About(Operation operation, string? callId)
    {
        RequireCallId(callId);
        return new OperationCall(operation) { CallId = callId };
    }

    private static OperationCall WithQuery(Operation operation, string? callId)
    {
        RequireCallId(callId);
        return callId is null
            ? new OperationCall(operation)
            : new OperationCall(operation) { CallId = callId, PathEnd = $"{operation.PathTemplate}?callid={callId}" };
    }

    private static void RequireCallId(string? callId) => Limits.Require(callId is null ? null : Limits.CallId(callId));
}
