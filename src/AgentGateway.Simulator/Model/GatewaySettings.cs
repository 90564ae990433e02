namespace AgentGateway.Simulator;

/// <summary>The options that can change while the simulator runs. Each value is read and written atomically.</summary>
internal sealed class GatewaySettings(SimulatedGatewayOptions options)
{
    private long pollHold = options.PollHold.Ticks;
    private long latency = options.Latency.Ticks;
    private long guidInterval = options.GuidInterval.Ticks;
    private long guidTimeout = options.GuidTimeout.Ticks;
    private long idleTimeout = options.IdleTimeout.Ticks;
    private long callDelay = options.CallDelay.Ticks;
    private volatile bool forcedSignIn = options.ForcedSignIn;

    public TimeSpan PollHold => Read(ref pollHold);

    public TimeSpan Latency => Read(ref latency);

    public TimeSpan GuidInterval => Read(ref guidInterval);

    public TimeSpan GuidTimeout => Read(ref guidTimeout);

    public TimeSpan IdleTimeout => Read(ref idleTimeout);

    public TimeSpan CallDelay => Read(ref callDelay);

    public bool ForcedSignIn => forcedSignIn;

    public void Apply(SettingsChange change)
    {
        Write(ref pollHold, change.PollHold);
        Write(ref latency, change.Latency);
        Write(ref guidInterval, change.GuidInterval);
        Write(ref guidTimeout, change.GuidTimeout);
        Write(ref idleTimeout, change.IdleTimeout);
        Write(ref callDelay, change.CallDelay);
        forcedSignIn = change.ForcedSignIn ?? forcedSignIn;
    }

    private static TimeSpan Read(ref long ticks) => TimeSpan.FromTicks(Interlocked.Read(ref ticks));

    private static void Write(ref long ticks, TimeSpan? value)
    {
        if (value is { } given)
        {
            Interlocked.Exchange(ref ticks, given.Ticks);
        }
    }
}
