using System.Net.Http.Headers;

namespace AgentGateway;

/// <summary>
/// Reads the GUID in a reply: <c>Set-GUID: JSESSIONID=…</c> (session.md 3), <c>Set-GUID: …</c>, or else <c>Guid: …</c>, in every form that
/// gateways send.
/// </summary>
internal static class SetGuid
{
    private const string Prefix = "JSESSIONID=";

    /// <summary>Returns the GUID, or null if the headers contain none that could be sent back.</summary>
    /// <param name="headers">The headers of a reply.</param>
    /// <param name="isOfGateway">
    /// Indicates that the reply comes from the gateway. Other servers may repeat the header Guid of a request.
    /// </param>
    public static string? Read(HttpResponseHeaders headers, bool isOfGateway) =>
        First(headers, "Set-GUID") ?? (isOfGateway ? First(headers, "Guid") : null);

    /// <summary>Returns the GUID in the result of an operation that can contain one; null: none.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="result">The JSON of its result.</param>
    public static string? InBody(Operation operation, byte[]? result)
    {
        if (!operation.BringsGuid)
        {
            return null;
        }

        using var document = JsonText.Parse(result);
        var guid = document is null ? null : JsonText.Secret(document.RootElement, "guid");
        return guid is not null && Limits.SessionGuid(guid) is null ? guid : null;
    }

    /// <summary>Returns the GUID of one header, or null if it contains none that could be sent back.</summary>
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
