namespace AgentGateway;

/// <summary>Turns a TimeSpan into the whole units that the API counts in. A fraction is refused: nothing is rounded behind somebody's back.</summary>
internal static class Whole
{
    /// <exception cref="GatewayException">It is no whole number of minutes.</exception>
    public static int? Minutes(TimeSpan? time, string parameter) => (int?)Units(time, TimeSpan.TicksPerMinute, "minutes", parameter);

    /// <exception cref="GatewayException">It is no whole number of seconds.</exception>
    public static long? Seconds(TimeSpan? time, string parameter) => Units(time, TimeSpan.TicksPerSecond, "seconds", parameter);

    private static long? Units(TimeSpan? time, long unit, string name, string parameter)
    {
        if (time is not { } span)
        {
            return null;
        }

        Limits.Require(span.Ticks % unit != 0 || Math.Abs(span.Ticks / unit) > int.MaxValue ? $"-{parameter} counts whole {name}." : null);
        return span.Ticks / unit;
    }
}
