using System.Collections.Concurrent;

namespace AgentGateway;

/// <summary>
/// Provides the tokens that end exchanges: on cancellation, on a timeout, and when the gateway is closed. Their sources are reused,
/// because each holds a timer.
/// </summary>
internal sealed class Deadlines(CancellationToken closing)
{
    // The pool holds as many as were ever needed at once, so the window and the number of sessions limit it.
    private readonly ConcurrentBag<CancellationTokenSource> _spare = [];

    /// <summary>Starts the timeout of one exchange.</summary>
    public Deadline Start(TimeSpan timeout, CancellationToken caller)
    {
        var source = _spare.TryTake(out var used) ? used : CancellationTokenSource.CreateLinkedTokenSource(closing);
        source.CancelAfter(timeout);
        return new Deadline(this, source, caller.Register(static state => ((CancellationTokenSource)state!).Cancel(), source));
    }

    private void End(CancellationTokenSource source)
    {
        if (Polyfill.TryReset(source))
        {
            _spare.Add(source);
        }
        else
        {
            source.Dispose();
        }
    }

    /// <summary>The end of one exchange.</summary>
    internal readonly struct Deadline(Deadlines? owner, CancellationTokenSource source, CancellationTokenRegistration caller) : IDisposable
    {
        public CancellationToken Token => source.Token;

        /// <summary>Removes the timeout. The caller and the gateway can still cancel.</summary>
        public void Suspend() => source.CancelAfter(Timeout.InfiniteTimeSpan);

        public void Dispose()
        {
            // Waits for a cancellation in progress, so that it can't cancel the next exchange.
            caller.Dispose();
            owner?.End(source);
        }
    }
}
