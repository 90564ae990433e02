namespace AgentGateway.Simulator;

/// <summary>A clock that runs faster than the real one, so that a test of minutes takes seconds.</summary>
/// <param name="factor">How many times faster.</param>
public sealed class FastClock(int factor) : TimeProvider
{
    private readonly int factor = factor > 0
        ? factor
        : throw new ArgumentOutOfRangeException(nameof(factor), factor, "A time factor is at least 1.");

    private readonly long start = System.GetTimestamp();
    private readonly DateTimeOffset utcStart = System.GetUtcNow();
    private long skipped;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => (System.GetElapsedTime(start).Ticks * factor) + Interlocked.Read(ref skipped);

    public override DateTimeOffset GetUtcNow() => utcStart.AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(this, System.CreateTimer(callback, state, Scale(dueTime), Scale(period)));

    /// <summary>Waits for a time of this clock.</summary>
    public Task DelayAsync(TimeSpan time) => Task.Delay(time, this);

    /// <summary>Moves the clock ahead. Timers that are running fire after the same real time as without this.</summary>
    public void Skip(TimeSpan time) => Interlocked.Add(ref skipped, time.Ticks);

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
