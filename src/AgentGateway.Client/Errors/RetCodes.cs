namespace AgentGateway;

/// <summary>
/// The return codes of the gateway and their meanings. Source: errors.md (cec_07_0580, cec_07_1430), supervision.md 2.2, voicecall.md 5,
/// queues.md 6, media.md 2.
/// </summary>
public static class RetCodes
{
    /// <summary>The code of success.</summary>
    public const string Success = "0";

    /// <summary>The agent is not signed in.</summary>
    internal const string NotSignedIn = "100-006";

    /// <summary>The agent can't be signed out, because it is in a conference or a call.</summary>
    internal const string StateErrorAtSignOut = "100-010";

    private const RetCodeTraits SwitchOver = RetCodeTraits.NotTaken | RetCodeTraits.Overload;

    private static readonly Dictionary<string, RetCode> Table = new RetCode[]
    {
        new("000-000", FailureKind.OutcomeUnknown, "unknown error"),
        new("000-001", FailureKind.GatewayError, "wrong method for getting agent events"),
        new(
            "000-002",
            FailureKind.InvalidArgument,
            "a URL parameter, the address or a parameter of the interface is invalid",
            RetCodeTraits.MayBeMissingParticipant),
        new(
            "000-003",
            FailureKind.PermissionDenied,
            "no permission to call; the agent's authentication may have expired",
            RetCodeTraits.RejectsGuid),
        new("000-004", FailureKind.GatewayBusy, "the agent is being switched over", SwitchOver),
        new("000-005", FailureKind.InvalidArgument, "the inspected agent is the inspector itself"),
        new("000-006", FailureKind.InvalidArgument, "message parameter error"),
        new("000-007", FailureKind.RepeatedCall, "the interface was called repeatedly", RetCodeTraits.Overload),
        new("100-001", FailureKind.InvalidArgument, "sign-in parameters are empty or invalid"),
        new("100-002", FailureKind.AlreadySignedIn, "the agent is already signed in"),
        new("100-003", FailureKind.GatewayBusy, "a resource or provider was unavailable during sign-in"),
        new("100-004", FailureKind.AuthenticationFailed, "wrong user name or password"),
        new("100-005", FailureKind.InvalidArgument, "a sign-out parameter is invalid"),
        new("100-006", FailureKind.NotSignedIn, "the agent is not signed in", RetCodeTraits.RejectsGuid | RetCodeTraits.EndsSession),
        new("100-007", FailureKind.OutcomeUnknown, "an exception during the agent's operation"),
        new("100-008", FailureKind.NotSignedIn, "the agent is already signed out", RetCodeTraits.EndsSession),
        new("100-009", FailureKind.PermissionDenied, "the agent's state could not be set, perhaps for lack of permission"),
        new("100-010", FailureKind.GatewayError, "state error at sign-out"),
        new("100-011", FailureKind.InvalidArgument, "invalid parameter at sign-in"),
        new("100-012", FailureKind.InvalidArgument, "wrong agent type at sign-in"),
        new("100-013", FailureKind.InvalidArgument, "the phone to bind is invalid"),
        new("100-014", FailureKind.InvalidArgument, "the sign-in phone number is not in the configured range"),
        new("100-015", FailureKind.AlreadySignedIn, "the agent is already signed in and cannot be forced out"),
        new("100-016", FailureKind.InvalidArgument, "invalid IP address at sign-in"),
        new("100-017", FailureKind.AuthenticationFailed, "uPortal authentication failed"),
        new("100-018", FailureKind.GatewayError, "the VDN of the sign-in and of the playback differ"),
        new("100-019", FailureKind.InvalidArgument, "invalid parameter when querying a skill queue"),
        new("100-020", FailureKind.AuthenticationFailed, "the agent's password has expired"),
        new("100-021", FailureKind.GatewayBusy, "a sign-in is in progress"),
        new("110-016", FailureKind.AuthenticationFailed, "the account is locked"),
        new("101-001", FailureKind.ConferenceNotFound, "the agent has no conference"),
        new("101-002", FailureKind.NotChairperson, "the agent is not the chairperson of the current conference"),
        new("101-003", FailureKind.AlreadyInConference, "the agent is already in a conference"),
        new(
            "101-004",
            FailureKind.PermissionDenied,
            "not an inspector, so the conferences of the VDN may not be queried",
            RetCodeTraits.NeedsInspector),
        new("101-005", FailureKind.ChairpersonRule, "the chairperson cannot transfer the right to itself"),
        new("101-006", FailureKind.ChairpersonRule, "the chairperson cannot delete itself"),
        new("101-007", FailureKind.ChairpersonRule, "the chairperson cannot leave the conference"),
        new("104-001", FailureKind.GatewayError, "the download of recordings is not enabled"),
        new("104-002", FailureKind.PermissionDenied, "the agent has no right to inspect or play recordings"),
        new("104-003", FailureKind.InvalidArgument, "the file name of the recording is invalid"),
        new("104-004", FailureKind.GatewayError, "no mapped drive is configured for the recording"),
        new("104-005", FailureKind.RecordingNotFound, "the file of the recording is missing"),
        new("104-006", FailureKind.GatewayError, "not enough space to download the recording"),
        new("104-007", FailureKind.GatewayError, "the format of the recording is not supported"),
        new("104-008", FailureKind.GatewayError, "the system parameter of the recording's format is not configured"),
        new("104-009", FailureKind.GatewayError, "the conversion of the recording failed"),
        new("104-010", FailureKind.GatewayError, "the location of the recording is not configured (CTI pool)"),
        new("104-011", FailureKind.GatewayError, "the recording could not be deleted"),
        new("104-012", FailureKind.GatewayError, "the download of the recording from the object storage (OBS) failed"),
        new("105-001", FailureKind.NotSignedIn, "the agent is not cached"),
        new("105-002", FailureKind.GatewayBusy, "the agent's recovery is in progress", SwitchOver),
        new("105-003", FailureKind.GatewayError, "the recovery has finished"),
        new("105-004", FailureKind.GatewayError, "the agent could not be queued for recovery"),
        new("105-005", FailureKind.NotSignedIn, "waiting for recovery timed out", RetCodeTraits.EndsSession),
        new("105-006", FailureKind.NotSignedIn, "the GUID does not match in recovery", RetCodeTraits.EndsSession),
        new("105-007", FailureKind.NotSignedIn, "the recovery switch is off", RetCodeTraits.EndsSession),
        new("300-001", FailureKind.PermissionDenied, "the agent has no right to query agents"),
        new("200-001", FailureKind.InvalidArgument, "the number to call is invalid, or the agent can't call now"),
        new("200-002", FailureKind.CallNotFound, "no call to answer"),
        new("200-003", FailureKind.CallNotFound, "no call to mute"),
        new("200-004", FailureKind.CallState, "the state of the call doesn't allow muting"),
        new("200-005", FailureKind.CallNotFound, "no call to connect"),
        new("200-006", FailureKind.CallNotFound, "no held call to connect"),
        new("200-007", FailureKind.CallNotFound, "no call to unmute"),
        new("200-008", FailureKind.CallState, "the state of the call doesn't allow unmuting"),
        new("200-009", FailureKind.CallNotFound, "no call for the announcement"),
        new("200-010", FailureKind.CallNotFound, "no call for a three-party call"),
        new("200-011", FailureKind.CallNotFound, "no held call for a three-party call"),
        new("200-012", FailureKind.CallNotFound, "no call that can be transferred"),
        new("200-013", FailureKind.CallNotFound, "no call to hold"),
        new("200-014", FailureKind.CallState, "the state of the call doesn't allow holding"),
        new("200-015", FailureKind.CallNotFound, "no held call"),
        new("200-016", FailureKind.CallState, "the held call can't be continued now"),
        new("200-017", FailureKind.CallNotFound, "no call to release"),
        new("200-018", FailureKind.CallNotFound, "no call for internal help"),
        new("200-019", FailureKind.CallNotFound, "no call whose image can be frozen"),
        new("200-020", FailureKind.CallState, "the state of the call doesn't allow freezing the image"),
        new("200-021", FailureKind.CallNotFound, "no call whose image can be unfrozen"),
        new("200-022", FailureKind.CallState, "the state of the call doesn't allow unfreezing the image"),
        new("200-023", FailureKind.CallNotFound, "no call to disconnect a party from"),
        new("200-024", FailureKind.InvalidArgument, "the number is not a party of the call"),
        new("200-025", FailureKind.CallNotFound, "no call to drop"),
        new("200-026", FailureKind.CallNotFound, "the call to drop doesn't exist"),
        new("400-001", FailureKind.CallNotFound, "no call whose data can be set"),
        new("400-002", FailureKind.InvalidArgument, "no data to set"),
        new("400-003", FailureKind.CallNotFound, "no held call"),
        new("500-001", FailureKind.PlaybackState, "state error on rewind"),
        new("500-002", FailureKind.PlaybackState, "state error on fast forward"),
        new("500-003", FailureKind.PlaybackState, "state error on pausing the playback"),
        new("500-004", FailureKind.PlaybackState, "state error on pausing a recording"),
        new("500-005", FailureKind.PlaybackState, "state error on resuming the playback"),
        new("500-006", FailureKind.PlaybackState, "state error on resuming a recording"),
        new("500-007", FailureKind.PlaybackState, "state error on starting to play"),
        new("500-008", FailureKind.PlaybackState, "state error on starting to record"),
        new("500-009", FailureKind.PlaybackState, "state error on stopping the playback"),
        new("600-005", FailureKind.GatewayError, "the VDN of the agent has no queue"),
        new("900-001", FailureKind.GatewayError, "no provider for the inspection"),
        new("900-002", FailureKind.PermissionDenied, "the inspector has no right to do this"),
        new("900-003", FailureKind.GatewayError, "a resource for the inspection is unavailable"),
        new("900-004", FailureKind.GatewayError, "no agent information while monitoring"),
        new("900-005", FailureKind.GatewayError, "the state does not allow the inspection"),
    }.ToDictionary(code => code.Code, StringComparer.Ordinal);

    /// <summary>Every code that is known, in the order of the reference.</summary>
    public static IReadOnlyCollection<RetCode> Known => Table.Values;

    /// <summary>
    /// Returns the meaning of a code. An unknown code is a <see cref="FailureKind.GatewayError"/>, one of the family 500 a <see
    /// cref="FailureKind.PlaybackState"/>.
    /// </summary>
    /// <param name="code">The code as the gateway sends it, <c>NNN-NNN</c>.</param>
    public static RetCode Find(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (Table.TryGetValue(code, out var known))
        {
            return known;
        }

        return code.StartsWith("500-", StringComparison.Ordinal)
            ? new RetCode(code, FailureKind.PlaybackState, "state error of the playback or the recording")
            : new RetCode(code, FailureKind.GatewayError, "a code that is not in the reference");
    }

    /// <summary>Whether the reference lists a code.</summary>
    /// <param name="code">The code.</param>
    internal static bool IsKnown(string code) => Table.ContainsKey(code);

    /// <summary>Whether a code has a trait. An unknown code has none.</summary>
    /// <param name="code">The code.</param>
    /// <param name="trait">The trait.</param>
    internal static bool Has(string code, RetCodeTraits trait) => Table.TryGetValue(code, out var known) && known.Has(trait);
}

/// <summary>One return code.</summary>
/// <param name="Code">The code as the gateway sends it, <c>NNN-NNN</c>.</param>
/// <param name="Kind">The kind of the failure.</param>
/// <param name="Meaning">The meaning in the reference, in plain words.</param>
public sealed record RetCode(string Code, FailureKind Kind, string Meaning)
{
    private readonly RetCodeTraits _traits;

    internal RetCode(string code, FailureKind kind, string meaning, RetCodeTraits traits)
        : this(code, kind, meaning) => _traits = traits;

    internal bool Has(RetCodeTraits trait) => (_traits & trait) != 0;
}

/// <summary>How the client reacts to a return code.</summary>
[Flags]
internal enum RetCodeTraits
{
    /// <summary>The code is only reported.</summary>
    None = 0,

    /// <summary>The gateway certainly did not accept the call, so it is safe to send it again.</summary>
    NotTaken = 1,

    /// <summary>The gateway receives more calls than it can process. The client sends fewer calls at a time, after a pause.</summary>
    Overload = 2,

    /// <summary>The gateway refuses a GUID that has just been replaced with this code (session.md 3).</summary>
    RejectsGuid = 4,

    /// <summary>The session has ended. Only a new sign-in creates another one.</summary>
    EndsSession = 8,

    /// <summary>The operation is for inspectors only.</summary>
    NeedsInspector = 16,

    /// <summary>The code for any invalid argument, and therefore also for a participant that is not in the conference.</summary>
    MayBeMissingParticipant = 32,
}
