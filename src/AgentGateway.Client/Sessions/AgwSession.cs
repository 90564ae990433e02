using System.Security;

namespace AgentGateway;

/// <summary>
/// The session of one signed-in agent at one gateway. It holds the GUID, sends operations, stays alive through its poller, and reports its
/// state. Thread-safe. No property or text contains the GUID; only <see cref="GetGuid"/> returns it.
/// </summary>
public sealed partial class AgwSession
{
    private readonly object _gate = new();
    private readonly SignInRequest? _request;
    private readonly PasswordPrint? _password;
    private readonly GuidRotation _guid;
    private volatile string? _cookies;
    private volatile ExchangeSecrets? _secrets;
    private long _signedInSince;
    private Poller? _poller;
    private long _lastContact;
    private long _lastContactSince;

    internal AgwSession(
        Gateway transport, int? agentId, string guid, string? cookies = null, SignInFacts? facts = null, SignInRequest? request = null)
    {
        Transport = transport;
        AgentId = agentId;
        _cookies = cookies;
        Facts = facts;
        _request = request?.Options;
        _password = PasswordPrint.Of(request?.Credential.Password);
        Reconnection = request?.ReconnectTimeout is { } timeout ? new Reconnection(this, request, timeout) : null;
        PhoneNumber = request?.Phone;
        Conferences = new ConferenceTracker(isNew: request is { Force: false }, sharesEvents: request is null);
        Unfinished = new UnfinishedOperations(transport.Options);
        var now = transport.Clock.GetLocalNow();
        _guid = new GuidRotation(guid, transport.Options);
        SignedInAt = facts is null ? null : now;
        _lastContact = now.UtcTicks;
        _signedInSince = _lastContactSince = transport.Clock.GetTimestamp();
        State = facts is null ? SessionState.Attached : SessionState.SignedIn;
    }

    /// <summary>The address of the gateway.</summary>
    public Uri Gateway => Transport.Address;

    /// <summary>The agent; null for a shared session, which acts for any specified agent.</summary>
    public int? AgentId { get; }

    /// <summary>The state of the session, as far as the client knows.</summary>
    public SessionState State { get; private set; }

    /// <summary>The virtual call center, if the reply to the sign-in contains it.</summary>
    public int? VdnId => Facts?.VdnId;

    /// <summary>The phone that the agent was signed in with.</summary>
    public string? PhoneNumber { get; }

    /// <summary>When the agent was signed in, in local time; null for an attached session.</summary>
    public DateTimeOffset? SignedInAt { get; private set; }

    /// <summary>When the gateway last replied to this session, in local time.</summary>
    public DateTimeOffset LastContactAt =>
        TimeZoneInfo.ConvertTime(new DateTimeOffset(Volatile.Read(ref _lastContact), TimeSpan.Zero), Transport.Clock.LocalTimeZone);

    /// <summary>When the GUID last changed, in local time.</summary>
    public DateTimeOffset GuidChangedAt => _guid.Current.Since;

    /// <summary>The last operation, named as in the gateway's logs; polls don't count.</summary>
    public string? LastOperation { get; private set; }

    /// <summary>The last error, or null.</summary>
    public string? LastError { get; private set; }

    /// <summary>The poller is running: it keeps the session alive and receives events and new GUIDs.</summary>
    public bool IsPolling => _poller is { IsRunning: true };

    /// <summary>The conference that the agent is in, according to its events; null: none is known.</summary>
    public long? ConferenceId => Conferences.Current.ConferenceId;

    /// <summary>The reply to the sign-in; null for an attached session.</summary>
    internal SignInFacts? Facts { get; private set; }

    /// <summary>The failure to record the outcome of a successful sign-in; or null.</summary>
    internal GatewayException? Unrecorded { get; private set; }

    internal Gateway Transport { get; }

    internal EventLog Events { get; } = new();

    internal ConferenceTracker Conferences { get; }

    internal UnfinishedOperations Unfinished { get; }

    /// <summary>Signs the session in again after an outage; null: the session ends instead.</summary>
    internal Reconnection? Reconnection { get; }

    /// <summary>The time since the sign-in; null for an attached session.</summary>
    internal TimeSpan? SignedInFor => SignedInAt is null ? null : Transport.Clock.GetElapsedTime(_signedInSince);

    /// <summary>The time since the gateway last replied to this session.</summary>
    internal TimeSpan SinceLastContact => Transport.Clock.GetElapsedTime(Volatile.Read(ref _lastContactSince));

    /// <summary>The session receives its events, and no recent event is missing.</summary>
    internal bool AreEventsCurrent => _poller is { IsRunning: true, IsInTrouble: false };

    internal bool IsOver => State is SessionState.SignedOut or SessionState.Ended;

    /// <summary>The timeouts of the poller, which all sessions of the gateway share.</summary>
    internal GatewayOptions Options => Transport.Options;

    /// <summary>The GUID. It gives access to the agent: treat it as a password.</summary>
    /// <returns>A new, read-only copy.</returns>
    public SecureString GetGuid() => Secret(_guid.Current.Reveal());

    /// <summary>
    /// The cookies of the sign-in, for programs that attach to this session behind the same load balancer; null: none.
    /// </summary>
    /// <returns>A new, read-only copy.</returns>
    public SecureString? GetCookie() => _cookies is null ? null : Secret(_cookies);

    /// <summary>Opens a reader of this session's events.</summary>
    /// <param name="fromStart">
    /// Indicates that the reader starts with the oldest event that is still kept (the last 1,024, and at most 4 MB of them) instead of the
    /// next event.
    /// </param>
    public EventReader ReadEvents(bool fromStart = false) => new(Events, fromStart ? Events.Start : Events.End);

    /// <summary>Opens a reader of all events since the sign-in. Events that are no longer kept count as missed.</summary>
    internal EventReader ReadAllEvents() => new(Events, 0, lostPolls: 0);

    /// <summary>Opens a reader of the events after an operation of this session was sent; null: another session sent it.</summary>
    internal EventReader? ReadEventsAfter(OperationResult result) =>
        Events.PositionOf(result.SentAt) is { } position ? new EventReader(Events, position) : null;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Format(
            System.Globalization.CultureInfo.InvariantCulture,
            "{0} at {1}",
            AgentId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "any agent",
            Gateway.Authority);

    internal CallContext Context(Operation? operation, int? agentId = null) => new(operation?.Name, agentId ?? AgentId, Gateway);

    /// <summary>Returns whether this is the GUID of the session, or a recent one.</summary>
    internal bool HasGuid(string guid) => _guid.Has(guid);

    /// <summary>
    /// Whether this session was signed in with the same options. The password and the forced sign-in aren't compared.
    /// </summary>
    internal bool WasSignedInWith(SignInRequest request) => _request == request.Options;

    internal void StartPolling()
    {
        lock (_gate)
        {
            if (_poller is null && AgentId is not null && !IsOver)
            {
                _poller = new Poller(this);
                _poller.Start();
            }
        }
    }

    internal async Task StopPollingAsync()
    {
        Poller? poller;
        lock (_gate)
        {
            poller = _poller;
        }

        if (poller is not null)
        {
            await poller.StopAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Ends the session. Only the first call has an effect.</summary>
    /// <param name="state">The new state: signed out by this client, or ended.</param>
    /// <param name="why">The reason; null: the session was signed out on purpose.</param>
    /// <param name="isCertain">Indicates that the gateway has reported the end of this sign-in.</param>
    internal void End(SessionState state, string? why, bool isCertain = false)
    {
        lock (_gate)
        {
            if (IsOver)
            {
                return;
            }

            State = state;
            _isEndCertain = isCertain;
            LastError = why ?? LastError;
        }

        Conferences.Clear();
        Unfinished.Complete();
        Events.Complete();
        _guid.End();
        Reconnection?.Dispose();
    }

    internal void NoteContact()
    {
        Volatile.Write(ref _lastContact, Transport.Clock.GetUtcNow().UtcTicks);
        Volatile.Write(ref _lastContactSince, Transport.Clock.GetTimestamp());
        if (State == SessionState.Reconnecting)
        {
            Recovered();
        }
    }

    internal void NoteTrouble(string error)
    {
        lock (_gate)
        {
            LastError = error;
            if (State is SessionState.SignedIn or SessionState.Attached)
            {
                State = SessionState.Reconnecting;
            }
        }
    }

    /// <summary>
    /// Receives an event. A gateway may also deliver events of other agents. They are kept for readers, but don't change this session.
    /// </summary>
    internal void Note(AgentEvent received)
    {
        var isOwn = received.AgentId == AgentId;
        if (isOwn)
        {
            Conferences.Note(received);
        }

        Events.Append(received);
        if (isOwn)
        {
            Unfinished.Note(received);
        }
    }

    /// <summary>
    /// Returns whether the event reports the sign-out of this session, not of another agent or of an earlier session of this agent.
    /// </summary>
    internal bool IsOwnEnd(AgentEvent received) =>
        received.EventType == EventName.OtherShutdownService
        && received.AgentId == AgentId
        && !(received.Content is SessionShutDown { LoginTime: { } ended } && Facts?.LoginTime is { } own && ended < own);

    private static SecureString Secret(string text)
    {
        var copy = new SecureString();
        foreach (var character in text)
        {
            copy.AppendChar(character);
        }

        copy.MakeReadOnly();
        return copy;
    }

    private void Recovered()
    {
        lock (_gate)
        {
            if (State == SessionState.Reconnecting && !_isLost)
            {
                State = Facts is null ? SessionState.Attached : SessionState.SignedIn;
            }
        }
    }
}
