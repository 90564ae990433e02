namespace AgentGateway;

/// <content>A session that is over here. Whether the agent is still signed in is the gateway's word.</content>
public sealed partial class AgwSession
{
    private bool _isEndCertain;

    /// <summary>It was given up here, and the gateway has not said of this sign-in that it is over: its GUID may still be good.</summary>
    internal bool MayBeSignedIn => State == SessionState.Ended && !_isEndCertain;

    /// <summary>The end that an event tells is that of a certain sign-in.</summary>
    internal static bool NamesItsSignIn(AgentEvent received) => received.Content is SessionShutDown { LoginTime: not null };

    /// <summary>Asks the gateway for the agent's state, also where the session is over here and its GUID may still be good.</summary>
    /// <param name="agentId">The agent of a lent GUID; null: the session's own.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    internal ValueTask<Outcome> TryTestAsync(int? agentId, CancellationToken cancellationToken)
    {
        var asked = new Invocation(AgentCalls.Status, agentId ?? AgentId ?? 0, null, IsTest: true);
        return Refusal(asked, null) is { } refusal
            ? new ValueTask<Outcome>(new Outcome(refusal))
            : CarryOutAsync(asked, null, cancellationToken);
    }

    /// <summary>
    /// Whether the gateway says that the agent is signed in; null: it gives no answer. Whoever signs out wants it to take no more
    /// calls, and whoever polls wants to keep it, so that one refusal is not enough to believe the opposite.
    /// </summary>
    internal async ValueTask<bool?> AskSignedInAsync(CancellationToken cancellationToken)
    {
        var agentId = AgentId!.Value;
        var exchanged = await SendAsync(AgentCalls.Status, agentId, Options.OperationTimeout, cancellationToken).ConfigureAwait(false);
        if (exchanged.Reply is { IsSuccess: true } reply)
        {
            return ResultReader.Status(reply.Result, agentId, Gateway) is { } status ? status.State != AgentState.SignedOut : null;
        }

        return exchanged.Reply is { } refusal && RetCodes.EndsSession(refusal.RetCode) ? false : null;
    }
}
