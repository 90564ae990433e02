using System.Net;
using System.Net.Sockets;

namespace AgentGateway.Client.Tests;

/// <summary>
/// Forwards TCP connections to a gateway, and can stop without closing them, like a firewall that forgets its connections.
/// </summary>
internal sealed class Forwarder : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<TcpClient> _open = [];
    private readonly Uri _target;
    private readonly Task _accepting;
    private CancellationTokenSource _forwarding = new();

    public Forwarder(Uri target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new UriBuilder(_target) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;

    /// <summary>The number of connections that were opened so far.</summary>
    public int Connections
    {
        get
        {
            lock (_open)
            {
                // Each of them has a connection to the gateway.
                return _open.Count / 2;
            }
        }
    }

    /// <summary>Stops forwarding on all open connections, in both directions. New connections work.</summary>
    public void Stall()
    {
        var forwarding = Interlocked.Exchange(ref _forwarding, new CancellationTokenSource());
        forwarding.Cancel();
        forwarding.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        lock (_open)
        {
            _open.ForEach(client => client.Dispose());
        }

        _forwarding.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                var onward = new TcpClient();
                lock (_open)
                {
                    _open.AddRange([client, onward]);
                }

                await onward.ConnectAsync(_target.Host, _target.Port, _stop.Token);
                _ = ForwardAsync(client, onward, _forwarding.Token);
                _ = ForwardAsync(onward, client, _forwarding.Token);
            }
        }
        catch (Exception exception) when (exception
            is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The server was disposed.
        }
    }

    private static async Task ForwardAsync(TcpClient from, TcpClient to, CancellationToken cancellationToken)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream(), cancellationToken);
            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception
            is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One side has closed its connection, or forwarding has stopped.
        }
    }
}
