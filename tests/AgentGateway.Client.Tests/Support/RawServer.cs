using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace AgentGateway.Client.Tests;

/// <summary>
/// A raw TCP server, for behavior that no HTTP server has. It counts connections and requests, and each test provides the answers.
/// </summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly SslServerAuthenticationOptions? _tls;
    private readonly Func<RawConnection, Task> _serve;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<RawConnection> _open = [];
    private readonly Task _accepting;
    private int _connections;
    private int _requests;

    /// <param name="certificate">Null: plain TCP.</param>
    /// <param name="serve">Serves a connection. When it ends, the connection is cut.</param>
    /// <param name="address">Where to listen.</param>
    /// <param name="tls">Changes how TLS is done.</param>
    public RawServer(
        X509Certificate2? certificate,
        Func<RawConnection, Task> serve,
        IPAddress? address = null,
        Action<SslServerAuthenticationOptions>? tls = null)
    {
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _listener.Start();
        if (certificate is not null)
        {
            _tls = new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true),
            };
            tls?.Invoke(_tls);
        }

        _serve = serve;
        _accepting = AcceptAsync();
    }

    public Uri Address =>
        new UriBuilder(
            _tls is null ? "http" : "https",
            ((IPEndPoint)_listener.LocalEndpoint).Address.ToString(),
            ((IPEndPoint)_listener.LocalEndpoint).Port).Uri;

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The requests of which at least the head was received.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public void CountRequest() => Interlocked.Increment(ref _requests);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        lock (_open)
        {
            _open.ForEach(connection => connection.Cut());
        }

        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = ServeAsync(client, Interlocked.Increment(ref _connections));
            }
        }
        catch (Exception exception) when (_stop.IsCancellationRequested && exception
            is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The server was disposed.
        }
    }

    private async Task ServeAsync(TcpClient client, int number)
    {
        var connection = new RawConnection(this, client, number);
        lock (_open)
        {
            _open.Add(connection);
        }

        try
        {
            if (_tls is not null)
            {
                await connection.AuthenticateAsync(_tls, _stop.Token);
            }

            await _serve(connection);
        }
        catch (Exception exception) when (exception
            is IOException or OperationCanceledException or ObjectDisposedException
                or System.Security.Authentication.AuthenticationException)
        {
            // The client has closed the connection, or has refused the certificate.
        }

        connection.Cut();
    }
}

/// <summary>One connection of a <see cref="RawServer"/>.</summary>
internal sealed class RawConnection(RawServer server, TcpClient client, int number)
{
    private Stream _stream = client.GetStream();

    /// <summary>Counts from 1.</summary>
    public int Number => number;

    public async Task AuthenticateAsync(SslServerAuthenticationOptions options, CancellationToken cancellationToken)
    {
        var secured = new SslStream(_stream);
        _stream = secured;
        await secured.AuthenticateAsServerAsync(options, cancellationToken);
    }

    /// <summary>Reads one request, head and body; null: the client has closed.</summary>
    public async Task<string?> ReadRequestAsync()
    {
        var received = new List<byte>();
        var one = new byte[1];
        while (!EndsHead(received))
        {
            if (await _stream.ReadAsync(one) == 0)
            {
                return null;
            }

            received.Add(one[0]);
        }

        server.CountRequest();
        var head = Encoding.ASCII.GetString([.. received]);
        var length = head.Split("\r\n")
            .Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(line => int.Parse(line[15..], System.Globalization.CultureInfo.InvariantCulture))
            .FirstOrDefault();
        var body = new byte[length];
        await _stream.ReadExactlyAsync(body);
        return head + Encoding.UTF8.GetString(body);
    }

    public Task WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    public async Task WriteAsync(byte[] bytes)
    {
        await _stream.WriteAsync(bytes);
        await _stream.FlushAsync();
    }

    /// <summary>Answers with 200 and keeps the connection.</summary>
    public Task AnswerAsync(string body = """{"message":"success","retcode":"0","result":{}}""", string headers = "") =>
        WriteAsync(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=UTF-8\r\n"
                + $"{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    /// <summary>Closes the connection without a reply.</summary>
    public void Cut() => client.Dispose();

    private static bool EndsHead(List<byte> received) =>
        received.Count >= 4 && received[^4] == '\r' && received[^3] == '\n' && received[^2] == '\r' && received[^1] == '\n';
}
