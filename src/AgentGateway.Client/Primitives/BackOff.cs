namespace AgentGateway;

/// <summary>
/// The pauses between retries. They double, and each is a random time between half of its length and all of it, so that clients don't retry
/// at the same time.
/// </summary>
internal static class BackOff
{
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(30);

    /// <summary>Returns the pause before a retry.</summary>
    /// <param name="interval">The pause before the first retry.</param>
    /// <param name="attempt">0 for the first.</param>
    public static TimeSpan Pause(TimeSpan interval, int attempt)
    {
        var full = Math.Min(interval.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, 16)), MaxPause.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(full * (0.5 + (0.5 * Polyfill.NextDouble())));
    }

    /// <summary>The shorter of two pauses.</summary>
    public static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>The longer of two pauses.</summary>
    public static TimeSpan Longer(TimeSpan one, TimeSpan other) => one < other ? other : one;

    /// <summary>Returns a pause of random length, for example between two polls.</summary>
    public static TimeSpan Between(TimeSpan min, TimeSpan max) =>
        min + TimeSpan.FromTicks((long)((max - min).Ticks * Polyfill.NextDouble()));

    /// <summary>
    /// Extends a pause so that it ends on a common beat. Thousands of sessions then wake a thread ten times a second, not thousands of
    /// times.
    /// </summary>
    /// <param name="pause">The pause.</param>
    /// <param name="beat">The time between two beats; more than zero.</param>
    /// <param name="now">The start of the pause, from any origin.</param>
    public static TimeSpan ToBeat(TimeSpan pause, TimeSpan beat, TimeSpan now)
    {
        var over = (now + pause).Ticks % beat.Ticks;
        return over == 0 ? pause : pause + TimeSpan.FromTicks(beat.Ticks - over);
    }
}
