using System.Globalization;

namespace AgentGateway;

/// <summary>The head of a reply: its status, its headers, and the end of its body. Ambiguous heads are refused.</summary>
internal sealed class ResponseHead
{
    private const int MaxHeadSize = 64 * 1024;

    private readonly List<KeyValuePair<string, string>> _headers = [];

    private ResponseHead(string statusLine)
    {
        // "HTTP/1.1 200 OK"; the reason may be missing.
        if (statusLine.Length < 12 || !statusLine.StartsWith("HTTP/1.", StringComparison.Ordinal)
            || statusLine[8] != ' ' || (statusLine.Length > 12 && statusLine[12] != ' ')
            || !int.TryParse(statusLine.Substring(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            throw new IOException("The reply is not HTTP/1.1.");
        }

        Status = status;
        IsKeptByDefault = statusLine[7] != '0';
    }

    /// <summary>The status code.</summary>
    public int Status { get; }

    /// <summary>The headers, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    /// <summary>The body is chunked.</summary>
    public bool IsChunked { get; private set; }

    /// <summary>The length of the body; null: it ends with the last chunk or with the connection.</summary>
    public long? ContentLength { get; private set; }

    /// <summary>The connection can be reused after this reply.</summary>
    public bool IsKept { get; private set; }

    private bool IsKeptByDefault { get; }

    private bool IsInterim => Status is >= 100 and < 200;

    /// <summary>Reads the head of the reply, and skips interim replies.</summary>
    /// <exception cref="IOException">The connection was closed, or the reply is not HTTP/1.1.</exception>
    public static async Task<ResponseHead> ReadFinalAsync(Http11Connection connection)
    {
        ResponseHead head;
        do
        {
            head = await ReadAsync(connection).ConfigureAwait(false);
        }
        while (head.IsInterim && head.Status != 101);

        return head;
    }

    private static async Task<ResponseHead> ReadAsync(Http11Connection connection)
    {
        var left = MaxHeadSize;
        var line = await connection.ReadLineAsync(left).ConfigureAwait(false);
        var head = new ResponseHead(line);
        while (true)
        {
            left -= line.Length + 2;
            line = await connection.ReadLineAsync(Math.Max(left, 0)).ConfigureAwait(false);
            if (line.Length == 0)
            {
                head.DecideOnTheBody();
                return head;
            }

            head.Add(line);
        }
    }

    private void Add(string line)
    {
        if (line[0] is ' ' or '\t' && _headers.Count > 0)
        {
            // A folded line continues the header before it (RFC 9112, 5.2).
            var folded = _headers[_headers.Count - 1];
            _headers[_headers.Count - 1] = new(folded.Key, $"{folded.Value} {line.Trim()}");
            return;
        }

        var colon = line.IndexOf(':');
        if (colon <= 0 || line.IndexOfAny([' ', '\t'], 0, colon) >= 0)
        {
            throw new IOException("The reply has a header without a name.");
        }

        _headers.Add(new(line.Substring(0, colon), line.Substring(colon + 1).Trim()));
    }

    private void DecideOnTheBody()
    {
        var connection = Values("Connection");
        IsKept = !connection.Contains("close", StringComparer.OrdinalIgnoreCase)
            && (IsKeptByDefault || connection.Contains("keep-alive", StringComparer.OrdinalIgnoreCase));
        var lengths = Values("Content-Length").Distinct().ToArray();
        var encodings = Values("Transfer-Encoding");
        if (lengths.Length > 1)
        {
            throw new IOException("The reply has two different lengths.");
        }

        if (Status is 204 or 304 || IsInterim)
        {
            ContentLength = 0;
            IsKept &= Status != 101;
        }
        else if (encodings.Count > 0)
        {
            IsChunked = encodings.Count == 1 && string.Equals(encodings[0], "chunked", StringComparison.OrdinalIgnoreCase)
                ? true
                : throw new IOException("The reply has an unknown transfer encoding.");
            IsKept &= lengths.Length == 0;
        }
        else if (lengths.Length > 0)
        {
            ContentLength = long.TryParse(lengths[0], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                ? length
                : throw new IOException("The length of the reply is ambiguous.");
        }
        else
        {
            IsKept = false;
        }
    }

    private List<string> Values(string name) =>
        [
            .. _headers
                .Where(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase))
                .SelectMany(header => header.Value.Split(','))
                .Select(value => value.Trim()),
        ];
}
