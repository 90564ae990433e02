namespace AgentGateway.Client.Tests;

/// <summary>The system clock. It also reports when a timer with a certain duration was started.</summary>
internal sealed class AwaitedTimerClock(TimeSpan length) : TimeProvider
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Started => _started.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime == length)
        {
            _started.TrySetResult();
        }

        return timer;
    }
}
