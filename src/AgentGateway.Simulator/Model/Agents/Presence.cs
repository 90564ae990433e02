namespace AgentGateway.Simulator;

/// <summary>Agent states as the gateway numbers them (session.md, section 6, table 1).</summary>
internal enum AgentState
{
    SignedOut = 2,
    Busy = 3,
    Idle = 4,
    WrapUp = 5,
    Talking = 7,
    Rest = 8,
}

/// <summary>A call at the agent's phone.</summary>
internal sealed record PhoneCall(string CallId, DateTimeOffset BeganAt);

/// <summary>An agent's state and its call. The agent's lock is held by every method.</summary>
internal sealed class Presence(Agent agent)
{
    private static long lastCall = 163;
    private PendingState? pending;
    private ITimer? restTimer;

    public AgentState State { get; private set; } = AgentState.SignedOut;

    public DateTimeOffset Since { get; private set; } = agent.Time.GetUtcNow();

    public PhoneCall? Call { get; private set; }

    public bool IsTalking => Call is not null;

    public string? Pending => pending?.State.ToString();

    public void SignedIn(SignInDetails details)
    {
        Reset();
        Enter(AgentState.Idle);
        agent.Raise("AgentState_Ready");
        if (details.InitialState == AgentState.Busy)
        {
            Take(new PendingState(AgentState.Busy));
        }

        if (details.InitialState == AgentState.WrapUp)
        {
            Enter(AgentState.WrapUp);
            agent.Raise("AgentState_Work");
        }
    }

    public void SignedOut()
    {
        Reset();
        Enter(AgentState.SignedOut);
    }

    /// <summary>As if the call had long been going on: nothing is raised, and who is not signed in has no phone.</summary>
    public void BeginCallQuietly()
    {
        lock (agent.Gate)
        {
            if (!agent.IsSignedIn)
            {
                return;
            }

            Call = new PhoneCall(NextCallId(), agent.Time.GetUtcNow());
            Enter(AgentState.Talking);
        }
    }

    /// <summary>The phone rings, unless it is picked up already.</summary>
    public void BeginCall(bool alerting = true)
    {
        lock (agent.Gate)
        {
            BeginCallQuietly();
            agent.Raise("AgentState_Busy");
            if (alerting)
            {
                agent.Raise("AgentOther_PhoneAlerting");
            }
        }
    }

    public void Offhook() => agent.Raise("AgentOther_PhoneOffhook", """{"type":"main"}""");

    public void Onhook(int phoneState = 3)
    {
        lock (agent.Gate)
        {
            if (!agent.IsSignedIn)
            {
                return;
            }

            Call = null;
            agent.Raise("AgentOther_PhoneRelease", EventContent.PhoneState(phoneState));
        }
    }

    /// <summary>After a call: idle, or wrap-up, or what was asked for meanwhile.</summary>
    public void AfterCall()
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
                agent.Raise("AgentState_Ready");
            }
            else
            {
                Enter(AgentState.WrapUp);
                agent.Raise("AgentState_Work");
            }

            if (session.Details.AutoEnterIdle && pending is { } asked)
            {
                Take(asked);
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

            var eventType = forced ? "AgentState_Force_Ready" : State switch
            {
                AgentState.Busy => "AgentState_CancelNotReady_Success",
                AgentState.WrapUp => "AgentState_CancelWork_Success",
                AgentState.Rest => "AgentState_CancelRest_Success",
                _ => "AgentState_Ready",
            };
            Enter(AgentState.Idle);
            agent.Raise(eventType);
        }
    }

    public void SayBusy(int reason, bool forced = false) => Ask(new PendingState(AgentState.Busy, reason, Forced: forced));

    public void Rest(TimeSpan duration, int cause) => Ask(new PendingState(AgentState.Rest, cause, duration));

    public bool Work()
    {
        lock (agent.Gate)
        {
            if (IsTalking)
            {
                return false;
            }

            Enter(AgentState.WrapUp);
            agent.Raise("AgentState_SetWork_Success");
            return true;
        }
    }

    /// <summary>Leaves the given state for idle; false when the agent is in another one.</summary>
    public bool Cancel(AgentState state, string eventType)
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
            if (state == AgentState.WrapUp && pending is { } asked)
            {
                Take(asked);
            }

            return true;
        }
    }

    /// <summary>For tests: the state is simply so, without an event.</summary>
    public void Set(AgentState state)
    {
        lock (agent.Gate)
        {
            Enter(state);
        }
    }

    private void Ask(PendingState asked)
    {
        lock (agent.Gate)
        {
            if (IsTalking || State == AgentState.WrapUp)
            {
                pending = asked;
            }
            else
            {
                Take(asked);
            }
        }
    }

    private void Take(PendingState asked)
    {
        pending = null;
        Enter(asked.State);
        if (asked.State == AgentState.Busy)
        {
            agent.Raise(asked.Forced ? "AgentState_Force_SetNotReady" : "AgentState_SetNotReady_Success", EventContent.Reason(asked.Reason));
            return;
        }

        agent.Raise("AgentState_SetRest_Success");
        restTimer = agent.Time.After(asked.Duration, RestIsOver);
    }

    private void RestIsOver()
    {
        lock (agent.Gate)
        {
            if (State == AgentState.Rest)
            {
                agent.Raise("AgentState_Rest_Timeout");
            }
        }
    }

    private void Enter(AgentState state)
    {
        restTimer?.Dispose();
        restTimer = null;
        State = state;
        Since = agent.Time.GetUtcNow();
        if (Notice(state) is { } subtype)
        {
            agent.TellWatchers(subtype);
        }
    }

    /// <summary>Of the other states no public client shows a notice; signing in and out have their own.</summary>
    private static string? Notice(AgentState state) => state switch
    {
        AgentState.Idle => "QC_AgentState_Idle",
        AgentState.Busy => "QC_AgentState_Busy",
        AgentState.WrapUp => "QC_AgentState_Work",
        AgentState.Rest => "QC_AgentState_Rest",
        _ => null,
    };

    private void Reset()
    {
        pending = null;
        Call = null;
    }

    private string NextCallId() => $"{agent.Time.GetUtcNow().ToUnixTimeSeconds()}-{Interlocked.Increment(ref lastCall)}";

    private sealed record PendingState(AgentState State, int Reason = 0, TimeSpan Duration = default, bool Forced = false);
}
