namespace AgentGateway;

/// <summary>Converts a TimeSpan to whole units of the API. A fraction is refused, never rounded.</summary>
internal static class TimeUnits
{
    /// <summary>Returns the time in minutes.</summary>
    /// <exception cref="GatewayException">It is not a whole number of minutes.</exception>
    public static int? Minutes(TimeSpan? time, string parameter) => (int?)Units(time, TimeSpan.TicksPerMinute, "minutes", parameter);

    /// <summary>Returns the time in seconds.</summary>
    /// <exception cref="GatewayException">It is not a whole number of seconds.</exception>
    public static long? Seconds(TimeSpan? time, string parameter) => Units(time, TimeSpan.TicksPerSecond, "seconds", parameter);

    private static long? Units(TimeSpan? time, long unit, string name, string parameter)
    {
        if (time is not { } span)
        {
            return null;
        }

        var isWhole = span.Ticks % unit == 0 && Math.Abs(span.Ticks / unit) <= int.MaxValue;
        Limits.Require(isWhole ? null : $"-{parameter} must be a whole number of {name}.");
        return span.Ticks / unit;
    }
}
