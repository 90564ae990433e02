namespace AgentGateway;

/// <summary>Reads the cookies by which a load balancer keeps a session on its gateway (decision 0012).</summary>
internal static class SessionCookies
{
    // More or longer ones are not a load balancer's.
    private const int Most = 16;
    private const int Longest = 4096;

    // What stands behind a cookie in Set-Cookie (RFC 6265, 5.2); somebody may hand over the whole header.
    private static readonly string[] Attributes = ["Path", "Domain", "Expires", "Max-Age", "Secure", "HttpOnly", "SameSite", "Partitioned", "Priority"];

    /// <summary>
    /// The cookies as <c>name=value</c>, without their attributes; what could not be sent back is left out. The last of a name
    /// counts, and one that has expired takes those before it away.
    /// </summary>
    /// <param name="headers">The headers Set-Cookie.</param>
    /// <param name="now">The time.</param>
    public static List<string> Parse(IEnumerable<string> headers, DateTimeOffset now)
    {
        var cookies = new List<string>();
        foreach (var header in headers)
        {
            var parts = header.Split(';');
            var cookie = parts[0].Trim();
            if (!IsCookie(cookie))
            {
                continue;
            }

            _ = cookies.RemoveAll(known => NameOf(known) == NameOf(cookie));
            if (cookies.Count < Most && !CookieLife.IsOver(parts.Skip(1), now))
            {
                cookies.Add(cookie);
            }
        }

        return cookies;
    }

    /// <summary>Says what is wrong with cookies that somebody hands over; null: nothing.</summary>
    /// <param name="text">As in the header Cookie or Set-Cookie: <c>name=value</c>, several separated by semicolons; attributes do not count.</param>
    public static string? Problem(string text)
    {
        var cookies = Split(text);
        return cookies.Count is >= 1 and <= Most && cookies.All(IsCookie) ? null : "A cookie is name=value, several are separated by semicolons; at most 16, without blanks, commas and quotation marks.";
    }

    /// <summary>The header Cookie for what <see cref="Problem"/> has nothing against.</summary>
    public static string Normalize(string text) => string.Join("; ", LastOfEachName(Split(text)));

    private static IEnumerable<string> LastOfEachName(List<string> cookies) =>
        cookies.Where((cookie, at) => cookies.FindLastIndex(known => NameOf(known) == NameOf(cookie)) == at);

    private static string NameOf(string cookie) => cookie.Substring(0, cookie.IndexOf('='));

    private static List<string> Split(string text) =>
        [.. text.Split(';').Select(part => part.Trim()).Where(part => part.Length > 0 && !Attributes.Contains(part.Split('=')[0], StringComparer.OrdinalIgnoreCase))];

    private static bool IsCookie(string cookie) =>
        cookie.IndexOf('=') > 0 && cookie.Length <= Longest && cookie.All(character => character is > ' ' and < (char)127 and not (',' or '"'));
}
