namespace AgentGateway.Simulator;

/// <summary>The event poll (polling.md, 2): long polling, one event an answer, the next GUID in its header.</summary>
internal static class EventFamily
{
    public static readonly Interface[] Interfaces =
    [
        new("GET", "agentevent/{agentid}", "getAgentEvent", static _ => Reply.NoEvent) { Access = Access.Poll, HandleAsync = PollAsync },
    ];

    private static async ValueTask<Reply> PollAsync(Call call)
    {
        var session = call.Session;
        if (session.Details.PushMode)
            return Reply.Of(RetCode.WrongEventMethod);
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
