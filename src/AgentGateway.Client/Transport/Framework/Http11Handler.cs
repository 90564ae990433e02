using System.Net;

namespace AgentGateway;

/// <summary>
/// The HTTP transport of the net472 build: HTTP/1.1 over TLS 1.2, for one gateway. The HTTP stack of .NET Framework doesn't meet the
/// requirements of the API and of safe writes: it refuses Content-Type on GET, resends requests when an idle connection was closed, takes
/// its TLS versions from a process-wide setting, and has no connection timeout. This handler sends each request at most once, over sockets,
/// which behave the same in .NET Framework, Mono, and .NET, so its tests run everywhere. It doesn't support redirects, cookies,
/// decompression, or Expect.
/// </summary>
/// <param name="options">The address and the transport settings of the gateway.</param>
/// <param name="certificates">Checks the gateway's certificate.</param>
/// <param name="log">Records how the connection is opened; null: nothing is recorded.</param>
internal sealed class Http11Handler(GatewayOptions options, CertificateCheck certificates, ConnectionLog? log = null)
    : HttpMessageHandler
{
    private readonly Connector _connector = new(options, certificates, log);
    private readonly ConnectionPool _pool = new(options.Clock);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var head = RequestHead.Format(request);
        var connection = _pool.TryTake() ?? await _connector.ConnectAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using (connection.AbortOn(cancellationToken))
            {
                await connection.SendAsync(head, request.Content).ConfigureAwait(false);
                var answer = await ResponseHead.ReadFinalAsync(connection).ConfigureAwait(false);
                return Response(request, answer, connection);
            }
        }
        catch (Exception)
        {
            connection.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _pool.Dispose();
        }

        base.Dispose(disposing);
    }

    private HttpResponseMessage Response(HttpRequestMessage request, ResponseHead head, Http11Connection connection)
    {
        var response = new HttpResponseMessage((HttpStatusCode)head.Status)
        {
            RequestMessage = request,
            Content = new ResponseContent(new ResponseBody(connection, head, _pool)),
        };
        foreach (var header in head.Headers)
        {
            _ = response.Headers.TryAddWithoutValidation(header.Key, header.Value)
                || response.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return response;
    }
}
