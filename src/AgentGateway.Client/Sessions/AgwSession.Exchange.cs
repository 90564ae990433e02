namespace AgentGateway;

/// <content>Sending: the GUID and its rotation, repetition.</content>
public sealed partial class AgwSession : IGuidReceiver
{
    // So many GUIDs are recognised as old ones.
    private const int MostEarlierGuids = 8;

    // How long a refusal may wait for the poll that brings the GUID it was refused for.
    private static readonly TimeSpan RotationPatience = TimeSpan.FromSeconds(1);

    private readonly Queue<string> _earlierGuids = new();

    // Came with a late reply, or was replaced by one: it is not known whether it is newer than the current one.
    private string? _otherGuid;

    // Refused with the current GUID although no new one came: a missing right, and no change of the GUID.
    private HashSet<Operation>? _refused;

    /// <summary>
    /// Sends with this session's GUID. A refusal of a GUID that has just been replaced is sent again once with the new one; what was
    /// certainly not taken, and reads, are repeated with pauses (decision 0006). The precondition is checked each time.
    /// </summary>
    internal async ValueTask<Exchanged> SendAsync(
        OperationCall call, int agentId, TimeSpan timeout, CancellationToken cancellationToken, IPrecondition? precondition = null, bool hasTurn = false)
    {
        var isResent = false;
        for (var attempt = 0; ; attempt++)
        {
            var guid = _guid;
            var secrets = new ExchangeSecrets(guid.Reveal(), _cookies, _previousGuid, _password);
            var exchanged = await Transport.ExchangeAsync(call, agentId, secrets, this, guid.Version, timeout, cancellationToken, null, precondition, hasTurn).ConfigureAwait(false);
            if (exchanged.IsNotSent)
            {
                return exchanged;
            }

            if (exchanged.Reply is { } reply)
            {
                NoteContact();
                if (RetCodes.RefusesGuid(reply.RetCode) && !isResent && await HasNewerGuidAsync(guid, call.Operation, cancellationToken).ConfigureAwait(false))
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

    /// <summary>A new GUID counts at once, for all later exchanges. One that was replaced is old, where a late reply brings it.</summary>
    /// <param name="newGuid">The GUID.</param>
    /// <param name="usedVersion">The version of the GUID that the request had which brought it.</param>
    /// <param name="isFresh">The reply is as new as its arrival. Other late replies may be older than those that came before them.</param>
    internal void TakeGuid(string newGuid, int usedVersion, bool isFresh)
    {
        TaskCompletionSource<bool>? change;
        lock (_gate)
        {
            var isLate = usedVersion != _guid.Version;
            if (_guid.Is(newGuid) || (isLate && _earlierGuids.Contains(newGuid)))
            {
                return;
            }

            if (isLate && !isFresh)
            {
                _otherGuid = newGuid;
                return;
            }

            change = Replace(newGuid, isLate ? _guid.Reveal() : null);
        }

        _ = change?.TrySetResult(true);
    }

    void IGuidReceiver.TakeGuid(string newGuid, int usedVersion, bool isPoll) => TakeGuid(newGuid, usedVersion, isPoll);

    private static bool MayRepeat(Operation operation, GatewayException failure) =>
        failure.Kind == FailureKind.ConnectFailed
        || (!operation.IsPoll && (failure.WasNotTaken || (operation.IsRead && failure.Kind is FailureKind.OperationTimeout or FailureKind.BadReply)));

    /// <summary>Makes another GUID the current one; returns who waits for that.</summary>
    private TaskCompletionSource<bool>? Replace(string newGuid, string? other)
    {
        _earlierGuids.Enqueue(_guid.Reveal());
        if (_earlierGuids.Count > MostEarlierGuids)
        {
            _ = _earlierGuids.Dequeue();
        }

        _previousGuid = _guid.Reveal();
        _guid = new SessionGuid(newGuid, _guid.Version + 1, Transport.Clock.GetLocalNow());
        (_otherGuid, _refused) = (other, null);
        var change = _guidChange;
        _guidChange = null;
        return change;
    }

    /// <summary>
    /// Whether there is another GUID than the one that a request was refused with: it has changed since, a late reply brought one, or it changes
    /// in a moment, because the poll that brings it is still under way. An operation for which none came is not waited for again.
    /// </summary>
    private async ValueTask<bool> HasNewerGuidAsync(SessionGuid used, Operation operation, CancellationToken cancellationToken)
    {
        Task<bool> change;
        lock (_gate)
        {
            if (_guid.Version != used.Version)
            {
                return true;
            }

            if (_otherGuid is { } other)
            {
                _ = Replace(other, _guid.Reveal())?.TrySetResult(true);
                return true;
            }

            if (IsOver || !IsPolling || _refused?.Contains(operation) == true)
            {
                return false;
            }

            _guidChange ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            change = _guidChange.Task;
        }

        if (await Polyfill.WaitAsync(change, RotationPatience, Transport.Clock, cancellationToken).ConfigureAwait(false) && _guid.Version != used.Version)
        {
            return true;
        }

        lock (_gate)
        {
            if (_guid.Version == used.Version)
            {
                _ = (_refused ??= []).Add(operation);
            }
        }

        return false;
    }
}
