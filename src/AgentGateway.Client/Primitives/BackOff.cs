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

    /// <summary>The shorter of two pauses.</summary>
    public static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>The longer of two pauses.</summary>
    public static TimeSpan Longer(TimeSpan one, TimeSpan other) => one < other ? other : one;

    /// <summary>A pause of a random length, e.g. between two polls.</summary>
    public static TimeSpan Between(TimeSpan shortest, TimeSpan longest) =>
        shortest + TimeSpan.FromTicks((long)((longest - shortest).Ticks * Polyfill.NextDouble()));

    /// <summary>Lengthens a pause by less than a beat, so that it ends on one: thousands of sessions then wake a thread ten times a second and not thousands of times.</summary>
    /// <param name="pause">The pause.</param>
    /// <param name="beat">From beat to beat; more than zero.</param>
    /// <param name="now">When the pause begins, from wherever time is counted.</param>
    public static TimeSpan ToBeat(TimeSpan pause, TimeSpan beat, TimeSpan now)
    {
        var over = (now + pause).Ticks % beat.Ticks;
        return over == 0 ? pause : pause + TimeSpan.FromTicks(beat.Ticks - over);
    }
}
