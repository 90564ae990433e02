using System.Globalization;

namespace AgentGateway;

/// <summary>
/// Reads from the attributes of a cookie whether it has expired. Max-Age takes precedence over Expires (RFC 6265, 5.3); an attribute that
/// can't be read is ignored.
/// </summary>
internal static class CookieLife
{
    public static bool IsOver(IEnumerable<string> attributes, DateTimeOffset now)
    {
        long? seconds = null;
        DateTimeOffset? end = null;
        foreach (var attribute in attributes)
        {
            var equals = attribute.IndexOf('=');
            var name = (equals < 0 ? attribute : attribute.Substring(0, equals)).Trim();
            var value = attribute.Substring(equals + 1).Trim();
            if (name.Equals("Max-Age", StringComparison.OrdinalIgnoreCase)
                && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var age))
            {
                seconds = age;
            }
            else if (name.Equals("Expires", StringComparison.OrdinalIgnoreCase)
                && DateTimeOffset.TryParse(
                    value.Replace('-', ' '), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
            {
                end = date;
            }
        }

        return seconds is { } life ? life <= 0 : end <= now;
    }
}
