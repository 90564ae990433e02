namespace AgentGateway;

/// <summary>
/// The timeouts of a gateway's polls. The gateway holds a poll until there is an event, for an undocumented time. All sessions of the
/// gateway share what one of them has learned.
/// </summary>
internal sealed class PollHold(GatewayOptions options)
{
    private long _learned;

    /// <summary>
    /// The timeout of the next poll: the given one, and enough for the longest hold that was seen; twice as long after each timeout in a
    /// row. Where a hold was seen already, a first timeout is rather a lost connection, and the next poll gets no more time.
    /// </summary>
    /// <param name="timeouts">How many polls of the session in a row were sent and not answered in time.</param>
    public TimeSpan Timeout(int timeouts)
    {
        var learned = Interlocked.Read(ref _learned);
        var doublings = Math.Min(learned == 0 ? timeouts : Math.Max(0, timeouts - 1), 16);
        var timeout = Math.Max(options.PollTimeout.Ticks, learned) * Math.Pow(2, doublings);

        // A session without an answer for longer is over in any case.
        return TimeSpan.FromTicks((long)Math.Min(timeout, Math.Max(options.PollGrace.Ticks, options.PollTimeout.Ticks)));
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
