namespace AgentGateway.Simulator;

/// <summary>
/// A conference: its participants, duration and announcements. Lock order: a thread may take an agent's lock while it holds this lock,
/// never the reverse.
/// </summary>
internal sealed partial class Conference(long id, int capacity, TimeSpan duration, TimeSpan promptBefore, SimulatedGateway gateway)
{
    private readonly List<Participant> participants = [];
    private ITimer? endTimer;
    private ITimer? promptTimer;
    private bool hasWarned;

    public long Id { get; } = id;

    public Lock Gate { get; } = new();

    public int Capacity { get; private set; } = capacity;

    public DateTimeOffset StartTime { get; private set; } = gateway.Time.GetUtcNow();

    public TimeSpan Duration { get; private set; } = duration;

    public TimeSpan PromptBefore { get; } = promptBefore;

    public bool HasEnded { get; private set; }

    public IReadOnlyList<Participant> Participants => participants;

    public Participant? Chairperson => participants.Find(static participant => participant.IsChairperson);

    public bool IsChairedBy(Agent agent) => Chairperson?.Agent == agent;

    /// <summary>Adds a participant without a call or an event, for the conferences that run at the start.</summary>
    public void AddQuietly(ParticipantAddress address, Agent? agent, bool isChairperson)
    {
        lock (Gate)
        {
            if (agent?.TryEngage(this, ConferenceStage.Joined) == false)
            {
                agent = null;
            }

            agent?.Presence.BeginCallQuietly();
            participants.Add(new Participant(address, agent)
            {
                IsChairperson = isChairperson,
                DeviceType = agent is null ? 0 : 6,
                EnterTime = StartTime,
            });
        }
    }

    /// <summary>Rings the applicant's phone, or schedules the refusal.</summary>
    public string Apply(Agent applicant, bool refusedCaller)
    {
        if (!applicant.TryEngage(this, ConferenceStage.Applying))
        {
            return RetCode.AlreadyInConference;
        }

        if (RefusalCause(applicant, refusedCaller) is { } cause)
        {
            gateway.Time.After(gateway.Settings.CallDelay, () => Refuse(applicant, cause));
        }
        else
        {
            applicant.Presence.BeginCall();
            gateway.Time.After(gateway.Settings.CallDelay, () => Open(applicant));
        }

        return RetCode.Success;
    }

    private static int? RefusalCause(Agent applicant, bool refusedCaller)
    {
        if (refusedCaller)
        {
            return ConferenceRules.RefusedCallerCause;
        }

        return applicant.Presence.State is AgentState.Idle or AgentState.Busy ? null : ConferenceRules.RefusedStateCause;
    }

    private void Refuse(Agent applicant, int cause)
    {
        if (applicant.Conference != this)
        {
            return;
        }

        applicant.Disengage(this);
        applicant.Raise(EventType.ConfRequestFailed, EventContent.Cause(cause));
    }

    /// <summary>Starts the conference when the applicant has answered the phone.</summary>
    private void Open(Agent applicant)
    {
        lock (Gate)
        {
            if (applicant.Conference != this || !applicant.IsSignedIn)
            {
                return;
            }

            applicant.EnterJoinedStage();
            StartTime = gateway.Time.GetUtcNow();
            participants.Add(new Participant(ParticipantAddress.OfAgent(applicant.Id), applicant)
            {
                IsChairperson = true,
                DeviceType = 6,
                EnterTime = StartTime,
            });
            gateway.Register(this);
            applicant.Presence.Offhook();
            applicant.Raise(EventType.ConfSelfJoinResult, EventContent.ConfId(Id));
            applicant.Raise(EventType.ConfRequestSuccess, EventContent.ConfId(Id));
        }
    }

    /// <summary>Schedules the warning and the end from the start and the duration.</summary>
    public void Schedule()
    {
        lock (Gate)
        {
            if (HasEnded)
            {
                return;
            }

            endTimer?.Dispose();
            promptTimer?.Dispose();
            var left = StartTime + Duration - gateway.Time.GetUtcNow();
            endTimer = gateway.Time.After(AtLeastZero(left), EndWhenOver);
            promptTimer = left > PromptBefore || !hasWarned ? gateway.Time.After(AtLeastZero(left - PromptBefore), Warn) : null;
        }
    }

    public void MoveStart(TimeSpan age)
    {
        lock (Gate)
        {
            StartTime = gateway.Time.GetUtcNow() - age;
            foreach (var participant in participants)
            {
                participant.EnterTime = StartTime;
            }
        }

        Schedule();
    }

    /// <summary>Adds minutes up to the limit, and returns the number of minutes that were added.</summary>
    public int Prolong(int minutes)
    {
        lock (Gate)
        {
            var applied = Math.Clamp(ConferenceRules.MaxMinutes - (int)Duration.TotalMinutes, 0, minutes);
            Duration += TimeSpan.FromMinutes(applied);
            hasWarned = false;
            Schedule();
            return applied;
        }
    }

    public string Resize(int change)
    {
        lock (Gate)
        {
            var wanted = Capacity + change;
            if (wanted > ConferenceRules.MaxCapacity || wanted < participants.Count)
            {
                return RetCode.InvalidParameter;
            }

            Capacity = wanted;
            return RetCode.Success;
        }
    }

    /// <summary>Ends the conference for all participants.</summary>
    public void Release()
    {
        lock (Gate)
        {
            if (HasEnded)
            {
                return;
            }

            HasEnded = true;
            gateway.Unregister(this);
            endTimer?.Dispose();
            promptTimer?.Dispose();
            voiceTimer?.Dispose();
            var chairperson = Chairperson;
            foreach (var participant in participants)
            {
                if (participant != chairperson && chairperson is not null)
                {
                    var content = EventContent.ParticipantChanged(Id, chairperson, ChangeType.Left, changeReason: 3);
                    participant.Agent?.Raise(EventType.ConfParticipantChanged, content);
                }

                Disconnect(participant);
            }

            participants.Clear();
        }
    }

    private void Warn()
    {
        lock (Gate)
        {
            if (HasEnded || hasWarned)
            {
                return;
            }

            hasWarned = true;
            Chairperson?.Agent?.Raise(EventType.ConfTimeout, EventContent.ConfId(Id));
        }
    }

    private void EndWhenOver()
    {
        lock (Gate)
        {
            if (StartTime + Duration <= gateway.Time.GetUtcNow())
            {
                Release();
            }
        }
    }

    private static TimeSpan AtLeastZero(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
