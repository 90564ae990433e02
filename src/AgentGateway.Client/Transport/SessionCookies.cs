namespace AgentGateway;

/// <summary>Reads the cookies with which a load balancer routes a session to its gateway (decision 0012).</summary>
internal static class SessionCookies
{
    // A load balancer doesn't send more or longer cookies.
    private const int MaxCount = 16;
    private const int MaxLength = 4096;

    // The attributes of a cookie in Set-Cookie (RFC 6265, 5.2). A caller may pass the whole header.
    private static readonly string[] Attributes =
    [
        "Path", "Domain", "Expires", "Max-Age", "Secure", "HttpOnly", "SameSite", "Partitioned", "Priority",
    ];

    /// <summary>
    /// Returns the cookies as <c>name=value</c>, without attributes. Cookies that can't be sent back are omitted. The last cookie of a name
    /// is used. An expired cookie removes the earlier ones of its name.
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
            if (cookies.Count < MaxCount && !CookieLife.IsOver(parts.Skip(1), now))
            {
                cookies.Add(cookie);
            }
        }

        return cookies;
    }

    /// <summary>Returns the problem of cookies that a caller passes; null: none.</summary>
    /// <param name="text">
    /// As in the header Cookie or Set-Cookie: <c>name=value</c>, several separated by semicolons; attributes are ignored.
    /// </param>
    public static string? Problem(string text)
    {
        var cookies = Split(text);
        return cookies.Count is >= 1 and <= MaxCount && cookies.All(IsCookie)
            ? null
            : "Cookies must have the form name=value and be separated by semicolons: "
                + "at most 16, without spaces, commas, and quotation marks.";
    }

    /// <summary>Creates the header Cookie from a text that <see cref="Problem"/> accepts.</summary>
    public static string Normalize(string text) => string.Join("; ", LastOfEachName(Split(text)));

    private static IEnumerable<string> LastOfEachName(List<string> cookies) =>
        cookies.Where((cookie, at) => cookies.FindLastIndex(known => NameOf(known) == NameOf(cookie)) == at);

    private static string NameOf(string cookie) => cookie.Substring(0, cookie.IndexOf('='));

    private static List<string> Split(string text) =>
        [
            .. text.Split(';')
                .Select(part => part.Trim())
                .Where(part => part.Length > 0 && !Attributes.Contains(part.Split('=')[0], StringComparer.OrdinalIgnoreCase)),
        ];

    private static bool IsCookie(string cookie) =>
        cookie.IndexOf('=') > 0
            && cookie.Length <= MaxLength
            && cookie.All(character => character is > ' ' and < (char)127 and not (',' or '"'));
}
