namespace AgentGateway;

/// <content>Sending: the GUID and its rotation, repetition.</content>
public sealed partial class AgwSession
{
    // How long a refusal may wait for the poll that brings the GUID it was refused for.
    private static readonly TimeSpan RotationPatience = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Sends with this session's GUID. A refusal of a GUID that has just been replaced is sent again once with the new one; what was
    /// certainly not taken, and reads, are repeated with pauses (design, decision 6).
    /// </summary>
    internal async ValueTask<Exchanged> SendAsync(OperationCall call, int agentId, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var isResent = false;
        for (var attempt = 0; ; attempt++)
        {
            var guid = _guid;
            var exchanged = await Transport.ExchangeAsync(call, agentId, new ExchangeSecrets(guid.Reveal(), _cookies, _previousGuid, _password), timeout, cancellationToken).ConfigureAwait(false);
            if (exchanged.NewGuid is { } newGuid)
            {
                TakeGuid(newGuid, guid);
            }

            if (exchanged.Reply is { } reply)
            {
                NoteContact();
                if (RetCodes.RefusesGuid(reply.RetCode) && !isResent && await HasNewerGuidAsync(guid, cancellationToken).ConfigureAwait(false))
                {
                    isResent = true;
                    attempt--;
                    continue;
                }

                if (!RetCodes.WasNotTaken(reply.RetCode))
                {
                    return exchanged;
                }

                // A gateway that is switched over may lose the agent's events.
                Conferences.Doubt();
                if (attempt >= Options.MaximumRetryCount)
                {
                    return exchanged;
                }
            }
            else if (attempt >= Options.MaximumRetryCount || Transport.IsClosed || !MayRepeat(call.Operation, exchanged.Failure!))
            {
                return exchanged;
            }

            await Polyfill.DelayAsync(Transport.Clock, BackOff.Pause(Options.RetryInterval, attempt), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A new GUID counts at once, for all later exchanges. One that has just been replaced is old, where a late reply brings it.</summary>
    /// <param name="newGuid">The GUID.</param>
    /// <param name="used">The GUID that the request had which brought it.</param>
    internal void TakeGuid(string newGuid, SessionGuid used)
    {
        TaskCompletionSource<bool>? change;
        lock (_gate)
        {
            if (_guid.Is(newGuid) || (newGuid == _previousGuid && used.Version != _guid.Version))
            {
                return;
            }

            _previousGuid = _guid.Reveal();
            _guid = new SessionGuid(newGuid, _guid.Version + 1, Transport.Clock.GetLocalNow());
            change = _guidChange;
            _guidChange = null;
        }

        _ = change?.TrySetResult(true);
    }

    private static bool MayRepeat(Operation operation, GatewayException failure) =>
        failure.Kind == FailureKind.ConnectFailed
        || (operation.IsRead && !operation.IsPoll && failure.Kind is FailureKind.OperationTimeout or FailureKind.BadReply);

    /// <summary>Whether the GUID has changed since a request was made, or does so in a moment: the poll that brings it may still be on its way.</summary>
    private async ValueTask<bool> HasNewerGuidAsync(SessionGuid used, CancellationToken cancellationToken)
    {
        Task<bool> change;
        lock (_gate)
        {
            if (_guid.Version != used.Version)
            {
                return true;
            }

            if (IsOver || !IsPolling)
            {
                return false;
            }

            _guidChange ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            change = _guidChange.Task;
        }

        return await Polyfill.WaitAsync(change, RotationPatience, Transport.Clock, cancellationToken).ConfigureAwait(false) && _guid.Version != used.Version;
    }
}
