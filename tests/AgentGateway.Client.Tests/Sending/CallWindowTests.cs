namespace AgentGateway.Client.Tests;

/// <summary>Tests the limit of concurrent calls to a gateway: half after an overload, and then slowly increasing.</summary>
public sealed class CallWindowTests
{
    private readonly TimerClock _clock = new();

    [Fact]
    public async Task Without_an_overload_there_is_no_limit()
    {
        using var window = NewWindow();

        for (var call = 0; call < 2000; call++)
        {
            Assert.Equal(0, await window.EnterAsync(CancellationToken.None).AsTask().WithinTimeout());
        }

        Assert.Equal(0, window.Log.Count);
    }

    [Fact]
    public async Task An_overload_halves_the_window_after_a_pause_and_the_window_then_grows_step_by_step()
    {
        using var window = NewWindow();
        var overloads = await EnterAsync(window, 16);

        window.Shrink(overloads, new Overload("000-007", null, false));
        for (var call = 0; call < 16; call++)
        {
            window.Leave();
        }

        Assert.Equal(0, await CountFreeAsync(window));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(8, await CountFreeAsync(window));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(9, await CountFreeAsync(window));
        for (var step = 0; step < 6; step++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(15, await CountFreeAsync(window));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(100, await CountFreeAsync(window));

        var (changes, position) = window.Log.Since(0);
        Assert.Equal(1 + 8, changes.Length);
        Assert.Equal(position, window.Log.Count);
        Assert.Contains("000-007", changes[0], StringComparison.Ordinal);
        Assert.Contains("no longer overloaded", changes[^1], StringComparison.Ordinal);
        Assert.Empty(window.Log.Since(position).Changes);
    }

    [Fact]
    public async Task The_refusals_of_calls_that_were_sent_together_shrink_the_window_once()
    {
        using var window = NewWindow();
        var overloads = await EnterAsync(window, 16);

        for (var call = 0; call < 16; call++)
        {
            window.Shrink(overloads, new Overload("HTTP 429", TimeSpan.FromSeconds(2), false));
            window.Leave();
        }

        Assert.Equal(1, window.Log.Count);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(8, await CountFreeAsync(window));
    }

    [Fact]
    public async Task An_overload_at_the_smaller_window_shrinks_it_again_down_to_one()
    {
        using var window = NewWindow();
        for (var overload = 0; overload < 10; overload++)
        {
            window.Shrink(await EnterAsync(window, 1), new Overload("000-007", TimeSpan.FromSeconds(1), false));
            window.Leave();
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(1, await CountFreeAsync(window));
    }

    [Fact]
    public async Task A_pause_that_ends_before_it_begins_is_no_pause()
    {
        using var window = NewWindow();
        var overloads = await EnterAsync(window, 4);
        _clock.StepPerReading = TimeSpan.FromSeconds(1);

        window.Shrink(overloads, new Overload("000-007", TimeSpan.FromMilliseconds(100), false));

        _clock.StepPerReading = TimeSpan.Zero;
        for (var call = 0; call < 4; call++)
        {
            window.Leave();
        }

        Assert.Equal(2, await CountFreeAsync(window));
    }

    [Fact]
    public async Task A_switch_over_of_one_agent_does_not_delay_the_calls_of_the_others()
    {
        using var window = NewWindow();
        var switchOver = new Overload("000-004", TimeSpan.FromSeconds(1), true);
        window.Shrink(await EnterAsync(window, 8), switchOver);
        for (var call = 0; call < 8; call++)
        {
            window.Leave();
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        for (var agent = 0; agent < 20; agent++)
        {
            window.Shrink(await EnterAsync(window, 1), switchOver with { RetryAfter = null });
            window.Leave();
        }

        Assert.Equal(1, window.Log.Count);
        Assert.Equal(4, await CountFreeAsync(window));
    }

    [Fact]
    public async Task Waiting_calls_get_their_turn_in_order_and_those_that_were_canceled_take_none()
    {
        using var window = NewWindow();
        using var canceled = new CancellationTokenSource();
        window.Shrink(await EnterAsync(window, 2), new Overload("000-004", TimeSpan.FromSeconds(1), true));
        var first = window.EnterAsync(canceled.Token).AsTask();
        var second = window.EnterAsync(CancellationToken.None).AsTask();
        var third = window.EnterAsync(CancellationToken.None).AsTask();

        await canceled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first).WithinTimeout();
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(second.IsCompleted);
        window.Leave();
        window.Leave();

        _ = await second.WithinTimeout();
        Assert.False(third.IsCompleted);
        window.Leave();
        _ = await third.WithinTimeout();
    }

    private CallWindow NewWindow() =>
        new(
            new GatewayOptions
            {
                Address = new Uri("https://gateway.example.com:8043"),
                RetryInterval = TimeSpan.FromSeconds(1),
                Clock = _clock,
            });

    private static async Task<int> EnterAsync(CallWindow window, int calls)
    {
        var overloads = 0;
        for (var call = 0; call < calls; call++)
        {
            overloads = await window.EnterAsync(CancellationToken.None).AsTask().WithinTimeout();
        }

        return overloads;
    }

    // Tries at most a hundred calls.
    private static async Task<int> CountFreeAsync(CallWindow window)
    {
        using var stop = new CancellationTokenSource();
        var calls = Enumerable.Range(0, 100).Select(_ => window.EnterAsync(stop.Token).AsTask()).ToArray();
        var free = calls.Count(call => call.IsCompleted);
        await stop.CancelAsync();
        foreach (var call in calls.Take(free))
        {
            _ = await call;
            window.Leave();
        }

        return free;
    }

    /// <summary>A clock that stops until a test advances it. Its timers then fire.</summary>
    private sealed class TimerClock : TimeProvider
    {
        private readonly List<ManualTimer> _timers = [];
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        /// <summary>The time by which each reading advances the clock. It simulates a delayed thread.</summary>
        public TimeSpan StepPerReading { get; set; }

        public override long GetTimestamp() => _now += StepPerReading.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new ManualTimer(this, callback, state);
            _timers.Add(timer);
            _ = timer.Change(dueTime, period);
            return timer;
        }

        public void Advance(TimeSpan by)
        {
            _now += by.Ticks;
            _timers.ForEach(timer => timer.FireIfDue());
        }

        private sealed class ManualTimer(TimerClock clock, TimerCallback callback, object? state) : ITimer
        {
            private long? _due;

            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                Assert.True(dueTime == Timeout.InfiniteTimeSpan || dueTime >= TimeSpan.Zero);
                _due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime.Ticks;
                return true;
            }

            public void FireIfDue()
            {
                if (_due <= clock._now)
                {
                    _due = null;
                    callback(state);
                }
            }

            public void Dispose() => _due = null;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
