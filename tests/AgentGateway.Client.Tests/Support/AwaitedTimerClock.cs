namespace AgentGateway.Client.Tests;

/// <summary>The clock of the machine, which tells when a timer of a certain length was started.</summary>
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
