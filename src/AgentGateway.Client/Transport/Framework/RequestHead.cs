using System.Globalization;
using System.Text;

namespace AgentGateway;

/// <summary>Writes the head of a request.</summary>
internal static class RequestHead
{
    /// <summary>Returns the request line and the headers, including the empty line at the end.</summary>
    /// <param name="request">The request. Its content, if any, has a known length.</param>
    /// <exception cref="HttpRequestException">A header contains a character that would end it.</exception>
    public static byte[] Format(HttpRequestMessage request)
    {
        var head = new StringBuilder(512);
        _ = head.Append(request.Method.Method).Append(' ').Append(request.RequestUri.PathAndQuery).Append(" HTTP/1.1\r\n");
        Append(head, "Host", Authority(request.RequestUri));
        AppendAll(head, request.Headers);
        if (request.Content is { } content)
        {
            var length = content.Headers.ContentLength ?? throw new HttpRequestException("The length of the content is not known.");
            AppendAll(head, content.Headers.Where(header => header.Key != "Content-Length"));
            Append(head, "Content-Length", length.ToString(CultureInfo.InvariantCulture));
        }

        return Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
    }

    /// <summary>Returns host and port for a Host header or a CONNECT request.</summary>
    /// <param name="address">The address.</param>
    /// <param name="withPort">Indicates that the default port of the scheme is included.</param>
    public static string Authority(Uri address, bool withPort = false)
    {
        var host = address.HostNameType == UriHostNameType.IPv6 ? $"[{address.IdnHost}]" : address.IdnHost;
        return address.IsDefaultPort && !withPort ? host : $"{host}:{address.Port.ToString(CultureInfo.InvariantCulture)}";
    }

    private static void AppendAll(StringBuilder head, IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers)
    {
        foreach (var header in headers)
        {
            Append(head, header.Key, string.Join(", ", header.Value));
        }
    }

    private static void Append(StringBuilder head, string name, string value)
    {
        if (!value.All(character => character is (>= ' ' and <= '~') or '\t'))
        {
            throw new HttpRequestException($"The header {name} contains a character that is not allowed in a header.");
        }

        _ = head.Append(name).Append(": ").Append(value).Append("\r\n");
    }
}
