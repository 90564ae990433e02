namespace AgentGateway;

/// <summary>
/// The GUID of a session and its rotation. The gateway replaces the GUID with most polls and then refuses the old one, even though other
/// requests with it are still in progress. Replies can arrive in another order than their requests. Thread-safe.
/// </summary>
/// <param name="guid">The GUID of the sign-in.</param>
/// <param name="options">The clock and the timings.</param>
internal sealed class GuidRotation(string guid, GatewayOptions options) : IGuidReceiver
{
    private readonly object _gate = new();
    private readonly Queue<string> _replaced = new();
    private volatile SessionGuid _current = new(guid, 0, options.Clock.GetLocalNow());
    private volatile string? _previous;

    // A GUID of a late reply, or one that was replaced by a late reply. It may be newer than the current one.
    private string? _candidate;

    // The operations that were refused with the current GUID although no new one arrived. The agent has no right to them.
    private HashSet<Operation>? _refused;
    private TaskCompletionSource<bool>? _change;
    private bool _isEnded;

    // The version of the first GUID of the current sign-in.
    private int _firstVersion;

    /// <summary>The current GUID.</summary>
    public SessionGuid Current => _current;

    /// <summary>The GUID before the current one, or null.</summary>
    public string? Previous => _previous;

    /// <summary>Whether this is the current GUID or the one before it.</summary>
    public bool Has(string value) => _current.Is(value) || string.Equals(_previous, value, StringComparison.Ordinal);

    /// <summary>
    /// Takes the GUID of a reply. All later requests use it, unless the reply is late and the GUID has already been replaced.
    /// </summary>
    /// <param name="newGuid">The GUID.</param>
    /// <param name="usedVersion">The version of the GUID in the request.</param>
    /// <param name="isFresh">
    /// Indicates that the reply is as new as its arrival. Other replies may be older than those that arrived before them.
    /// </param>
    public void TakeGuid(string newGuid, int usedVersion, bool isFresh)
    {
        TaskCompletionSource<bool>? change;
        lock (_gate)
        {
            // A late reply to a call of the previous sign-in.
            if (usedVersion < _firstVersion)
            {
                return;
            }

            var isLate = usedVersion != _current.Version;
            if (_current.Is(newGuid) || (isLate && _replaced.Contains(newGuid)))
            {
                return;
            }

            if (isLate && !isFresh)
            {
                _candidate = newGuid;
                return;
            }

            change = Replace(newGuid, isLate ? _current.Reveal() : null);
        }

        _ = change?.TrySetResult(true);
    }

    /// <summary>
    /// Returns whether there is a newer GUID than that of a refused request. The GUID may have changed since, a late reply may have
    /// contained another one, or a poll in progress is about to return it. An operation that has waited without a new GUID doesn't wait
    /// again.
    /// </summary>
    /// <param name="used">The GUID of the request.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="isPolling">Whether a poll can return a new GUID.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async ValueTask<bool> HasNewerAsync(SessionGuid used, Operation operation, bool isPolling, CancellationToken cancellationToken)
    {
        Task<bool> change;
        lock (_gate)
        {
            // A call of the previous sign-in must not use the GUID of the new one.
            if (_current.Version != used.Version)
            {
                return _current.SignIn == used.SignIn;
            }

            if (_candidate is { } candidate)
            {
                _ = Replace(candidate, _current.Reveal())?.TrySetResult(true);
                return true;
            }

            if (_isEnded || !isPolling || _refused?.Contains(operation) == true)
            {
                return false;
            }

            _change ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            change = _change.Task;
        }

        var hasChanged = await Polyfill.WaitAsync(change, options.RotationTimeout, options.Clock, cancellationToken).ConfigureAwait(false);
        if (hasChanged && _current is var newer && newer.Version != used.Version)
        {
            return newer.SignIn == used.SignIn;
        }

        lock (_gate)
        {
            if (_current.Version == used.Version)
            {
                _ = (_refused ??= []).Add(operation);
            }
        }

        return false;
    }

    /// <summary>Takes the GUID of a new sign-in. Calls that wait for a newer GUID of the previous sign-in don't receive it.</summary>
    public void Restart(string newGuid)
    {
        TaskCompletionSource<bool>? change;
        lock (_gate)
        {
            change = Replace(newGuid, null, _current.SignIn + 1);
            _firstVersion = _current.Version;
        }

        _ = change?.TrySetResult(false);
    }

    /// <summary>Declares that the session has ended, so no new GUID will arrive.</summary>
    public void End()
    {
        TaskCompletionSource<bool>? change;
        lock (_gate)
        {
            _isEnded = true;
            change = _change;
            _change = null;
        }

        _ = change?.TrySetResult(false);
    }

    /// <summary>Makes another GUID the current one. Returns the source that completes the waits for it.</summary>
    private TaskCompletionSource<bool>? Replace(string newGuid, string? candidate, int? signIn = null)
    {
        var old = _current.Reveal();
        _replaced.Enqueue(old);
        if (_replaced.Count > options.MaxReplacedGuids)
        {
            _ = _replaced.Dequeue();
        }

        _previous = old;
        _current = new SessionGuid(newGuid, _current.Version + 1, options.Clock.GetLocalNow(), signIn ?? _current.SignIn);
        (_candidate, _refused) = (candidate, null);
        var change = _change;
        _change = null;
        return change;
    }
}
