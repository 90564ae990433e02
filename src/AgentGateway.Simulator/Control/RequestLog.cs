using System.Text.Json;
using System.Threading.Channels;

namespace AgentGateway.Simulator;

/// <summary>Appends one line of JSON for every request to a file, without GUIDs, passwords and cookies.</summary>
internal sealed class RequestLog : IAsyncDisposable
{
    private readonly Channel<SeenRequest> lines =
        Channel.CreateUnbounded<SeenRequest>(new UnboundedChannelOptions { SingleReader = true });

    private readonly Task writing;

    public RequestLog(string path)
    {
        var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        writing = WriteAsync(stream);
    }

    public void Add(SeenRequest request) => lines.Writer.TryWrite(request);

    public async ValueTask DisposeAsync()
    {
        lines.Writer.TryComplete();
#pragma warning disable VSTHRD003 // Its own writer; there is no synchronisation context to deadlock with.
        await writing;
#pragma warning restore VSTHRD003
    }

    private async Task WriteAsync(FileStream stream)
    {
        await using var writer = new StreamWriter(stream);
        while (await lines.Reader.WaitToReadAsync())
        {
            while (lines.Reader.TryRead(out var request))
            {
                await writer.WriteLineAsync(JsonSerializer.Serialize(request with { Cookie = null }, ControlJson.Options));
            }

            await writer.FlushAsync();
        }
    }
}
