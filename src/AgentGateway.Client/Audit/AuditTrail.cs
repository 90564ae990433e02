namespace AgentGateway;

/// <summary>Records the changes of one gateway in a file, with the event source, with both, or not at all.</summary>
internal sealed class AuditTrail : IDisposable
{
    // How long a canceled call waits for the record of its outcome. The file still writes it afterwards.
    private static readonly TimeSpan TimeoutAfterCancel = TimeSpan.FromMilliseconds(500);

    private readonly AuditFile? _file;
    private readonly Uri _gateway;
    private readonly TimeProvider _clock;

    /// <param name="file">The file, or null.</param>
    /// <param name="gateway">The gateway.</param>
    /// <param name="clock">The clock.</param>
    public AuditTrail(AuditFile? file, Uri gateway, TimeProvider clock)
    {
        _file = file;
        _gateway = gateway;
        _clock = clock;
    }

    /// <summary>Returns whether an operation is recorded. Without a file and a listener, this check allocates nothing.</summary>
    public bool Covers(Operation operation) => !operation.IsRead && (_file is not null || AuditEvents.Log.IsEnabled());

    /// <summary>Records that a change is about to be sent.</summary>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels the wait. The caller must not send the change then.</param>
    /// <returns>The reason why it can't be recorded and must not be sent; or null.</returns>
    public async ValueTask<string?> BeginAsync(AuditedChange change, CancellationToken cancellationToken)
    {
        AuditEvents.Log.Requested(change, _gateway);
        if (_file is null)
        {
            return null;
        }

        var written = _file.AppendAsync(AuditJson.RequestLine(change, _gateway));
        await Polyfill.WaitAsync(written, cancellationToken).ConfigureAwait(false);
        return await written.ConfigureAwait(false);
    }

    /// <summary>Records the outcome of a change.</summary>
    /// <param name="change">The change.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="cancellationToken">Limits the rest of the wait to half a second.</param>
    /// <returns>The reason why the record might be missing; null: it is written.</returns>
    public async ValueTask<string?> EndAsync(AuditedChange change, AuditOutcome outcome, CancellationToken cancellationToken)
    {
        AuditEvents.Log.Completed(change, _gateway, outcome);
        if (_file is null)
        {
            return null;
        }

        var written = _file.AppendAsync(AuditJson.OutcomeLine(change, _gateway, outcome));
        try
        {
            await Polyfill.WaitAsync(written, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            var timeout = Polyfill.DelayAsync(_clock, TimeoutAfterCancel, CancellationToken.None);
            if (await Task.WhenAny(written, timeout).ConfigureAwait(false) != written)
            {
                return "it was still being written half a second after the cancellation";
            }
        }

        return await written.ConfigureAwait(false);
    }

    public void Dispose() => _file?.Dispose();
}
