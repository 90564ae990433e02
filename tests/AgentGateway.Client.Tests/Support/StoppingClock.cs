namespace AgentGateway.Client.Tests;

/// <summary>A clock that breaks when it is told to: something that nobody thought of.</summary>
// FakeTimeProvider stands still or moves, but it cannot fail.
internal sealed class StoppingClock : TimeProvider
{
    public bool IsBroken { get; set; }

    public override DateTimeOffset GetUtcNow() => IsBroken ? throw Stopped() : base.GetUtcNow();

    public override long GetTimestamp() => IsBroken ? throw Stopped() : base.GetTimestamp();

    private static InvalidTimeZoneException Stopped() => new("The clock has stopped.");
}
