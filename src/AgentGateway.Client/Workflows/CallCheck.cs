namespace AgentGateway;

/// <summary>
/// Verifies, before an operation is sent, that the agent has the specified phone call in the role in which the operation acts on it. The
/// request doesn't contain the call, so the gateway would change any call that is in this role (decision 0020).
/// </summary>
/// <param name="session">The session that will send the operation.</param>
/// <param name="call">The operation.</param>
/// <param name="sender">The agent in the path of the operation.</param>
/// <param name="callId">The specified phone call.</param>
internal sealed class CallCheck(AgwSession session, OperationCall call, int sender, string callId) : IPrecondition
{
    private CallContext Context => session.Context(call.Operation, sender);

    /// <summary>Returns why the operation must not be sent; null: the call is the specified one.</summary>
    public async ValueTask<GatewayException?> FindObstacleAsync(CancellationToken cancellationToken)
    {
        var query = call.Operation.ActsOn switch
        {
            CallRole.Held => CallDataCalls.Held,
            CallRole.Ringing => CallDataCalls.Ringing,
            _ => CallDataCalls.Current,
        };
        var asked = await session.TryProbeAsync(query, sender, cancellationToken, hasTurn: true).ConfigureAwait(false);
        if (asked.Failed)
        {
            return asked.Failure.Kind == FailureKind.CallNotFound ? NotFound() : asked.Failure;
        }

        var now = session.Transport.Clock.GetLocalNow();
        if (CallDataResults.Calls(asked.Value.ResultJson, sender, default, session.Gateway, now) is not { } calls)
        {
            return GatewayException.For(FailureKind.BadReply, Context, CallDataResults.NoCalls);
        }

        if (calls.Any(one => string.Equals(one.CallId, callId, StringComparison.Ordinal)))
        {
            return null;
        }

        return calls.Count == 0 || call.Operation.ActsOn == CallRole.Held ? NotFound() : Changed(calls[0].CallId);
    }

    private GatewayException NotFound() =>
        GatewayException.For(FailureKind.CallNotFound, Context, session.Quote(callId), variant: FailureVariants.NamedCall);

    private GatewayException Changed(string current) =>
        GatewayException.For(FailureKind.CallChanged, Context, $"{session.Quote(current)} instead of {session.Quote(callId)}");
}
