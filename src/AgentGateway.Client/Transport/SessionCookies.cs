namespace AgentGateway;

/// <summary>Reads the cookies by which a load balancer keeps a session on its gateway (decision 0012).</summary>
internal static class SessionCookies
{
    // More or longer ones are not a load balancer's.
    private const int Most = 16;
    private const int Longest = 4096;

    // What stands behind a cookie in Set-Cookie (RFC 6265, 5.2); somebody may hand over the whole header.
    private static readonly string[] Attributes = ["Path", "Domain", "Expires", "Max-Age", "Secure", "HttpOnly", "SameSite", "Partitioned", "Priority"];

    /// <summary>The cookies as <c>name=value</c>, without their attributes; what could not be sent back is left out.</summary>
    public static List<string> Parse(IEnumerable<string> headers)
    {
        var cookies = new List<string>();
        foreach (var header in headers)
        {
            var end = header.IndexOf(';');
            var cookie = (end < 0 ? header : header.Substring(0, end)).Trim();
            if (IsCookie(cookie) && cookies.Count < Most)
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
    public static string Normalize(string text) => string.Join("; ", Split(text));

    private static List<string> Split(string text) =>
        [.. text.Split(';').Select(part => part.Trim()).Where(part => part.Length > 0 && !Attributes.Contains(part.Split('=')[0], StringComparer.OrdinalIgnoreCase))];

    private static bool IsCookie(string cookie) =>
        cookie.IndexOf('=') > 0 && cookie.Length <= Longest && cookie.All(character => character is > ' ' and < (char)127 and not (',' or '"'));
}
