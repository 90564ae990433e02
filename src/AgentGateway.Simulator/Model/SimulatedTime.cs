namespace AgentGateway.Simulator;

/// <summary>The simulator's clock: real time plus the time that tests advance it by. Advancing fires due timers in order.</summary>
// FakeTimeProvider is no substitute: it stands still between two advances, whereas this clock also runs with real time.
internal sealed class SimulatedTime : TimeProvider, IDisposable
{
    private readonly TimeProvider real;
    private readonly long realStart;
    private readonly DateTimeOffset utcStart;
    private readonly Lock gate = new();
    private readonly PriorityQueue<Entry, (long Due, long Order)> entries = new();
    private readonly ITimer wake;
    private long advanced;
    private long order;

    public SimulatedTime(TimeProvider real)
    {
        this.real = real;
        realStart = real.GetTimestamp();
        utcStart = real.GetUtcNow();
        wake = real.CreateTimer(
            static state => ((SimulatedTime)state!).FireDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => utcStart.AddTicks(GetTimestamp());

    public override long GetTimestamp() => real.GetElapsedTime(realStart).Ticks + Interlocked.Read(ref advanced);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var entry = new Entry(this, callback, state);
        entry.Change(dueTime, period);
        return entry;
    }

    /// <summary>Runs an action once. If the clock is being advanced, timers that the action creates can fire in the same advance.</summary>
    public ITimer After(TimeSpan delay, Action action) =>
        CreateTimer(static state => ((Action)state!)(), action, delay, Timeout.InfiniteTimeSpan);

    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var target = GetTimestamp() + by.Ticks;
        while (TakeDue(target) is { } due)
        {
            MoveTo(due.At);
            due.Fire();
        }

        MoveTo(target);
        Arm();
    }

    public void Dispose()
    {
        wake.Dispose();
        lock (gate)
        {
            entries.Clear();
        }
    }

    private void MoveTo(long timestamp)
    {
        var missing = timestamp - GetTimestamp();
        if (missing > 0)
        {
            Interlocked.Add(ref advanced, missing);
        }
    }

    private void FireDue()
    {
        while (TakeDue(GetTimestamp()) is { } due)
        {
            due.Fire();
        }

        Arm();
    }

    private Due? TakeDue(long until)
    {
        lock (gate)
        {
            while (entries.TryPeek(out var entry, out var key) && key.Due <= until)
            {
                entries.Dequeue();
                if (entry.Version == key.Order)
                {
                    return new Due(entry, key.Due);
                }
            }

            return null;
        }
    }

    private void Arm()
    {
        lock (gate)
        {
            // A canceled entry stays in the queue until it is due; waking up for it is harmless.
            if (entries.TryPeek(out _, out var key))
            {
                WakeAt(key.Due);
            }
        }
    }

    /// <summary>Rounds up to whole milliseconds, because the timer would have to be set again if it fired early.</summary>
    private void WakeAt(long due)
    {
        var left = Math.Max(0, due - GetTimestamp());
        var milliseconds = (left + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
        wake.Change(milliseconds * TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }

    private readonly record struct Due(Entry Entry, long At)
    {
        public void Fire() => Entry.Fire(At);
    }

    private sealed class Entry(SimulatedTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        /// <summary>The order number of the valid queue item of this entry; its other items are ignored.</summary>
        public long Version { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            lock (time.gate)
            {
                period = newPeriod;
                Version = 0;
                return dueTime == Timeout.InfiniteTimeSpan || Enqueue(time.GetTimestamp() + dueTime.Ticks);
            }
        }

        public void Fire(long at)
        {
            if (period > TimeSpan.Zero)
            {
                lock (time.gate)
                {
                    Enqueue(at + period.Ticks);
                }
            }

            callback(state);
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private bool Enqueue(long due)
        {
            Version = ++time.order;
            var first = !time.entries.TryPeek(out _, out var key) || due < key.Due;
            time.entries.Enqueue(this, (due, Version));
            if (first)
            {
                time.WakeAt(due);
            }

            return true;
        }
    }
}
