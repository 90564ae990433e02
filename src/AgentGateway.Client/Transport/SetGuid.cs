using System.Net.Http.Headers;

namespace AgentGateway;

/// <summary>Reads the GUID that a reply brings: <c>Set-GUID: JSESSIONID=…</c> (session.md 3), <c>Set-GUID: …</c>, or else <c>Guid: …</c>, as gateways send it.</summary>
internal static class SetGuid
{
    private const string Prefix = "JSESSIONID=";

    /// <summary>The GUID, or null where the headers hold none that could be sent back.</summary>
    public static string? Read(HttpResponseHeaders headers) => First(headers, "Set-GUID") ?? First(headers, "Guid");

    /// <summary>The GUID of one header, or null where it holds none that could be sent back.</summary>
    public static string? Parse(string? header)
    {
        if (header is null)
        {
            return null;
        }

        var prefix = header.IndexOf(Prefix, StringComparison.OrdinalIgnoreCase);
        var start = prefix < 0 ? 0 : prefix + Prefix.Length;
        var end = header.IndexOf(';', start);
        var guid = header.Substring(start, (end < 0 ? header.Length : end) - start).Trim();
        return Limits.SessionGuid(guid) is null ? guid : null;
    }

    private static string? First(HttpResponseHeaders headers, string name)
    {
        if (headers.TryGetValues(name, out var values))
        {
            foreach (var value in values)
            {
                if (Parse(value) is { } guid)
                {
                    return guid;
                }
            }
        }

        return null;
    }
}
