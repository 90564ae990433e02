namespace AgentGateway.Client.Tests;

/// <summary>A clock whose wall time can be set, as an administrator or a time server does. Its monotonic time is not affected.</summary>
internal sealed class SteppedClock : TimeProvider
{
    private long _offset;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _offset));

    public void Step(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);
}
