namespace AgentGateway;

/// <content>A session that this client has ended. Only the gateway knows whether its agent is still signed in.</content>
public sealed partial class AgwSession
{
    private bool _isEndCertain;
    private volatile bool _wasRefused;

    /// <summary>
    /// The client has abandoned the session, but the gateway hasn't reported its end, so its GUID may still be valid.
    /// </summary>
    internal bool MayBeSignedIn => State == SessionState.Ended && !_isEndCertain;

    /// <summary>
    /// The sign-in may be over, but the session hasn't ended yet: since the last successful poll, the gateway has refused a call because
    /// the agent isn't signed in, or can't be reached. A session that signs in again automatically is never in doubt.
    /// </summary>
    internal bool IsInDoubt => Reconnection is null && !IsOver && (_wasRefused || State == SessionState.Reconnecting);

    /// <summary>Whether an event that ends a sign-in identifies the sign-in.</summary>
    internal static bool NamesItsSignIn(AgentEvent received) => received.Content is SessionShutDown { LoginTime: not null };

    /// <summary>Notes that the gateway has answered a poll, so the agent is signed in.</summary>
    internal void NoteAccepted() => _wasRefused = false;

    /// <summary>Queries the agent's state, even if this client has ended the session, because its GUID may still be valid.</summary>
    /// <param name="agentId">The agent of a shared GUID; null: the session's own agent.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="GatewayException">It failed.</exception>
    internal async Task<AgentStatus> TestAsync(int? agentId, CancellationToken cancellationToken)
    {
        var test = InvocationOf(AgentCalls.Status, agentId) with { IsTest = true };
        var outcome = await CheckAndInvokeAsync(test, null, cancellationToken).ConfigureAwait(false);
        return outcome.Failed ? throw outcome.Failure.OrCancelled(cancellationToken) : StatusOf(outcome.Value);
    }

    /// <summary>
    /// Returns whether the agent is signed in according to the gateway; null: unknown. The caller is a sign-out or a poll, and a single
    /// refusal is not enough evidence for either of them.
    /// </summary>
    internal async ValueTask<bool?> AskSignedInAsync(CancellationToken cancellationToken)
    {
        var agentId = AgentId!.Value;
        var request = new ExchangeRequest(AgentCalls.Status, agentId, Options.OperationTimeout);
        var result = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (result.Reply is not { } reply)
        {
            return null;
        }

        if (!reply.IsSuccess)
        {
            return RetCodes.Has(reply.RetCode, RetCodeTraits.EndsSession) ? false : null;
        }

        return SessionResults.Status(reply.Result, agentId, Gateway) is { } status ? status.State != AgentState.SignedOut : null;
    }
}
