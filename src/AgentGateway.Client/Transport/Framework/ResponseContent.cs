using System.Net;

namespace AgentGateway;

/// <summary>
/// Passes the stream of a body to its reader directly. StreamContent of .NET Framework would insert a synchronous stream.
/// </summary>
internal sealed class ResponseContent(ResponseBody body) : HttpContent
{
    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(body);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => body.CopyToAsync(stream);

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return length >= 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
        }

        base.Dispose(disposing);
    }
}
