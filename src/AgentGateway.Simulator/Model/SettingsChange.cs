namespace AgentGateway.Simulator;

/// <summary>New settings. A null value leaves the setting unchanged.</summary>
public sealed record SettingsChange
{
    public TimeSpan? PollHold { get; init; }

    public TimeSpan? Latency { get; init; }

    public TimeSpan? GuidInterval { get; init; }

    public TimeSpan? GuidTimeout { get; init; }

    public TimeSpan? IdleTimeout { get; init; }

    public TimeSpan? CallDelay { get; init; }

    public bool? ForcedSignIn { get; init; }
}
