using System.Net;
using System.Net.Sockets;

namespace AgentGateway.Endurance.Tests;

/// <summary>
/// The network between the clients and the gateway. It can cut connections at any time, and be unavailable for some time.
/// </summary>
internal sealed class FlakyNetwork : IAsyncDisposable
{
    private readonly Uri _target;
    private readonly int _port;
    private readonly List<(Socket Client, Socket Gateway)> _open = [];
    private TcpListener _listener;
    private Task _accepting;

    public FlakyNetwork(Uri target)
    {
        _target = target;
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(_listener);
    }

    public Uri Address => new($"https://127.0.0.1:{_port}/");

    /// <summary>Connections that were reset so far.</summary>
    public int Resets { get; private set; }

    /// <summary>Resets each open connection with a probability.</summary>
    public void Cut(double probability, Random random)
    {
        (Socket Client, Socket Gateway)[] chosen;
        lock (_open)
        {
            chosen = [.. _open.Where(_ => random.NextDouble() < probability)];
            Resets += chosen.Length;
        }

        foreach (var (client, gateway) in chosen)
        {
            Reset(client);
            Reset(gateway);
        }
    }

    /// <summary>Resets all connections, and accepts none for some time.</summary>
    public async Task GoAwayAsync(TimeSpan time, Random random)
    {
        _listener.Stop();
        await _accepting;
        Cut(1, random);
        await Task.Delay(time);
        _listener = new TcpListener(IPAddress.Loopback, _port);
        _listener.Start();
        _accepting = AcceptAsync(_listener);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        Cut(1, new Random(0));
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The connection was already cut.
        }

        socket.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                _ = ForwardAsync(await listener.AcceptSocketAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The network is unavailable.
        }
    }

    private async Task ForwardAsync(Socket client)
    {
        var gateway = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        lock (_open)
        {
            _open.Add((client, gateway));
        }

        try
        {
            await gateway.ConnectAsync(IPAddress.Loopback, _target.Port);
            await Task.WhenAny(CopyAsync(client, gateway), CopyAsync(gateway, client));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Cut.
        }

        lock (_open)
        {
            _ = _open.Remove((client, gateway));
        }

        client.Dispose();
        gateway.Dispose();
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer)) > 0)
            {
                for (var sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent));
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }
}
