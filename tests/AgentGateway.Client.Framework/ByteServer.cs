using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AgentGateway.Client.Framework;

/// <summary>A raw TCP server on loopback. It records the received requests, and answers each with the next configured answer.</summary>
internal sealed class ByteServer : IDisposable
{
    /// <summary>An answer that keeps the connection.</summary>
    public const string Success = "HTTP/1.1 200 OK\r\nContent-Length: 47\r\n\r\n{\"message\":\"success\",\"retcode\":\"0\",\"result\":{}}";

    /// <summary>No answer, and the connection stays open.</summary>
    public const string Silence = "silence";

    /// <summary>No answer, and the connection is closed.</summary>
    public const string Cut = "";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _answers;
    private readonly ConcurrentQueue<string> _requests = new();
    private int _connections;
    private int _closed;

    public ByteServer(params string[] answers)
    {
        _answers = new(answers);
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The connections that the client has closed.</summary>
    public int Closed => Volatile.Read(ref _closed);

    /// <summary>The received requests, in order.</summary>
    public string[] Requests => [.. _requests];

    public void Dispose() => _listener.Stop();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        Interlocked.Increment(ref _connections);
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var buffer = new byte[8192];
                while (true)
                {
                    var read = await stream.ReadAsync(buffer, 0, buffer.Length);
                    if (read == 0)
                    {
                        break;
                    }

                    // The requests of these tests are small enough to arrive in one piece.
                    _requests.Enqueue(Encoding.GetEncoding(28591).GetString(buffer, 0, read));
                    var answer = _answers.TryDequeue(out var next) ? next : Silence;
                    if (answer == Cut)
                    {
                        return;
                    }

                    if (answer != Silence)
                    {
                        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), 0, answer.Length);
                    }
                }
            }
            catch (IOException)
            {
                // Reset: closed as well.
            }

            Interlocked.Increment(ref _closed);
        }
    }
}
