using System.Globalization;
using System.Net.Http.Headers;

namespace AgentGateway;

/// <summary>A gateway, or a proxy in front of it, reports that it receives too many calls.</summary>
/// <param name="Reason">The return code or the HTTP status.</param>
/// <param name="RetryAfter">The requested pause, or null.</param>
/// <param name="IsSwitchOver">The overload concerns one agent, whose call is repeated after its own pause.</param>
internal readonly record struct Overload(string Reason, TimeSpan? RetryAfter, bool IsSwitchOver)
{
    /// <summary>The HTTP status of a call that was not accepted, because there were too many calls (RFC 6585).</summary>
    public const int TooManyRequests = 429;

    private const int ServiceUnavailable = 503;

    /// <summary>
    /// Returns the overload that a reply reports; null: none. 000-004, 000-007, 105-002, HTTP 429, HTTP 503 with Retry-After.
    /// </summary>
    public static Overload? Read(ExchangeResult exchanged)
    {
        if (exchanged.Reply is { IsSuccess: false } reply && RetCodes.Has(reply.RetCode, RetCodeTraits.Overload))
        {
            return new Overload(reply.RetCode, exchanged.RetryAfter, RetCodes.Has(reply.RetCode, RetCodeTraits.NotTaken));
        }

        var status = exchanged.Reply?.HttpStatus ?? exchanged.Failure?.HttpStatus;
        return status == TooManyRequests || (status == ServiceUnavailable && exchanged.RetryAfter is not null)
            ? new Overload(string.Format(CultureInfo.InvariantCulture, "HTTP {0}", status), exchanged.RetryAfter, false)
            : null;
    }

    /// <summary>Returns the pause in the header Retry-After, which is in seconds or a date; null: none.</summary>
    public static TimeSpan? Pause(HttpResponseHeaders headers, TimeProvider clock)
    {
        var header = headers.RetryAfter;
        var pause = header?.Delta ?? (header?.Date - clock.GetUtcNow());
        return pause > TimeSpan.Zero ? pause : null;
    }
}
