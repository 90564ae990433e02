namespace AgentGateway.Simulator;

/// <summary>The event polls: long polling, with one event per reply and the next GUID in its header (polling.md, 2 and 4).</summary>
internal static class EventInterfaces
{
    public static readonly Interface[] All =
    [
        new("GET", "agentevent/{agentid}", "getAgentEvent", static _ => Reply.NoEvent)
        {
            Access = Access.Poll,
            HandleAsync = PollAsync,
        },
    ];

    /// <summary>
    /// Returns the events of all agents, and keeps all of them signed in (polling.md, 4). No source says which GUID the poll needs, so it
    /// needs none.
    /// </summary>
    public static Reply PollAll(SimulatedGateway gateway)
    {
        if (!gateway.Options.AllAgentPoll)
        {
            return Reply.Of(RetCode.WrongEventMethod);
        }

        var events = new List<string>();
        foreach (var session in gateway.Agents.Select(static agent => agent.Session).OfType<Session>())
        {
            session.RecordContact();
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

        session.BeginPoll();
        var outcome = await session.Events.TakeAsync(call.Gateway.Settings.PollHold, call.Gateway.Time, call.Aborted);
        session.EndPoll();
        var reply = outcome.End switch
        {
            PollEnd.Event => new Reply(RetCode.Success, outcome.Event!.ToReply()),
            PollEnd.NoEvent => Reply.NoEvent,
            PollEnd.SignedOut => Reply.Of(RetCode.NotSignedIn),
            _ => Reply.Cut,
        };
        return outcome.End is PollEnd.Event or PollEnd.NoEvent && call.Agent.Session == session
            ? SessionFamily.WithNextGuid(call, reply)
            : reply;
    }
}
