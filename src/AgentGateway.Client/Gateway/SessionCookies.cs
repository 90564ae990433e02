namespace AgentGateway;

/// <summary>Reads the cookies by which a load balancer keeps a session on its gateway (decision 0012).</summary>
internal static class SessionCookies
{
    // More or longer ones are not a load balancer's.
    private const int Most = 16;
    private const int Longest = 4096;

    /// <summary>The cookies as <c>name=value</c>, without their attributes; what could not be sent back is left out.</summary>
    public static List<string> Parse(IEnumerable<string> headers)
    {
        var cookies = new List<string>();
        foreach (var header in headers)
        {
            var end = header.IndexOf(';');
            var cookie = (end < 0 ? header : header.Substring(0, end)).Trim();
            if (cookie.IndexOf('=') > 0 && cookie.Length <= Longest && cookies.Count < Most && cookie.All(character => character is > ' ' and < (char)127 and not (',' or '"')))
            {
                cookies.Add(cookie);
            }
        }

        return cookies;
    }
}
