namespace AgentGateway.Simulator;

/// <summary>The calls of an agent's phone: the current one, and those on hold. Every method takes the agent's lock.</summary>
internal sealed class Phone(Agent agent)
{
    private readonly List<PhoneCall> held = [];

    public bool HasHeld => held.Count > 0;

    public PhoneCall? LastCall { get; private set; }

    public int Answered { get; private set; }

    public int CalledOut { get; set; }

    public TimeSpan TalkTime { get; private set; }

    private PhoneCall? Current => agent.Presence.Call;

    /// <summary>Returns all calls: the current one, then those on hold.</summary>
    public IReadOnlyList<PhoneCall> Calls()
    {
        lock (agent.Gate)
        {
            return Current is { } current ? [current, .. held] : [.. held];
        }
    }

    public IReadOnlyList<PhoneCall> HeldCalls()
    {
        lock (agent.Gate)
        {
            return [.. held];
        }
    }

    public PhoneCall? Find(string callId) => Calls().FirstOrDefault(call => call.CallId == callId);

    /// <summary>Adds a call without any event, as if it had started long ago.</summary>
    public void Add(PhoneCall call)
    {
        lock (agent.Gate)
        {
            if (call.Stage == CallStage.Held)
            {
                held.Add(call);
            }

            agent.Presence.Begin(call.Stage == CallStage.Held ? Current : call);
        }
    }

    /// <summary>Rings the phone for an incoming call. An agent with automatic answering answers after the delay.</summary>
    public void Offer(PhoneCall call, TimeSpan? answersAfter)
    {
        lock (agent.Gate)
        {
            call.Stage = CallStage.Ringing;
            agent.Presence.Begin(call);
            agent.Raise(EventType.PhoneAlerting, CallEventContent.Alerting(call));
            agent.Raise(answersAfter is null ? EventType.CallRinging : EventType.CallAutoAnswer, CallEventContent.Ringing(call));
        }

        if (answersAfter is { } delay)
        {
            agent.Time.After(delay, () => Answer(call.CallId));
        }
    }

    /// <summary>Answers the ringing call.</summary>
    public string Answer(string? callId)
    {
        PhoneCall call;
        lock (agent.Gate)
        {
            if (Current is not { Stage: CallStage.Ringing } ringing || !IsNamed(ringing, callId))
            {
                return RetCode.AnswerNoCall;
            }

            call = ringing;
            Answered++;
            agent.Presence.Offhook();
            agent.Raise(EventType.StateBusy);
            Talk(call);
        }

        call.OtherAgent?.Phone.OnOtherAnswered(call.CallId);
        return RetCode.Success;
    }

    public string Hold()
    {
        lock (agent.Gate)
        {
            if (Current is not { } call || agent.Conference is not null)
            {
                return RetCode.HoldNoCall;
            }

            if (!call.IsSpoken)
            {
                return RetCode.HoldState;
            }

            Suspend(call);
            agent.Raise(EventType.CallHold, EventContent.Text(call.CallId));
            return RetCode.Success;
        }
    }

    public string Retrieve(string? callId)
    {
        lock (agent.Gate)
        {
            if (held.LastOrDefault(call => IsNamed(call, callId)) is not { } call)
            {
                return RetCode.GetHoldNoCall;
            }

            if (Current is not null)
            {
                return RetCode.GetHoldState;
            }

            held.Remove(call);
            call.Stage = CallStage.Talking;
            agent.Presence.Begin(call);
            agent.Raise(EventType.CallTalking, CallEventContent.Talking(call));
            return RetCode.Success;
        }
    }

    /// <summary>Mutes or unmutes the call. An internal call can't be muted.</summary>
    public string Mute(bool muted)
    {
        lock (agent.Gate)
        {
            if (Current is not { IsSpoken: true } call)
            {
                return muted ? RetCode.MuteNoCall : RetCode.UnmuteNoCall;
            }

            if (call.IsMuted == muted || call.Feature == CallFeature.Internal)
            {
                return muted ? RetCode.MuteState : RetCode.UnmuteState;
            }

            call.IsMuted = muted;
            return RetCode.Success;
        }
    }

    /// <summary>Puts the current call on hold, without any event.</summary>
    public void Suspend(PhoneCall call)
    {
        call.Stage = CallStage.Held;
        held.Add(call);
        agent.Presence.PutAside();
    }

    /// <summary>Joins the parties of a held call to the current one, which the agent may stay in.</summary>
    public void Merge(PhoneCall current, PhoneCall joined)
    {
        held.Remove(joined);
        current.Parties.AddRange(joined.Parties);
    }

    public void Talk(PhoneCall call)
    {
        call.Answer(agent.Time.GetUtcNow());
        agent.Raise(EventType.CallTalking, CallEventContent.Talking(call));
    }

    /// <summary>Ends a call with its events, for the agent at the other end, too.</summary>
    public void End(PhoneCall call)
    {
        if (TryLeave(call))
        {
            call.OtherAgent?.Phone.OnOtherLeft(call.CallId);
        }
    }

    /// <summary>Leaves a call, which ends for this agent only; returns false if the agent doesn't have it.</summary>
    public bool TryLeave(PhoneCall call)
    {
        lock (agent.Gate)
        {
            if (!Take(call))
            {
                return false;
            }

            if (call.AnsweredAt is not null)
            {
                agent.Raise(EventType.CallRelease, EventContent.Text(call.CallId));
                call.Parties.ForEach(number => agent.Raise(EventType.CallCustomerRelease, CallEventContent.Released(call.CallId, number)));
            }

            HangUp();
            return true;
        }
    }

    /// <summary>Removes a call of which the agent is no longer a party, without the events of its parties.</summary>
    public bool Take(PhoneCall call)
    {
        var isCurrent = Current == call;
        if (!isCurrent && !held.Remove(call))
        {
            return false;
        }

        if (isCurrent)
        {
            agent.Presence.PutAside();
        }

        call.EndedAt = agent.Time.GetUtcNow();
        TalkTime += call.EndedAt.Value - (call.AnsweredAt ?? call.EndedAt.Value);
        LastCall = call;
        return true;
    }

    /// <summary>Hangs the phone up, and enters the state after a call, unless the agent still has a call.</summary>
    public void HangUp()
    {
        StopRecording();
        if (Current is null && held.Count == 0)
        {
            agent.Presence.Onhook();
            agent.Presence.EnterStateAfterCall();
        }
    }

    public void StopRecording()
    {
        if (agent.RecordingTask is { } task)
        {
            agent.RecordingTask = null;
            agent.Raise(
                EventType.MediaStopRecordDone, EventContent.StopRecordDone(agent.RecordingSince, agent.Time.GetUtcNow(), task));
        }
    }

    public void Reset() => held.Clear();

    private void OnOtherAnswered(string callId)
    {
        lock (agent.Gate)
        {
            if (Current is { Stage: CallStage.Dialing } call && call.CallId == callId)
            {
                Talk(call);
            }
        }
    }

    private void OnOtherLeft(string callId)
    {
        if (Find(callId) is { } call)
        {
            End(call);
        }
    }

    private static bool IsNamed(PhoneCall call, string? callId) => string.IsNullOrEmpty(callId) || call.CallId == callId;
}
