namespace AgentGateway.Simulator;

/// <summary>One conference: who is in it, how long it lasts. Its lock may be held while an agent's is taken, never the other way round.</summary>
internal sealed partial class Conference(long id, int capacity, TimeSpan duration, TimeSpan promptBefore, SimulatedGateway gateway)
{
    private readonly List<Participant> participants = [];
    private ITimer? endTimer;
    private ITimer? promptTimer;
    private bool warned;

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

    /// <summary>Seats somebody without a call or an event; how pre-made conferences and the applicant begin.</summary>
    public void Seat(ParticipantAddress address, Agent? agent, bool isChairperson)
    {
        lock (Gate)
        {
            if (agent?.TryEngage(this, ConferenceStage.Joined) == false)
            {
                agent = null;
            }

            agent?.Presence.BeginCallQuietly();
            participants.Add(new Participant(address, agent) { IsChairperson = isChairperson, DeviceType = agent is null ? 0 : 6, EnterTime = StartTime });
        }
    }

    /// <summary>The applicant's phone rings, or the refusal is on its way.</summary>
    public string Apply(Agent applicant, bool refusedCaller)
    {
        if (!applicant.TryEngage(this, ConferenceStage.Applying))
        {
            return RetCode.AlreadyInConference;
        }

        var cause = refusedCaller ? OpenDecisions.RefusedCallerCause
            : applicant.Presence.State is AgentState.Idle or AgentState.Busy ? 0
            : OpenDecisions.RefusedStateCause;
        if (cause == 0)
        {
            applicant.Presence.BeginCall();
            gateway.Time.After(gateway.Settings.CallDelay, () => Open(applicant));
        }
        else
        {
            gateway.Time.After(gateway.Settings.CallDelay, () => Refuse(applicant, cause));
        }

        return RetCode.Success;
    }

    private void Refuse(Agent applicant, int cause)
    {
        if (applicant.Conference != this)
        {
            return;
        }

        applicant.Disengage(this);
        applicant.Raise("AgentConf_RequestFailed", EventContent.Cause(cause));
    }

    /// <summary>The applicant's phone has been answered: the conference runs.</summary>
    private void Open(Agent applicant)
    {
        lock (Gate)
        {
            if (applicant.Conference != this || !applicant.IsSignedIn)
            {
                return;
            }

            applicant.Joined();
            StartTime = gateway.Time.GetUtcNow();
            participants.Add(new Participant(new ParticipantAddress(ParticipantAddress.AgentId, applicant.Id.ToInvariant()), applicant)
            {
                IsChairperson = true,
                DeviceType = 6,
                EnterTime = StartTime,
            });
            gateway.Register(this);
            applicant.Presence.Offhook();
            applicant.Raise("AgentConf_SelfJoinResult", EventContent.ConfId(Id));
            applicant.Raise("AgentConf_RequestSuccess", EventContent.ConfId(Id));
        }
    }

    /// <summary>Plans the warning and the end by the start and the duration.</summary>
    public void Plan()
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
            endTimer = gateway.Time.After(AtLeastZero(left), TimeIsOver);
            promptTimer = left > PromptBefore || !warned ? gateway.Time.After(AtLeastZero(left - PromptBefore), Warn) : null;
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

        Plan();
    }

    /// <summary>Adds minutes up to the limit and answers how many were added.</summary>
    public int Prolong(int minutes)
    {
        lock (Gate)
        {
            var applied = Math.Clamp(OpenDecisions.LargestConferenceMinutes - (int)Duration.TotalMinutes, 0, minutes);
            Duration += TimeSpan.FromMinutes(applied);
            warned = false;
            Plan();
            return applied;
        }
    }

    public string Resize(int change)
    {
        lock (Gate)
        {
            var wanted = Capacity + change;
            if (wanted > OpenDecisions.LargestConference || wanted < participants.Count)
            {
                return RetCode.InvalidParameter;
            }

            Capacity = wanted;
            return RetCode.Success;
        }
    }

    /// <summary>Ends the conference for everybody.</summary>
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
                    participant.Agent?.Raise(ParticipantChanged, EventContent.ParticipantChanged(Id, chairperson, changeType: 1, changeReason: 3));
                }

                End(participant);
            }

            participants.Clear();
        }
    }

    private void Warn()
    {
        lock (Gate)
        {
            if (HasEnded || warned)
            {
                return;
            }

            warned = true;
            Chairperson?.Agent?.Raise("AgentConf_Timeout", EventContent.ConfId(Id));
        }
    }

    private void TimeIsOver()
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
