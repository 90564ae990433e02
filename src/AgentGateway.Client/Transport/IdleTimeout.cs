namespace AgentGateway;

/// <summary>
/// Cancels a transfer if no data arrives for a time. A transfer has no other time limit, because its duration depends on its length.
/// </summary>
internal sealed class IdleTimeout : IDisposable
{
    // A token source without a timer of its own holds nothing, so it is not disposed: the timer may still be about to cancel it.
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _outer;
    private readonly ITimer _timer;
    private readonly TimeSpan _limit;

    /// <param name="clock">The clock.</param>
    /// <param name="limit">The maximum time without data.</param>
    /// <param name="cancellationToken">Also cancels the transfer.</param>
    public IdleTimeout(TimeProvider clock, TimeSpan limit, CancellationToken cancellationToken)
    {
        _limit = limit;
        _outer = cancellationToken.Register(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        _timer = clock.CreateTimer(
            static source => ((CancellationTokenSource)source!).Cancel(), _source, limit, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Records that data has arrived.</summary>
    public void Restart() => _ = _timer.Change(_limit, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _timer.Dispose();
        _outer.Dispose();
    }
}
