using System.Collections.Concurrent;

namespace AgentGateway.Simulator;

/// <summary>The progress of an agent towards being a participant of a conference.</summary>
internal enum ConferenceStage
{
    None,
    Applying,
    Ringing,
    Joined,
}

/// <summary>A configured agent. Lock order: a thread may take this lock while it holds a conference's lock, never the reverse.</summary>
internal sealed class Agent
{
    private readonly List<string> oldPasswords = [];
    private readonly ConcurrentDictionary<int, Agent> watchers = new();
    private volatile Session? session;
    private volatile Session? endedSession;
    private volatile Conference? conference;

    public Agent(int id, string password, bool isInspector, SimulatedTime time)
    {
        Id = id;
        Password = password;
        IsInspector = isInspector;
        Time = time;
        Phone = new Phone(this);
        Presence = new Presence(this);
        Playback = new Playback(this);
    }

    public int Id { get; }

    public bool IsInspector { get; }

    public Lock Gate { get; } = new();

    public SimulatedTime Time { get; }

    public Presence Presence { get; }

    public Phone Phone { get; }

    public Playback Playback { get; }

    public Session? Session => session;

    /// <summary>The last session, if somebody else ended it and its owner may not know yet.</summary>
    public Session? EndedSession => endedSession;

    public bool IsSignedIn => session is not null;

    public string Password { get; private set; }

    public string PhoneNumber { get; set; } = "";

    /// <summary>The number of days until the password expires; empty if it never does.</summary>
    public string TimeRemaining { get; set; } = "";

    public bool IsForceChange { get; set; }

    public string MediaType { get; set; } = "TTF";

    /// <summary>The queues that the agent may sign in to; null: all queues of the VDN.</summary>
    public IReadOnlyList<int>? ConfiguredSkills { get; set; }

    /// <summary>The queues that the agent has signed in to. Every session begins with none.</summary>
    public IReadOnlyList<int> Skills { get; set; } = [];

    /// <summary>The right to take calls. Queries about the agents of a queue need it, and leave out agents without it.</summary>
    public bool TakesCalls { get; set; } = true;

    /// <summary>The running recording that the agent started, if any.</summary>
    public long? RecordingTask { get; set; }

    public DateTimeOffset RecordingSince { get; set; }

    public bool RecordsScreen { get; set; }

    /// <summary>The running inspection of another agent, if this agent is an inspector.</summary>
    public Inspection? Inspection { get; set; }

    public Conference? Conference => conference;

    public ConferenceStage Stage { get; private set; }

    public void Raise(string eventType, string content = "null") =>
        session?.Events.Add(new GatewayEvent(Id, eventType, content));

    /// <summary>Starts or stops notifying an inspector of the state changes of this agent.</summary>
    public void Watch(Agent inspector, bool isWatched)
    {
        if (isWatched)
        {
            watchers[inspector.Id] = inspector;
        }
        else
        {
            watchers.TryRemove(inspector.Id, out _);
        }
    }

    /// <summary>Notifies the inspectors that watch this agent.</summary>
    public void NotifyWatchers(string subtype)
    {
        foreach (var inspector in watchers.Values)
        {
            inspector.Raise(EventType.InspectorNotice, EventContent.AgentNotify(subtype, Id));
        }
    }

    public Session SignIn(SignInDetails details, GuidFormat guids)
    {
        lock (Gate)
        {
            var opened = new Session(details, guids, Time);
            endedSession = session;
            session = opened;
            StopMedia();
            Skills = [];
            PhoneNumber = details.PhoneNumber;
            Raise(EventType.InService);
            Presence.SignedIn(details);
            if (conference is { } running)
            {
                Rejoin(running);
            }

            return opened;
        }
    }

    /// <summary>Ends the session and returns it, or null if there is none.</summary>
    public Session? SignOut(bool byOthers)
    {
        lock (Gate)
        {
            if (session is not { } ended)
            {
                return null;
            }

            session = null;
            endedSession = byOthers ? ended : null;
            StopMedia();
            Skills = [];
            Presence.SignedOut();
            return ended;
        }
    }

    /// <summary>Ends the session without any event, as a restart of the gateway does.</summary>
    public Session? Forget()
    {
        var forgotten = SignOut(byOthers: false);
        endedSession = null;
        return forgotten;
    }

    public bool TryEngage(Conference engaged, ConferenceStage stage)
    {
        lock (Gate)
        {
            if (conference is not null)
            {
                return false;
            }

            conference = engaged;
            Stage = stage;
            return true;
        }
    }

    public void EnterJoinedStage()
    {
        lock (Gate)
        {
            Stage = ConferenceStage.Joined;
        }
    }

    public void Disengage(Conference left)
    {
        lock (Gate)
        {
            if (conference != left)
            {
                return;
            }

            conference = null;
            Stage = ConferenceStage.None;
        }
    }

    public void ChangePassword(string newPassword)
    {
        lock (Gate)
        {
            oldPasswords.Add(Password);
            Password = newPassword;
            IsForceChange = false;
        }
    }

    public bool HadPassword(string password)
    {
        lock (Gate)
        {
            return password == Password || oldPasswords.TakeLast(5).Contains(password);
        }
    }

    private void Rejoin(Conference joined)
    {
        Presence.BeginCall(alerting: false);
        if (Stage != ConferenceStage.Applying)
        {
            Raise(Stage == ConferenceStage.Joined ? EventType.ConfSelfJoinResult : EventType.ConfRinging, EventContent.ConfId(joined.Id));
        }
    }

    private void StopMedia()
    {
        RecordingTask = null;
        RecordsScreen = false;
        Playback.Reset();
    }
}
