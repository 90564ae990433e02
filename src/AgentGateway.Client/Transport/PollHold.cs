namespace AgentGateway;

/// <summary>
/// The timeouts of a gateway's polls. The gateway holds a poll until there is an event, for an undocumented time. All sessions of the
/// gateway share what one of them has learned.
/// </summary>
internal sealed class PollHold(GatewayOptions options)
{
    private long _learned;

    /// <summary>
    /// Returns the timeout of the next poll. It is at least the given one, is long enough for the longest observed hold, and doubles with
    /// each consecutive timeout. If a hold was already observed, a first timeout is probably a lost connection, so the timeout doesn't
    /// change.
    /// </summary>
    /// <param name="timeouts">The number of consecutive polls of the session that were sent and timed out.</param>
    public TimeSpan Timeout(int timeouts)
    {
        var learned = Interlocked.Read(ref _learned);
        var doublings = Math.Min(learned == 0 ? timeouts : Math.Max(0, timeouts - 1), 16);
        var timeout = Math.Max(options.PollTimeout.Ticks, learned) * Math.Pow(2, doublings);

        // A session without a reply for a longer time has ended in any case.
        return TimeSpan.FromTicks((long)Math.Min(timeout, Math.Max(options.PollGrace.Ticks, options.PollTimeout.Ticks)));
    }

    /// <summary>
    /// Returns how much of the duration of a poll the gateway may have held it, so that this time is not taken for an outage.
    /// </summary>
    /// <param name="duration">The time from the request to the reply.</param>
    public TimeSpan MayHaveHeld(TimeSpan duration)
    {
        var learned = Interlocked.Read(ref _learned);
        return TimeSpan.FromTicks(Math.Min(duration.Ticks, learned == 0 ? options.PollTimeout.Ticks : learned));
    }

    /// <summary>Records how long the gateway held a poll without an event.</summary>
    public void Learn(TimeSpan hold)
    {
        var enough = hold.Ticks + (hold.Ticks / 2);
        for (var learned = Interlocked.Read(ref _learned); learned < enough;)
        {
            var before = Interlocked.CompareExchange(ref _learned, enough, learned);
            if (before == learned)
            {
                return;
            }

            learned = before;
        }
    }
}
