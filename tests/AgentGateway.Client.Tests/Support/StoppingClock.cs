namespace AgentGateway.Client.Tests;

/// <summary>A clock that throws on request, to simulate an unexpected exception.</summary>
// FakeTimeProvider stands still or moves, but it cannot fail.
internal sealed class StoppingClock : TimeProvider
{
    public bool IsBroken { get; set; }

    public override DateTimeOffset GetUtcNow() => IsBroken ? throw Stopped() : base.GetUtcNow();

    public override long GetTimestamp() => IsBroken ? throw Stopped() : base.GetTimestamp();

    private static InvalidTimeZoneException Stopped() => new("The clock has stopped.");
}
