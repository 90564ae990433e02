namespace AgentGateway;

/// <summary>Reads the header <c>Set-GUID: JSESSIONID=…</c> (session.md 3).</summary>
internal static class SetGuid
{
    private const string Prefix = "JSESSIONID=";

    /// <summary>The GUID, or null where the header holds none that could be sent back.</summary>
    public static string? Parse(string? header)
    {
        if (header is null)
        {
            return null;
        }

        var start = header.IndexOf(Prefix, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return null;
        }

        start += Prefix.Length;
        var end = header.IndexOf(';', start);
        var guid = header.Substring(start, (end < 0 ? header.Length : end) - start).Trim();
        return Limits.SessionGuid(guid) is null ? guid : null;
    }
}
