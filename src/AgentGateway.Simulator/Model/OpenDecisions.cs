namespace AgentGateway.Simulator;

/// <summary>
/// What the reference leaves open, decided once. Each remark is the whole decision; the values are used by the code.
/// </summary>
/// <remarks>
/// Transport
/// - Every answer of an interface is HTTP 200; 404 is an unknown interface, 405 a wrong method (with Allow), 413 a body over 1 MiB.
/// - A missing Content-Type is taken as its documented default; another media type than JSON gets 000-002.
/// - A query parameter or body field that is not documented is ignored; a null optional field counts as absent.
/// - Checks run in this order: URI, signed in, GUID, body, precondition.
/// - A refused GUID or sign-in has an empty text as its result, other failures have no result, as public clients have seen them.
/// - A slash at the end of a path counts for nothing.
/// GUID
/// - A GUID is accepted for GUIDTIMEOUT counted from its own issue, also when newer ones have been issued since (AUTHMODE 2).
/// - The GUID is renewed while a poll or heartbeat is answered, once it is older than GUIDINTERVAL.
/// - Set-GUID is on a poll or heartbeat answer whenever the request carried another GUID than the current one, so a lost one comes again.
/// - Nobody signed in: 100-006. Signed in, but GUID missing, wrong or expired: 000-003. GUID of a session that was pushed out: 100-006.
/// - A sign-in reply carries Set-GUID and, as the page lists it, Guid.
/// Sign-in and sign-out
/// - Sign-in bodies: missing password or phone 100-001, agenttype 100-012, phone 100-013, ip 100-016, anything else 100-011.
/// - An agent ID that is within the range but not configured cannot sign in: 100-004. Wrong passwords never lock the account.
/// - A session that has ended by force hands out AgentOther_ShutdownService as its next and last event; what was queued is dropped.
/// - One's own sign-out gives no event (2025); a held poll is answered 100-006.
/// - Signing out of a call needs force: 100-010. Only polls and heartbeats count against the idle time-out, a held poll all the while.
/// - Push mode is not simulated: a sign-in with callBackUri or pushUrl gets 100-011.
/// - agentevent/allagentevent gets 000-001 unless the simulator is started for it; then a poll of one agent does. It is answered at once, without a GUID.
/// Agent state
/// - Busy, rest and wrap-up asked for in a call are taken at its end; idle asked for in a call forgets them.
/// - Cancelling a state that the agent is not in: 100-009. Without autoenteridle a call ends in AgentState_Work instead of AgentState_Ready.
/// Conferences
/// - A sign-out of the chairperson, forced or not, leaves the conference running: it stays chairperson and finds its rights at the next sign-in.
/// - An agent that signs in while in a conference gets the sign-in events, then AgentState_Busy and AgentConf_SelfJoinResult.
/// - Another participant's sign-out removes it (changeType 1, changeReason 4).
/// - Applying while resting, in wrap-up or in another call is granted by the reply and refused by AgentConf_RequestFailed.
/// - Invited agents get AgentState_Busy, AgentOther_PhoneAlerting, AgentConf_Ringing; an answer gives AgentOther_PhoneOffhook, AgentConf_SelfJoinResult.
/// - An invitation that fails (no answer, unreachable or engaged agent) is announced with changeType 0 and result 1; a rejected one with changeType 1.
/// - Addresses already in the conference are not invited again. More than the capacity, and a decrease below those present: 000-002.
/// - An address that is not in the conference: 000-002. Holding twice, unholding twice: success, with the event.
/// - Every member's leg is recorded, so every leave begins with AgentMediaEvent_StopRecordDone; AgentState_Ready ends it, as in a release.
/// - When a conference ends each agent but the chairperson first gets one AgentConf_ParticipantChanged (1, 3) that names the chairperson.
/// - AgentConf_StopVoice and AgentConf_StopParticipantVoice go to the chairperson, and only when playing ends by itself or fails.
/// - Stopping a voice when none is played is a success. Nobody is told of changeType 7 and more.
/// - queryconfinfos leaves out conferences that do not exist or are not the caller's; noExistParticipants is always present.
/// - prolongtime at the limit of 1440 minutes answers applyedTime 0.
/// Playback and recording
/// - play in any call, or while playing: 500-007. Play comes before Play_Succ, as the seed lists them.
/// - playrelocation without a playback: 500-002. stoprecord without a recording: 500-008. record needs a call: else 500-008.
/// - Screen recording twice, or stopped twice, is a success whose event is the _Fail one.
/// Inspectors
/// - Listening may begin before the target has a call, inserting and whispering may not.
/// - beginmonitor passes over agents that cannot be inspected; its inspector is told of sign-in, sign-out and the states idle, busy, wrap-up and rest.
/// - Inspecting an inspector is off: 900-002. A target that is not signed in: 900-003. Force idle on a talking agent: 900-005.
/// - Force rest raises AgentState_SetRest_Success at the target, force busy AgentState_Force_SetNotReady, force idle AgentState_Force_Ready.
/// - Dropping an unknown call: 900-003. Dropping a chairperson's call takes its leg away, the conference goes on without it joined.
/// Simulator
/// - Latency holds the answer back; the request is acted upon when it arrives.
/// - Pre-made conferences: odd ones older than two hours, even ones younger; their people are not signed in; they last 1440 minutes.
/// - operations in the state counts what was really done: calls whose own return code was "0".
/// </remarks>
internal static class OpenDecisions
{
    /// <summary>Names of the only caller number that is refused, and the cause given (the one of the reference's sample).</summary>
    public const string RefusedCaller = "21234";

    public const int RefusedCallerCause = 21234;

    /// <summary>Cause of a refusal for other reasons; the reference has no table (47 is "busy" among the release causes).</summary>
    public const int RefusedStateCause = 47;

    /// <summary>Any file whose path contains this does not exist.</summary>
    public const string MissingFile = "missing";

    /// <summary>Phones whose number ends so never answer.</summary>
    public const string SilentPhone = "0000";

    /// <summary>changeReason where it has no meaning, as in the reference's sample.</summary>
    public const int NoChangeReason = 255;

    /// <summary>Events nobody fetches push out the oldest beyond this.</summary>
    public const int LongestEventQueue = 10_000;

    /// <summary>GUIDs of one session that are kept beside the current one.</summary>
    public const int GuidsKept = 16;

    /// <summary>Largest body that is read.</summary>
    public const int LargestBody = 1024 * 1024;

    /// <summary>Requests kept for GET /simulator/requests.</summary>
    public const int RequestsKept = 50_000;

    public const int LargestConferenceMinutes = 1440;

    public const int LargestConference = 120;

    /// <summary>How long an invitation rings before it lapses.</summary>
    public static readonly TimeSpan InvitationRings = TimeSpan.FromSeconds(60);

    /// <summary>How long an announcement in a conference lasts.</summary>
    public static readonly TimeSpan VoiceLength = TimeSpan.FromSeconds(30);

    /// <summary>How long a played recording lasts.</summary>
    public static readonly TimeSpan RecordingLength = TimeSpan.FromSeconds(300);

    public static bool IsMissing(string path) => path.Contains(MissingFile, StringComparison.OrdinalIgnoreCase);
}
