namespace AgentGateway.Simulator;

/// <summary>
/// The calls that agents make. Phones ring for the delay of the gateway, then they are answered, unless their number is silent.
/// </summary>
internal sealed class Dialing(SimulatedGateway gateway)
{
    private TimeSpan Delay => gateway.Settings.CallDelay;

    /// <summary>Whether a phone number never answers.</summary>
    public static bool IsSilent(string number) => number.EndsWith(ConferenceRules.SilentPhoneSuffix, StringComparison.Ordinal);

    /// <summary>Calls a phone number. Returns the call, or null if the agent is in a call.</summary>
    public PhoneCall? CallOut(Agent agent, string caller, string called, int skillId, string data) =>
        TryDial(agent, new PhoneCall(agent.Presence.NextCallId(), gateway.Time.GetUtcNow())
        {
            Stage = CallStage.Dialing,
            Feature = CallFeature.Outbound,
            Caller = caller,
            Called = called,
            SkillId = skillId,
            Data = data,
            Parties = [called],
        });

    /// <summary>Calls another agent. Returns the call, or null if the agent is in a call.</summary>
    public PhoneCall? CallAgent(Agent agent, int called, string data) =>
        TryDial(agent, new PhoneCall(agent.Presence.NextCallId(), gateway.Time.GetUtcNow())
        {
            Stage = CallStage.Dialing,
            Feature = CallFeature.Internal,
            Caller = agent.Id.ToInvariant(),
            Called = called.ToInvariant(),
            Data = data,
            Parties = [called.ToInvariant()],
            OtherAgent = gateway.FindAgent(called),
        });

    /// <summary>Offers a call to an agent; returns false if the agent isn't idle.</summary>
    public bool TryOffer(Agent? agent, PhoneCall call)
    {
        if (agent is not { Session: { } session } || agent.Presence.State != AgentState.Idle || agent.Presence.IsTalking)
        {
            return false;
        }

        agent.Phone.Offer(call, session.Details.AutoAnswer ? Delay : null);
        return true;
    }

    private PhoneCall? TryDial(Agent agent, PhoneCall call)
    {
        lock (agent.Gate)
        {
            if (agent.Presence.Call is not null)
            {
                return null;
            }

            agent.Phone.CalledOut++;
            agent.Presence.Begin(call);
            agent.Raise(EventType.PhoneAlerting);
            gateway.Time.After(Delay, () => OnLifted(agent, call));
            return call;
        }
    }

    private void OnLifted(Agent agent, PhoneCall call)
    {
        lock (agent.Gate)
        {
            if (agent.Presence.Call != call)
            {
                return;
            }

            agent.Presence.Offhook();
            agent.Raise(EventType.StateBusy);
            agent.Raise(EventType.CallCustomerAlerting, CallEventContent.CustomerAlerting(call.CallId, call.Called));
        }

        if (call.Feature == CallFeature.Internal)
        {
            RingOtherAgent(agent, call);
        }
        else
        {
            gateway.Time.After(Delay, () => OnAnswered(agent, call));
        }
    }

    private void RingOtherAgent(Agent agent, PhoneCall call)
    {
        var offered = new PhoneCall(call.CallId, call.BeganAt)
        {
            Feature = CallFeature.Internal,
            Caller = call.Caller,
            Called = call.Called,
            Data = call.Data,
            Parties = [call.Caller],
            OtherAgent = agent,
        };
        if (call.OtherAgent == agent || !TryOffer(call.OtherAgent, offered))
        {
            Fail(agent, call, EventType.CallInsideCallFail);
        }
    }

    private static void OnAnswered(Agent agent, PhoneCall call)
    {
        if (IsSilent(call.Called))
        {
            Fail(agent, call, EventType.CallOutFail, EventType.CallConnectFail);
            return;
        }

        lock (agent.Gate)
        {
            if (agent.Presence.Call == call)
            {
                agent.Phone.Talk(call);
            }
        }
    }

    private static void Fail(Agent agent, PhoneCall call, params string[] eventTypes)
    {
        lock (agent.Gate)
        {
            if (agent.Presence.Call != call)
            {
                return;
            }

            agent.Phone.Take(call);
            if (!agent.Phone.HasHeld)
            {
                agent.Presence.Onhook();
            }

            foreach (var eventType in eventTypes)
            {
                agent.Raise(eventType, EventContent.Text(call.CallId));
            }

            if (!agent.Phone.HasHeld)
            {
                agent.Presence.EnterStateAfterCall();
            }
        }
    }
}
