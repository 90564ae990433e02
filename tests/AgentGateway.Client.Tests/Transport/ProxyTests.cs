using System.Net;

namespace AgentGateway.Client.Tests;

/// <summary>Tests a gateway behind a proxy: the information that the proxy receives, and the error if it refuses.</summary>
public sealed class ProxyTests
{
    private const string ProxyPassword = "Pr0xy-Wörd";

    [Fact]
    public async Task Plain_http_to_this_machine_uses_no_proxy()
    {
        await using var gateway = new RawServer(null, async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.AnswerAsync(headers: "Set-GUID: JSESSIONID=abc.Gw\r\n");
            }
        });
        await using var proxy = new TunnelProxy();
        var address = new Uri($"http://localhost:{gateway.Address.Port}");
        using var client = new Gateway(
            new GatewayOptions
            {
                Address = address,
                Proxy = proxy.Address,
                ProxyCredential = new NetworkCredential("clerk", ProxyPassword),
            });

        var session = await AgwSession.SignInAsync(client, Bench.Request(101));
        await session.DetachAsync();

        Assert.Empty(proxy.Heads);
        Assert.NotEqual(0, gateway.Requests);
    }

    [Fact]
    public async Task A_gateway_is_reached_through_a_tunnel_in_which_the_proxy_reads_nothing()
    {
        await using var bench = await Bench.StartAsync();
        await using var proxy = new TunnelProxy();
        var gateway = bench.NewGateway(options => options with { NoProxy = false, Proxy = proxy.Address });

        var session = await bench.SignInAsync(gateway: gateway);

        Assert.Equal(AgentState.Idle, (await session.GetStatusAsync()).State);
        Assert.NotEmpty(proxy.Heads);
        Assert.All(
            proxy.Heads,
            head => Assert.StartsWith($"CONNECT {bench.Simulator.Address.Authority} HTTP/1.1\r\n", head, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_password_for_a_proxy_is_sent_only_when_the_proxy_requests_it()
    {
        await using var bench = await Bench.StartAsync();
        await using var proxy = new TunnelProxy($"clerk:{ProxyPassword}");
        var gateway = bench.NewGateway(
            options => options with
            {
                NoProxy = false,
                Proxy = proxy.Address,
                ProxyCredential = new NetworkCredential("clerk", ProxyPassword),
            });

        var session = await bench.SignInAsync(gateway: gateway);

        Assert.Equal(AgentState.Idle, (await session.GetStatusAsync()).State);
        Assert.DoesNotContain("Proxy-Authorization", proxy.Heads[0], StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Proxy-Authorization", proxy.Heads[1], StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Wr0ng-Word")]
    public async Task A_proxy_that_refuses_the_password_is_a_ConnectFailed_without_the_password(string? password)
    {
        await using var bench = await Bench.StartAsync();
        await using var proxy = new TunnelProxy($"clerk:{ProxyPassword}");
        var credential = password is null ? null : new NetworkCredential("clerk", password);

        var failure = await SignInAsync(
            bench.Options with { NoProxy = false, Proxy = proxy.Address, ProxyCredential = credential, MaximumRetryCount = 0 });

        Assert.Equal(FailureKind.ConnectFailed, failure.Kind);
        Assert.Contains("407", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Wr0ng-Word", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(bench.Control.GetRequests());
    }

    [Fact]
    public async Task A_proxy_without_a_reply_is_a_ConnectFailed_after_the_connection_timeout()
    {
        await using var proxy = new RawServer(null, _ => Task.Delay(TimeSpan.FromSeconds(20)));

        var failure = await SignInAsync(new GatewayOptions
        {
            Address = new Uri("https://gateway.example:8043"),
            Proxy = proxy.Address,
            ConnectionTimeout = TimeSpan.FromMilliseconds(200),
            MaximumRetryCount = 0,
        });

        Assert.Equal(FailureKind.ConnectFailed, failure.Kind);
        Assert.Equal(1, proxy.Connections);
    }

    private static async Task<GatewayException> SignInAsync(GatewayOptions options)
    {
        using var gateway = new Gateway(options);
        return await Assert.ThrowsAsync<GatewayException>(() => AgwSession.SignInAsync(gateway, Bench.Request(101))).WithinTimeout();
    }
}
