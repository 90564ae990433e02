namespace AgentGateway;

/// <summary>
/// How long the polls of a gateway may take. The gateway holds a poll until there is an event, and says nowhere for how long; what one session
/// has learned, all know.
/// </summary>
internal sealed class PollHold(GatewayOptions options)
{
    private long _learned;

    /// <summary>The timeout of the next poll: the given one; twice as long after each timeout in a row; and enough for the longest hold that was seen.</summary>
    /// <param name="timeouts">How many polls of the session in a row were sent and not answered in time.</param>
    public TimeSpan Timeout(int timeouts)
    {
        var timeout = Math.Max(options.PollTimeout.Ticks * Math.Pow(2, Math.Min(timeouts, 16)), Interlocked.Read(ref _learned));

        // A session without an answer for longer is over in any case.
        return TimeSpan.FromTicks((long)Math.Min(timeout, Math.Max(options.PollGrace.Ticks, options.PollTimeout.Ticks)));
    }

    /// <summary>A poll without an event was answered after so long.</summary>
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
