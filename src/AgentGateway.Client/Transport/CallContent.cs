using System.Net;
using System.Net.Http.Headers;

namespace AgentGateway;

/// <summary>
/// The body of a call, which can be empty. It is required for two reasons: the API requires a Content-Type on every call, and the HTTP
/// stack resends requests without content if their connection has just closed, which must not happen to a write.
/// </summary>
internal sealed class CallContent : HttpContent
{
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "UTF-8" };

    private readonly byte[] _body;
    private readonly SendGate? _gate;

    public CallContent(byte[] body, SendGate? gate = null)
    {
        _body = body;
        _gate = gate;
        Headers.ContentType = Json;
    }

    /// <summary>The HTTP stack has begun to send. From now on, the gateway may have carried out the call.</summary>
    public bool WasSent { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        if (_gate?.TrySend() == false)
        {
            throw new OperationCanceledException("The request was withheld.");
        }

        WasSent = true;
        return _body.Length == 0 ? Task.CompletedTask : stream.WriteAsync(_body, 0, _body.Length);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
