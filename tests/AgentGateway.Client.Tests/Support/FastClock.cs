namespace AgentGateway.Client.Tests;

/// <summary>A clock that runs faster than the real one, so that an outage of minutes takes seconds.</summary>
/// <param name="factor">How many times faster.</param>
// FakeTimeProvider stands still between two steps, but the simulated gateway, the network and the client all have to run.
internal sealed class FastClock(int factor) : TimeProvider
{
    private readonly long _start = System.GetTimestamp();
    private readonly DateTimeOffset _utcStart = System.GetUtcNow();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => System.GetElapsedTime(_start).Ticks * factor;

    public override DateTimeOffset GetUtcNow() => _utcStart.AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(this, System.CreateTimer(callback, state, Scale(dueTime), Scale(period)));

    /// <summary>Waits for a time of this clock.</summary>
    public Task DelayAsync(TimeSpan time) => Task.Delay(time, this);

    private TimeSpan Scale(TimeSpan time) => time == Timeout.InfiniteTimeSpan
        ? time
        : TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds / factor));

    private sealed class ScaledTimer(FastClock clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Scale(dueTime), clock.Scale(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
