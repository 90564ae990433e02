namespace AgentGateway;

/// <content>Sending, and retries.</content>
public sealed partial class AgwSession
{
    /// <summary>
    /// Sends with this session's GUID. A request that is refused because its GUID has just been replaced is sent again once with the new
    /// one. Reads, and requests that the gateway certainly did not accept, are retried with pauses (decision 0006). The precondition is
    /// checked each time.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<ExchangeResult> SendAsync(ExchangeRequest request, CancellationToken cancellationToken)
    {
        var isResent = false;
        int? signIn = null;
        ExchangeResult? result = null;
        for (var attempt = 0; ; attempt++)
        {
            var guid = _guid.Current;
            if (guid.SignIn != (signIn ??= guid.SignIn))
            {
                // The session has signed in again in the meantime. The call belongs to the previous sign-in.
                return result!;
            }

            result = await Transport.ExchangeAsync(request, SecretsOf(guid), cancellationToken).ConfigureAwait(false);
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
                    && await _guid.HasNewerAsync(guid, request.Operation, IsPolling && !IsOver, cancellationToken).ConfigureAwait(false))
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
            else if (attempt >= Options.MaximumRetryCount || Transport.IsClosed || !MayRepeat(request.Operation, result.Failure!))
            {
                return result;
            }

            await Polyfill.DelayAsync(
                Transport.Clock, BackOff.Pause(Options.RetryInterval, attempt), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Returns the secrets of an exchange. All calls with the same GUID share one object.</summary>
    private ExchangeSecrets SecretsOf(SessionGuid guid)
    {
        var secrets = _secrets;
        if (secrets?.IsOf(guid.Version, _cookies) != true)
        {
            secrets = new ExchangeSecrets(guid.Reveal(), _cookies, _guid.Previous, _password)
            {
                Receiver = _guid,
                GuidVersion = guid.Version,
            };
            _secrets = secrets;
        }

        return secrets;
    }

    /// <summary>Returns a value of the data as text for people: one line of limited length, without the secrets of this session.</summary>
    internal string Quote(string? text) => Messages.Clean(text, KnownSecrets);

    /// <summary>Returns a cause whose text doesn't contain the secrets of this session.</summary>
    internal Exception? Harmless(Exception? cause) => cause is null ? null : GatewayException.Harmless(cause, KnownSecrets);

    private KnownSecrets KnownSecrets => SecretsOf(_guid.Current).Known(null, null, null, Options.ProxyCredential?.Password);

    private static bool MayRepeat(Operation operation, GatewayException failure)
    {
        if (failure.Kind == FailureKind.ConnectFailed)
        {
            return true;
        }

        // A success without a file is a clear reply, although it is not the expected one.
        return !operation.IsPoll
            && failure.RetCode != RetCodes.Success
            && (failure.WasNotTaken || (operation.IsRead && failure.Kind is FailureKind.OperationTimeout or FailureKind.BadReply));
    }
}
