using System.Security;

namespace AgentGateway;

/// <summary>
/// One signed-in agent on one gateway. It holds the GUID, sends what is asked of it, keeps itself alive by its poller, and says
/// truthfully how it is. Thread-safe. The GUID shows nowhere; <see cref="GetGuid"/> is the only way to it.
/// </summary>
public sealed partial class AgwSession
{
    private readonly object _gate = new();
    private readonly SignInRequest? _request;
    private readonly PasswordPrint? _password;
    private readonly GuidRotation _guid;
    private volatile string? _cookies;
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

    /// <summary>The agent; null for a GUID that is shared with any agent that is named.</summary>
    public int? AgentId { get; }

    /// <summary>The state of the session, as far as the client knows.</summary>
    public SessionState State { get; private set; }

    /// <summary>The virtual call centre, where the sign-in said.</summary>
    public int? VdnId => Facts?.VdnId;

    /// <summary>The phone it was signed in with.</summary>
    public string? PhoneNumber { get; }

    /// <summary>When it was signed in, in local time; null for an attached session.</summary>
    public DateTimeOffset? SignedInAt { get; private set; }

    /// <summary>When the gateway last answered it, in local time.</summary>
    public DateTimeOffset LastContactAt =>
        TimeZoneInfo.ConvertTime(new DateTimeOffset(Volatile.Read(ref _lastContact), TimeSpan.Zero), Transport.Clock.LocalTimeZone);

    /// <summary>When its GUID last changed, in local time.</summary>
    public DateTimeOffset GuidChangedAt => _guid.Current.Since;

    /// <summary>The last operation, named as in the gateway's logs; polls don't count.</summary>
    public string? LastOperation { get; private set; }

    /// <summary>What last went wrong, or null.</summary>
    public string? LastError { get; private set; }

    /// <summary>Its poller runs: it stays alive, gets events and new GUIDs.</summary>
    public bool IsPolling => _poller is { IsRunning: true };

    /// <summary>The conference that the agent is in, as its events tell; null: none that is known.</summary>
    public long? ConferenceId => Conferences.Current.ConferenceId;

    /// <summary>What the gateway said at the sign-in; null for an attached session.</summary>
    internal SignInFacts? Facts { get; private set; }

    /// <summary>The sign-in has succeeded, and this is why its outcome could not be recorded; or null.</summary>
    internal GatewayException? Unrecorded { get; private set; }

    internal Gateway Transport { get; }

    internal EventLog Events { get; } = new();

    internal ConferenceTracker Conferences { get; }

    internal UnfinishedOperations Unfinished { get; }

    /// <summary>How it signs in again after an outage; null: it doesn't.</summary>
    internal Reconnection? Reconnection { get; }

    /// <summary>How long ago it was signed in; null for an attached session.</summary>
    internal TimeSpan? SignedInFor => SignedInAt is null ? null : Transport.Clock.GetElapsedTime(_signedInSince);

    /// <summary>How long ago the gateway last answered it.</summary>
    internal TimeSpan SinceLastContact => Transport.Clock.GetElapsedTime(Volatile.Read(ref _lastContactSince));

    /// <summary>Its events come, and none is missing that the gateway has made a moment ago.</summary>
    internal bool AreEventsCurrent => _poller is { IsRunning: true, IsInTrouble: false };

    internal bool IsOver => State is SessionState.SignedOut or SessionState.Ended;

    /// <summary>The poller's own settings, shared with its gateway.</summary>
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
    /// Begins with the oldest event that is still kept (the last 1,024, and at most 4 MB of them), instead of with the next.
    /// </param>
    public EventReader ReadEvents(bool fromStart = false) => new(Events, fromStart ? Events.Start : Events.End);

    /// <summary>Opens a reader of all events since the sign-in; it is told about those that are no longer kept.</summary>
    internal EventReader ReadAllEvents() => new(Events, 0, lostPolls: 0);

    /// <summary>
    /// Opens a reader of the events that came after an operation of this session was sent; null: it was sent by another session.
    /// </summary>
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

    /// <summary>It is this session's GUID, or was until a moment ago.</summary>
    internal bool HasGuid(string guid) => _guid.Has(guid);

    /// <summary>
    /// Whether this session was signed in with the same options; the password, and whether the sign-in was forced, don't count.
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

    /// <summary>Ends the session. The first call wins.</summary>
    /// <param name="state">Signed out here, or ended.</param>
    /// <param name="why">The reason; null: the session was signed out on purpose.</param>
    /// <param name="isCertain">The gateway itself has said that this sign-in is over.</param>
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
    /// Receives an event. A gateway may also deliver events of other agents: they are kept for readers and say nothing about this session.
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

    /// <summary>The event says that this session was signed out, and not another agent's or an earlier one of this agent.</summary>
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
