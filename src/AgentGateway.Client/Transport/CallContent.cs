using System.Net;
using System.Net.Http.Headers;

namespace AgentGateway;

/// <summary>
/// The body of a call, even an empty one. Two things depend on its being there: the Content-Type that the API wants on every call, and that
/// the HTTP stack, which resends a request without content over a connection that has just closed, never sends a write twice.
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

    /// <summary>The stack has begun to send: from here on the gateway may have acted.</summary>
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
