namespace AgentGateway;

/// <summary>
/// The kind of a failure. Its name is the error ID in PowerShell and the name of the text in
/// <c>Messages.resx</c>. Source: errors.md; decision 0007.
/// </summary>
public enum FailureKind
{
    /// <summary>Any return code that has no kind of its own.</summary>
    GatewayError,

    /// <summary>No session is known for the agent.</summary>
    NoSession,

    /// <summary>No connection was made: name resolution, refusal, proxy. Nothing was sent.</summary>
    ConnectFailed,

    /// <summary>The TLS handshake or the check of the certificate failed. Nothing was sent.</summary>
    TlsFailed,

    /// <summary>
    /// A write was sent, and its reply never arrived or can't be read, a server or a proxy failed (HTTP 5xx), or the gateway doesn't know
    /// the outcome (100-007, 000-000).
    /// </summary>
    OutcomeUnknown,

    /// <summary>The reply to a read didn't arrive in time.</summary>
    OperationTimeout,

    /// <summary>The operation was accepted, but its event didn't arrive in time.</summary>
    WaitTimeout,

    /// <summary>The reply isn't one of an agent gateway (HTTP status, not JSON, too large, too deep), or is about another agent.</summary>
    BadReply,

    /// <summary>The operation was accepted, but an event reported its failure.</summary>
    OperationFailed,

    /// <summary>
    /// An argument is not valid: it is outside the documented limits, or contradicts another argument. The client or the gateway refused
    /// it.
    /// </summary>
    InvalidArgument,

    /// <summary>The agent may not do this.</summary>
    PermissionDenied,

    /// <summary>Wrong password, expired password, locked account.</summary>
    AuthenticationFailed,

    /// <summary>The agent is signed in already.</summary>
    AlreadySignedIn,

    /// <summary>The agent is not signed in, or no longer.</summary>
    NotSignedIn,

    /// <summary>The gateway is switching over or short of resources. It did not accept the call.</summary>
    GatewayBusy,

    /// <summary>The interface was called repeatedly.</summary>
    RepeatedCall,

    /// <summary>The agent has no conference, or is not in the specified one.</summary>
    ConferenceNotFound,

    /// <summary>The agent is in another conference than the specified one. Nothing was sent.</summary>
    ConferenceChanged,

    /// <summary>The conference of the agent can't be determined. Nothing was changed.</summary>
    ConferenceUnknown,

    /// <summary>The participant is not in the conference.</summary>
    ParticipantNotFound,

    /// <summary>The agent is not the chairperson of its conference.</summary>
    NotChairperson,

    /// <summary>The chairperson can't be the target of this operation.</summary>
    ChairpersonRule,

    /// <summary>The agent is in a conference already.</summary>
    AlreadyInConference,

    /// <summary>The state of the playback or the recording doesn't allow it.</summary>
    PlaybackState,

    /// <summary>Events were dropped before they were read, or the reply that contained them was lost.</summary>
    EventsLost,

    /// <summary>The pipeline ended before the call was sent.</summary>
    NotSent,

    /// <summary>
    /// A change can't be recorded in the audit file, so it was not sent; or the gateway has accepted a change, but its outcome could not
    /// be recorded.
    /// </summary>
    AuditFailed,

    /// <summary>The file of the registered gateways can't be read or written. It was not changed.</summary>
    RegistrationFailed,

    /// <summary>No gateway is registered under the name.</summary>
    RegistrationNotFound,

    /// <summary>A gateway is already registered under the name.</summary>
    RegistrationExists,

    /// <summary>The secret that a registration names can't be read. Nothing was sent.</summary>
    SecretUnavailable,

    /// <summary>The queue doesn't exist in the VDN of the agent.</summary>
    QueueNotFound,

    /// <summary>The agent has no such phone call.</summary>
    CallNotFound,

    /// <summary>The agent's current phone call is another one than the specified one. Nothing was sent.</summary>
    CallChanged,

    /// <summary>The state of the phone call doesn't allow the operation.</summary>
    CallState,

    /// <summary>The recording doesn't exist at the gateway.</summary>
    RecordingNotFound,

    /// <summary>A file already exists. It was not changed.</summary>
    FileExists,

    /// <summary>A file can't be written. Nothing was saved.</summary>
    FileFailed,
}
