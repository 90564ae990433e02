namespace AgentGateway;

/// <summary>
/// What went wrong, in the words an admin catches. The name is the error id in PowerShell and the name of the text in
/// <c>Messages.resx</c>. Source: errors.md; decision 0007.
/// </summary>
public enum FailureKind
{
    /// <summary>A return code that has no meaning of its own here.</summary>
    GatewayError,

    /// <summary>No session is known for the agent.</summary>
    NoSession,

    /// <summary>No connection was made: name resolution, refusal, proxy. Nothing was sent.</summary>
    ConnectFailed,

    /// <summary>The TLS handshake or the check of the certificate failed. Nothing was sent.</summary>
    TlsFailed,

    /// <summary>
    /// A write was sent and its answer never came or can't be read, a server or a proxy failed on it (HTTP 5xx), or the gateway doesn't
    /// know (100-007, 000-000).
    /// </summary>
    OutcomeUnknown,

    /// <summary>A read was not answered in time.</summary>
    OperationTimeout,

    /// <summary>The operation was accepted, and its event did not come in time.</summary>
    WaitTimeout,

    /// <summary>The answer is not one of this gateway: HTTP status, not JSON, too large, too deep.</summary>
    BadReply,

    /// <summary>The operation was accepted, and then the gateway reported its failure by an event.</summary>
    OperationFailed,

    /// <summary>
    /// An argument that is not valid, refused here or by the gateway: outside the documented limits, or not fitting the others.
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

    /// <summary>The gateway is switching over or short of resources; it did not take the call.</summary>
    GatewayBusy,

    /// <summary>The interface was called repeatedly.</summary>
    RepeatedCall,

    /// <summary>The agent has no conference, or is not in the one that was named.</summary>
    ConferenceNotFound,

    /// <summary>The agent is in another conference than the one that was named. Nothing was sent.</summary>
    ConferenceChanged,

    /// <summary>It can't be found out which conference the agent is in. Nothing was changed.</summary>
    ConferenceUnknown,

    /// <summary>A participant that is not in the conference.</summary>
    ParticipantNotFound,

    /// <summary>The agent is not the chairperson of its conference.</summary>
    NotChairperson,

    /// <summary>The chairperson can't do this to itself.</summary>
    ChairpersonRule,

    /// <summary>The agent is in a conference already.</summary>
    AlreadyInConference,

    /// <summary>The state of the playback or the recording doesn't allow it.</summary>
    PlaybackState,

    /// <summary>Events were dropped before their reader came to them, or the answer that held them was lost.</summary>
    EventsLost,

    /// <summary>The pipeline ended before this was sent.</summary>
    NotSent,

    /// <summary>The file of the registered gateways can't be read or written. It was not changed.</summary>
    RegistrationFailed,

    /// <summary>No gateway is registered under the name.</summary>
    RegistrationNotFound,

    /// <summary>A gateway is registered under the name already.</summary>
    RegistrationExists,

    /// <summary>The secret that a registration names can't be read. Nothing was sent.</summary>
    SecretUnavailable,
}
