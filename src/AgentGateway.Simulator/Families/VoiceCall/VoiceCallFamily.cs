namespace AgentGateway.Simulator;

/// <summary>The voicecall family: the calls of an agent (voicecall.md, 3). This file has the interfaces that act on a call.</summary>
internal static class VoiceCallFamily
{
    public static readonly Interface[] Interfaces =
    [
        .. DialingInterfaces.All,
        new("PUT", "voicecall/{agentid}/answer", "answer", static call => Reply.Of(call.Agent.Phone.Answer(call.Query("callid")))),
        new("POST", "voicecall/{agentid}/beginmute", "beginMute", static call => Reply.Of(call.Agent.Phone.Mute(muted: true))),
        new("POST", "voicecall/{agentid}/endmute", "endMute", static call => Reply.Of(call.Agent.Phone.Mute(muted: false))),
        new("POST", "voicecall/{agentid}/hold", "hold", static call => Reply.Of(call.Agent.Phone.Hold())),
        new("POST", "voicecall/{agentid}/gethold", "getHold", static call => Reply.Of(call.Agent.Phone.Retrieve(call.Query("callid")))),
        new("POST", "voicecall/{agentid}/connecthold/{callid}", "connectHold", ConnectHold),
        new("POST", "voicecall/{agentid}/confjoin", "confJoin", ConfJoin),
        new("POST", "voicecall/{agentid}/dropcall/{callid}", "dropCall", DropCall),
        new("DELETE", "voicecall/{agentid}/release", "release", Release),
        new("POST", "voicecall/{agentid}/disconnect/{number}", "disconnect", Disconnect),
    ];

    private static Reply Release(Call call)
    {
        if (call.Agent.Presence.Call is null or { Stage: CallStage.Ringing })
        {
            return Reply.Of(RetCode.ReleaseNoCall);
        }

        CallControl.Release(call.Agent);
        return Reply.Success;
    }

    private static Reply DropCall(Call call)
    {
        if (!call.Agent.Presence.IsTalking)
        {
            return Reply.Of(RetCode.DropNoCall);
        }

        return Reply.Of(CallControl.TryEnd(call.Agent, call.Argument(0)), RetCode.DropNoSuchCall);
    }

    /// <summary>Removes one party of the current call. The call ends with its last party.</summary>
    private static Reply Disconnect(Call call)
    {
        var (agent, number) = (call.Agent, call.Argument(0));
        if (number.Length > 24 || !number.All(static sign => char.IsAsciiDigit(sign) || sign is '*' or '#'))
        {
            return Reply.InvalidParameter;
        }

        lock (agent.Gate)
        {
            if (agent.Presence.Call is not { IsSpoken: true } current)
            {
                return Reply.Of(RetCode.DisconnectNoCall);
            }

            if (!current.Parties.Contains(number))
            {
                return Reply.Of(RetCode.DisconnectNoNumber);
            }

            if (current.Parties.Count > 1)
            {
                current.Parties.Remove(number);
                agent.Raise(EventType.CallCustomerRelease, CallEventContent.Released(current.CallId, number));
                return Reply.Success;
            }
        }

        CallControl.Release(agent);
        return Reply.Success;
    }

    /// <summary>Joins the held call to the current one.</summary>
    private static Reply ConfJoin(Call call)
    {
        var callId = call.Body.Text("callid", 64);
        call.Body.OptionalText("callappdata", DialingInterfaces.MaxData);
        if (!call.Body.IsValid)
        {
            return Reply.InvalidParameter;
        }

        var agent = call.Agent;
        lock (agent.Gate)
        {
            if (agent.Presence.Call is not { IsSpoken: true } current)
            {
                return Reply.Of(RetCode.ConfJoinNoCall);
            }

            if (agent.Phone.HeldCalls().FirstOrDefault(held => held.CallId == callId) is not { } joined)
            {
                return Reply.Of(RetCode.ConfJoinNoHeldCall);
            }

            agent.Phone.Merge(current, joined);
            agent.Raise(EventType.CallConference, CallEventContent.Conference(current));
            return Reply.Success;
        }
    }

    /// <summary>
    /// Connects the parties of the current and the held call, and removes the agent. The reference doesn't say which of the two calls the
    /// path names, so both are accepted. It lists the codes of hold.
    /// </summary>
    private static Reply ConnectHold(Call call)
    {
        var agent = call.Agent;
        lock (agent.Gate)
        {
            if (agent.Presence.Call is not { IsSpoken: true } current)
            {
                return Reply.Of(RetCode.HoldNoCall);
            }

            if (agent.Phone.HeldCalls() is not [.., var held]
                || (held.CallId != call.Argument(0) && current.CallId != call.Argument(0)))
            {
                return Reply.Of(RetCode.HoldState);
            }

            foreach (var left in new[] { held, current })
            {
                agent.Phone.Take(left);
                agent.Raise(EventType.CallRelease, EventContent.Text(left.CallId));
            }

            agent.Phone.HangUp();
            return Reply.Success;
        }
    }
}
