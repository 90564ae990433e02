namespace AgentGateway;

/// <content>Sending, and retries.</content>
public sealed partial class AgwSession
{
    /// <summary>
    /// Sends with this session's GUID. A request that is refused because its GUID has just been replaced is sent again once with the new
    /// one. Reads, and requests that the gateway certainly did not accept, are retried with pauses (decision 0006). The precondition is
    /// checked each time.
    /// </summary>
    internal async ValueTask<ExchangeResult> SendAsync(
        OperationCall call,
        int agentId,
        TimeSpan timeout,
        CancellationToken cancellationToken,
        IPrecondition? precondition = null,
        bool hasTurn = false,
        long? conferenceId = null)
    {
        var isResent = false;
        int? signIn = null;
        ExchangeResult result = default;
        for (var attempt = 0; ; attempt++)
        {
            var guid = _guid.Current;
            if (guid.SignIn != (signIn ??= guid.SignIn))
            {
                // The session has signed in again in the meantime. The call belongs to the previous sign-in.
                return result;
            }

            var secrets = new ExchangeSecrets(guid.Reveal(), _cookies, _guid.Previous, _password);
            result = await Transport.ExchangeAsync(
                call, agentId, secrets, _guid, guid.Version, timeout, cancellationToken, null, precondition, hasTurn, conferenceId)
                .ConfigureAwait(false);
            if (result.IsNotSent)
            {
                return result;
            }

            if (result.Reply is { } reply)
            {
                NoteContact();
                if (reply.IsSuccess)
                {
                    return result;
                }

                if (!isResent && RetCodes.Has(reply.RetCode, RetCodeTraits.RejectsGuid)
                    && await _guid.HasNewerAsync(guid, call.Operation, IsPolling && !IsOver, cancellationToken).ConfigureAwait(false))
                {
                    isResent = true;
                    attempt--;
                    continue;
                }

                if (!RetCodes.Has(reply.RetCode, RetCodeTraits.NotTaken))
                {
                    return result;
                }

                // The gateway may lose the agent's events during a switch-over.
                Conferences.Doubt();
                if (attempt >= Options.MaximumRetryCount)
                {
                    return result;
                }
            }
            else if (attempt >= Options.MaximumRetryCount || Transport.IsClosed || !MayRepeat(call.Operation, result.Failure!))
            {
                return result;
            }

            await Polyfill.DelayAsync(
                Transport.Clock, BackOff.Pause(Options.RetryInterval, attempt), cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool MayRepeat(Operation operation, GatewayException failure)
    {
        if (failure.Kind == FailureKind.ConnectFailed)
        {
            return true;
        }

        return !operation.IsPoll
            && (failure.WasNotTaken || (operation.IsRead && failure.Kind is FailureKind.OperationTimeout or FailureKind.BadReply));
    }
}
