using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AgentGateway.Client.Tests;

/// <summary>An HTTP proxy on loopback. It opens a tunnel if the request has the required credentials.</summary>
internal sealed class TunnelProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _heads = [];
    private readonly string? _password;
    private readonly string _challenges;
    private readonly Task _accepting;

    /// <param name="password">User and password, <c>user:password</c>; null: none is required.</param>
    /// <param name="challenges">The Proxy-Authenticate headers, if a password is required.</param>
    public TunnelProxy(string? password = null, string challenges = "Proxy-Authenticate: Basic realm=\"proxy\"\r\n")
    {
        _password = password;
        _challenges = challenges;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The heads of all requests, in their order.</summary>
    public string[] Heads
    {
        get
        {
            lock (_heads)
            {
                return [.. _heads];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token), _stop.Token);
            }
        }
        catch (Exception exception) when (exception
            is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The proxy was disposed.
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                while (await ReadHeadAsync(stream, cancellationToken) is { } head)
                {
                    lock (_heads)
                    {
                        _heads.Add(head);
                    }

                    if (_password is not null
                        && !head.Contains(
                            $"\r\nProxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(_password))}\r\n",
                            StringComparison.Ordinal))
                    {
                        await stream.WriteAsync(
                            Encoding.ASCII.GetBytes(
                                $"HTTP/1.1 407 Proxy Authentication Required\r\n{_challenges}Content-Length: 2\r\n\r\nno"),
                            cancellationToken);
                        continue;
                    }

                    await TunnelAsync(stream, new Uri("https://" + head.Split(' ')[1]), cancellationToken);
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // One side has closed its connection.
        }
    }

    private static async Task TunnelAsync(NetworkStream stream, Uri target, CancellationToken cancellationToken)
    {
        using var onward = new TcpClient();
        await onward.ConnectAsync(target.Host, target.Port, cancellationToken);
        await stream.WriteAsync("HTTP/1.1 200 Connection established\r\nVia: 1.1 proxy\r\n\r\n"u8.ToArray(), cancellationToken);
        await Task.WhenAny(
            stream.CopyToAsync(onward.GetStream(), cancellationToken), onward.GetStream().CopyToAsync(stream, cancellationToken));
    }

    private static async Task<string?> ReadHeadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, cancellationToken) == 0)
            {
                return null;
            }

            _ = head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
