using Microsoft.Extensions.Time.Testing;

namespace AgentGateway.Client.Tests;

/// <summary>
/// A fake clock that counts how often timers with a certain duration are started again, so that a test doesn't advance it too early.
/// </summary>
/// <param name="length">The duration.</param>
internal sealed class RestartClock(TimeSpan length) : FakeTimeProvider
{
    private int _restarts;

    public Task UntilRestartAsync(int count) =>
        Eventually.TrueAsync(() => Volatile.Read(ref _restarts) >= count, $"{count} restarts of a timer");

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Counted(this, base.CreateTimer(callback, state, dueTime, period));

    private sealed class Counted(RestartClock clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            if (dueTime == clock.Length)
            {
                Interlocked.Increment(ref clock._restarts);
            }

            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }

    private TimeSpan Length => length;
}
