using System.Net;

namespace AgentGateway;

/// <summary>The head of a reply that may be a file. Its type decides: a file, or the frame of a failure (media.md 2).</summary>
internal static class FileReply
{
    private const string FileType = "application/octet-stream";

    /// <summary>Whether the body is a file.</summary>
    public static bool IsFile(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.OK
        && string.Equals(response.Content.Headers.ContentType?.MediaType, FileType, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns why a file can't be saved as it arrives; null: it can.</summary>
    public static string? Problem(HttpResponseMessage response)
    {
        if (HttpStack.LengthProblem(response.Content) is { } problem)
        {
            return problem;
        }

        // The client requests no encoding, so a proxy has added it.
        var encodings = response.Headers.TransferEncoding;
        if (encodings.Count > 1 || encodings.Any(encoding => !string.Equals(encoding.Value, "chunked", StringComparison.OrdinalIgnoreCase)))
        {
            return "an encoded transfer, although no encoding was requested";
        }

        return response.Content.Headers.ContentEncoding.Count == 0 ? null : "an encoded body, although no encoding was requested";
    }

    /// <summary>Returns what arrived instead of a file.</summary>
    public static string Describe(HttpResponseMessage response) =>
        Messages.Clean(response.Content.Headers.ContentType?.MediaType ?? "a reply without Content-Type");

    /// <summary>
    /// Whether the reply states its end, by its length or by its last chunk. Otherwise, it ends when the connection ends, for whatever
    /// reason.
    /// </summary>
    public static bool StatesEnd(HttpResponseMessage response) =>
        response.Content.Headers.ContentLength is not null
        || response.Headers.TransferEncodingChunked == true
        || response.Version.Major >= 2;
}
