namespace AgentGateway;

/// <summary>The pauses between repetitions: they double, and each is drawn between half and all of its length, so that many clients do not come back at once.</summary>
internal static class BackOff
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>The pause before a repetition.</summary>
    /// <param name="interval">The pause before the first.</param>
    /// <param name="attempt">0 for the first.</param>
    public static TimeSpan Pause(TimeSpan interval, int attempt)
    {
        var full = Math.Min(interval.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, 16)), Longest.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(full * (0.5 + (0.5 * Polyfill.NextDouble())));
    }

    /// <summary>A pause of a random length, e.g. between two polls.</summary>
    public static TimeSpan Between(TimeSpan shortest, TimeSpan longest) =>
        shortest + TimeSpan.FromTicks((long)((longest - shortest).Ticks * Polyfill.NextDouble()));
}
