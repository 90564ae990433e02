using System.Net;
using System.Net.Sockets;
using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>Without a connection nothing was sent, so the call is retried, and the failure is then reported.</summary>
public sealed class ConnectFailedTests
{
    private const int AttemptsOfADefaultGateway = 3;

    [Fact]
    public async Task A_refused_connection_is_a_ConnectFailed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var failure = await SignInAsync(Options(new Uri($"https://127.0.0.1:{port}")));

        Assert.Equal((FailureKind.ConnectFailed, "login", (int?)101), (failure.Kind, failure.Operation, failure.AgentId));
        Assert.Contains("refused", failure.Message, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(failure.Remedy);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_a_ConnectFailed()
    {
        var failure = await SignInAsync(
            Options(new Uri("https://no-such-gateway.invalid:8043")) with
            {
                MaximumRetryCount = 0,
                ConnectionTimeout = TimeSpan.FromSeconds(3),
            });

        Assert.Equal(FailureKind.ConnectFailed, failure.Kind);
        Assert.Contains("no-such-gateway.invalid:8043", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incomplete_handshake_is_a_ConnectFailed_after_the_connection_timeout()
    {
        await using var server = new RawServer(null, _ => Task.Delay(TimeSpan.FromSeconds(20)));
        var address = new Uri($"https://127.0.0.1:{server.Address.Port}");

        var failure = await SignInAsync(Options(address) with { ConnectionTimeout = TimeSpan.FromMilliseconds(150) });

        Assert.Equal(FailureKind.ConnectFailed, failure.Kind);
        Assert.Equal((AttemptsOfADefaultGateway, 0), (server.Connections, server.Requests));
    }

    [Fact]
    public async Task An_unreachable_proxy_is_a_ConnectFailed()
    {
        await using var bench = await Bench.StartAsync();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var proxy = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        listener.Stop();

        var failure = await SignInAsync(bench.Options with { NoProxy = false, Proxy = proxy });

        Assert.Equal(FailureKind.ConnectFailed, failure.Kind);
        Assert.Empty(bench.Control.GetRequests());
    }

    [Fact]
    public async Task A_proxy_that_refuses_is_a_ConnectFailed_and_never_sees_the_credential()
    {
        await using var bench = await Bench.StartAsync();
        var seen = new List<string?>();
        await using var proxy = new RawServer(null, async connection =>
        {
            seen.Add(await connection.ReadRequestAsync());
            await connection.WriteAsync(
                "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
        });

        var failure = await SignInAsync(bench.Options with { NoProxy = false, Proxy = proxy.Address, MaximumRetryCount = 0 });

        Assert.Equal(FailureKind.ConnectFailed, failure.Kind);
        Assert.Empty(bench.Control.GetRequests());
        Assert.All(seen, request => Assert.StartsWith("CONNECT ", request, StringComparison.Ordinal));
        Assert.DoesNotContain(seen, request => request!.Contains(Bench.Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_session_whose_gateway_is_closed_fails_immediately_and_its_poller_ends()
    {
        await using var bench = await Bench.StartAsync();
        var gateway = bench.NewGateway(options => options with { RetryInterval = TimeSpan.FromMinutes(1) });
        var session = await bench.SignInAsync(gateway: gateway);
        var attached = await AgwSession.AttachAsync(gateway, Secrets.Of(session), session.AgentId);

        gateway.Dispose();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => attached.InvokeAsync(AgentCalls.SayFree).AsTask()).WithinTimeout();
        Assert.Equal(FailureKind.ConnectFailed, failure.Kind);
        await Eventually.TrueAsync(() => !session.IsPolling, "the end of the poller");
        Assert.Equal(SessionState.Ended, session.State);
    }

    [Fact]
    public async Task Plain_http_serves_this_machine()
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { PlainHttp = true });

        Assert.Equal("http", bench.Gateway.Address.Scheme);
        Assert.Equal(AgentState.Idle, (await (await bench.SignInAsync()).GetStatusAsync()).State);
    }

    [Fact]
    public async Task A_gateway_at_an_IPv6_address_is_reached()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "This machine has no IPv6.");
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Host = "::1" });

        Assert.Equal(AgentState.Idle, (await (await bench.SignInAsync()).GetStatusAsync()).State);
        Assert.StartsWith("https://[::1]:", bench.Gateway.Address.ToString(), StringComparison.Ordinal);
    }

    private static GatewayOptions Options(Uri address) => new()
    {
        Address = address,
        NoProxy = true,
        RetryInterval = TimeSpan.FromMilliseconds(5),
    };

    private static async Task<GatewayException> SignInAsync(GatewayOptions options)
    {
        using var gateway = new Gateway(options);
        return await Assert.ThrowsAsync<GatewayException>(() => AgwSession.SignInAsync(gateway, Bench.Request(101))).WithinTimeout();
    }
}
