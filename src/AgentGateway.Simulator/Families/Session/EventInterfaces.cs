namespace AgentGateway.Simulator;

/// <summary>The event polls (polling.md, 2 and 4): long polling, one event an answer, the next GUID in its header.</summary>
internal static class EventFamily
{
    public static readonly Interface[] Interfaces =
    [
        new("GET", "agentevent/{agentid}", "getAgentEvent", static _ => Reply.NoEvent) { Access = Access.Poll, HandleAsync = PollAsync },
    ];

    /// <summary>One poll for the events of all agents, each of whom it keeps signed in (polling.md, 4). Which GUID it needs, no source says: none is asked for.</summary>
    public static Reply PollAll(SimulatedGateway gateway)
    {
        if (!gateway.Options.AllAgentPoll)
        {
            return Reply.Of(RetCode.WrongEventMethod);
        }

        var events = new List<string>();
        foreach (var session in gateway.Agents.Select(static agent => agent.Session).OfType<Session>())
        {
            session.Contact();
            while (session.Events.TryTake(out var gatewayEvent))
            {
                events.Add(gatewayEvent.ToJson());
            }
        }

        return events.Count == 0 ? Reply.NoEvent : Reply.Json($$"""{"message":"","retcode":"0","event":[{{string.Join(',', events)}}]}""");
    }

    private static async ValueTask<Reply> PollAsync(Call call)
    {
        var session = call.Session;
        if (call.Gateway.Options.AllAgentPoll)
        {
            return Reply.Of(RetCode.WrongEventMethod);
        }

        session.PollBegins();
        var outcome = await session.Events.TakeAsync(call.Gateway.Settings.PollHold, call.Gateway.Time, call.Aborted);
        session.PollEnds();
        var reply = outcome.End switch
        {
            PollEnd.Event => new Reply(RetCode.Success, outcome.Event!.ToReply()),
            PollEnd.Quiet => Reply.NoEvent,
            PollEnd.SignedOut => Reply.Of(RetCode.NotSignedIn),
            _ => Reply.Cut,
        };
        return outcome.End is PollEnd.Event or PollEnd.Quiet && call.Agent.Session == session ? SessionFamily.WithNextGuid(call, reply) : reply;
    }
}
