using System.Net.Http.Headers;

namespace AgentGateway;

/// <summary>Reads the GUID that a reply brings: <c>Set-GUID: JSESSIONID=…</c> (session.md 3), <c>Set-GUID: …</c>, or else <c>Guid: …</c>, as gateways send it.</summary>
internal static class SetGuid
{
    private const string Prefix = "JSESSIONID=";

    /// <summary>The GUID, or null where the headers hold none that could be sent back.</summary>
    /// <param name="headers">The headers of a reply.</param>
    /// <param name="isOfGateway">The reply is the gateway's own. Others may repeat the header Guid of a request.</param>
    public static string? Read(HttpResponseHeaders headers, bool isOfGateway) =>
        First(headers, "Set-GUID") ?? (isOfGateway ? First(headers, "Guid") : null);

    /// <summary>The GUID in the result of an operation that may bring one there; null: none.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="result">Its result.</param>
    public static string? InBody(Operation operation, byte[]? result) =>
        (!operation.NeedsGuid || ReferenceEquals(operation, Catalogue.UpdateGuid))
            && ResultReader.Guid(result) is { } guid && Limits.SessionGuid(guid) is null ? guid : null;

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

/// <summary>Takes a new GUID as soon as the headers of a reply have come: its body may be late or lost, and its caller may have cancelled.</summary>
internal interface IGuidReceiver
{
    /// <summary>Takes the GUID of a reply.</summary>
    /// <param name="newGuid">The GUID.</param>
    /// <param name="usedVersion">The version of the GUID that the request had.</param>
    /// <param name="isPoll">The gateway held the request, so the reply is as new as its arrival.</param>
    void TakeGuid(string newGuid, int usedVersion, bool isPoll);
}
