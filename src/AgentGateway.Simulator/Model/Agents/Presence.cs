namespace AgentGateway.Simulator;

/// <summary>The state of an agent and its call. Every method takes the agent's lock.</summary>
internal sealed class Presence(Agent agent)
{
    private static long lastCall = 163;
    private PendingState? pending;
    private ITimer? restTimer;

    public AgentState State { get; private set; } = AgentState.SignedOut;

    public DateTimeOffset Since { get; private set; } = agent.Time.GetUtcNow();

    public PhoneCall? Call { get; private set; }

    public bool IsTalking => Call is not null || agent.Phone.HasHeld;

    public string? Pending => pending?.State.ToString();

    public void SignedIn(SignInDetails details)
    {
        Reset();
        Enter(AgentState.Idle);
        agent.Raise(EventType.StateReady);
        if (details.InitialState == AgentState.Busy)
        {
            Enter(new PendingState(AgentState.Busy));
        }

        if (details.InitialState == AgentState.WrapUp)
        {
            Enter(AgentState.WrapUp);
            agent.Raise(EventType.StateWork);
        }
    }

    public void SignedOut()
    {
        Reset();
        Enter(AgentState.SignedOut);
    }

    /// <summary>Puts a signed-in agent into a call without any event, as if the call had started long ago.</summary>
    public void BeginCallQuietly()
    {
        lock (agent.Gate)
        {
            if (!agent.IsSignedIn)
            {
                return;
            }

            var call = new PhoneCall(NextCallId(), agent.Time.GetUtcNow());
            call.Answer(call.BeganAt);
            Begin(call);
        }
    }

    /// <summary>Makes a call the current one, without any event; null: the agent only has calls on hold.</summary>
    public void Begin(PhoneCall? call)
    {
        Call = call;
        Enter(AgentState.Talking);
    }

    /// <summary>Leaves the agent without a current call, without any event.</summary>
    public void PutAside() => Call = null;

    /// <summary>Starts a call. The phone rings, unless it is already answered.</summary>
    public void BeginCall(bool alerting = true)
    {
        lock (agent.Gate)
        {
            BeginCallQuietly();
            agent.Raise(EventType.StateBusy);
            if (alerting)
            {
                agent.Raise(EventType.PhoneAlerting);
            }
        }
    }

    public void Offhook() => agent.Raise(EventType.PhoneOffhook, EventContent.MainPhone);

    public void Onhook(int phoneState = 3)
    {
        lock (agent.Gate)
        {
            if (!agent.IsSignedIn)
            {
                return;
            }

            Call = null;
            agent.Raise(EventType.PhoneRelease, EventContent.PhoneState(phoneState));
        }
    }

    /// <summary>Enters the state after a call: idle, wrap-up, or the state that was requested during the call.</summary>
    public void EnterStateAfterCall()
    {
        lock (agent.Gate)
        {
            if (agent.Session is not { } session)
            {
                return;
            }

            if (session.Details.AutoEnterIdle)
            {
                Enter(AgentState.Idle);
                agent.Raise(EventType.StateReady);
            }
            else
            {
                Enter(AgentState.WrapUp);
                agent.Raise(EventType.StateWork);
            }

            if (session.Details.AutoEnterIdle && pending is { } requested)
            {
                Enter(requested);
            }
        }
    }

    public void SayFree(bool forced = false)
    {
        lock (agent.Gate)
        {
            pending = null;
            if (IsTalking)
            {
                return;
            }

            var eventType = forced ? EventType.StateForceReady : State switch
            {
                AgentState.Busy => EventType.StateCancelNotReadySuccess,
                AgentState.WrapUp => EventType.StateCancelWorkSuccess,
                AgentState.Rest => EventType.StateCancelRestSuccess,
                _ => EventType.StateReady,
            };
            Enter(AgentState.Idle);
            agent.Raise(eventType);
        }
    }

    public void SayBusy(int reason, bool forced = false) => Request(new PendingState(AgentState.Busy, reason, Forced: forced));

    public void Rest(TimeSpan duration, int cause) => Request(new PendingState(AgentState.Rest, cause, duration));

    public bool TryWork()
    {
        lock (agent.Gate)
        {
            if (IsTalking)
            {
                return false;
            }

            Enter(AgentState.WrapUp);
            agent.Raise(EventType.StateSetWorkSuccess);
            return true;
        }
    }

    /// <summary>Changes from the given state to idle; returns false if the agent is in another state.</summary>
    public bool TryCancel(AgentState state, string eventType)
    {
        lock (agent.Gate)
        {
            if (pending?.State == state)
            {
                pending = null;
                return true;
            }

            if (State != state)
            {
                return false;
            }

            Enter(AgentState.Idle);
            agent.Raise(eventType);
            if (state == AgentState.WrapUp && pending is { } requested)
            {
                Enter(requested);
            }

            return true;
        }
    }

    /// <summary>Sets the state without any event, for tests.</summary>
    public void Set(AgentState state)
    {
        lock (agent.Gate)
        {
            Enter(state);
        }
    }

    /// <summary>Sets how long the agent has been in its state, for tests.</summary>
    public void SetAge(TimeSpan age)
    {
        lock (agent.Gate)
        {
            Since = agent.Time.GetUtcNow() - age;
        }
    }

    private void Request(PendingState requested)
    {
        lock (agent.Gate)
        {
            if (IsTalking || State == AgentState.WrapUp)
            {
                pending = requested;
            }
            else
            {
                Enter(requested);
            }
        }
    }

    private void Enter(PendingState requested)
    {
        pending = null;
        Enter(requested.State);
        if (requested.State == AgentState.Busy)
        {
            var eventType = requested.Forced ? EventType.StateForceSetNotReady : EventType.StateSetNotReadySuccess;
            agent.Raise(eventType, EventContent.Reason(requested.Reason));
            return;
        }

        agent.Raise(EventType.StateSetRestSuccess);
        restTimer = agent.Time.After(requested.Duration, OnRestTimeout);
    }

    private void OnRestTimeout()
    {
        lock (agent.Gate)
        {
            if (State == AgentState.Rest)
            {
                agent.Raise(EventType.StateRestTimeout);
            }
        }
    }

    private void Enter(AgentState state)
    {
        restTimer?.Dispose();
        restTimer = null;
        State = state;
        Since = agent.Time.GetUtcNow();
        if (NoticeSubtypeOf(state) is { } subtype)
        {
            agent.NotifyWatchers(subtype);
        }
    }

    /// <summary>No public client shows a notice for the other states; sign-in and sign-out have their own.</summary>
    private static string? NoticeSubtypeOf(AgentState state) => state switch
    {
        AgentState.Idle => NoticeSubtype.Idle,
        AgentState.Busy => NoticeSubtype.Busy,
        AgentState.WrapUp => NoticeSubtype.Work,
        AgentState.Rest => NoticeSubtype.Rest,
        _ => null,
    };

    private void Reset()
    {
        pending = null;
        Call = null;
        agent.Phone.Reset();
    }

    public string NextCallId() => $"{agent.Time.GetUtcNow().ToUnixTimeSeconds()}-{Interlocked.Increment(ref lastCall)}";

    private sealed record PendingState(AgentState State, int Reason = 0, TimeSpan Duration = default, bool Forced = false);
}
