using System.Diagnostics;
using System.Net;

namespace AgentGateway.Client.Framework;

/// <summary>Tests the transport of the net472 client. Its behavior must not depend on the platform.</summary>
public sealed class TransportTests
{
    [Fact]
    public async Task A_GET_carries_the_content_type_that_the_API_requires_and_connections_are_kept()
    {
        using var server = new ByteServer(ByteServer.Success, ByteServer.Success);
        using var gateway = Gateway(server);
        var session = await AgwSession.AttachAsync(gateway, "abc");

        _ = await session.InvokeAsync(AgentCalls.Status, agentId: 101);
        _ = await session.InvokeAsync(AgentCalls.SayFree, agentId: 101);

        Assert.Equal(1, server.Connections);
        Assert.StartsWith("GET /agentgateway/resource/onlineagent/101/agentstatus HTTP/1.1\r\n", server.Requests[0]);
        Assert.All(server.Requests, request =>
        {
            Assert.Contains("\r\nContent-Type: application/json; charset=UTF-8\r\n", request);
            Assert.Contains($"\r\nHost: 127.0.0.1:{server.Port}\r\n", request);
            Assert.Contains("\r\nGuid: abc\r\n", request);
            Assert.DoesNotContain("Expect:", request);
        });
    }

    [Fact]
    public async Task A_write_whose_connection_is_lost_is_sent_once_and_its_outcome_is_unknown()
    {
        using var server = new ByteServer(ByteServer.Success, ByteServer.Cut);
        using var gateway = Gateway(server);
        var session = await AgwSession.AttachAsync(gateway, "abc");
        _ = await session.InvokeAsync(AgentCalls.SayFree, agentId: 101);

        var failure = await Assert.ThrowsAsync<GatewayException>(async () => await session.InvokeAsync(AgentCalls.SayFree, agentId: 101));

        Assert.Equal(FailureKind.OutcomeUnknown, failure.Kind);
        Assert.Equal(2, server.Requests.Length);
    }

    [Fact]
    public async Task A_canceled_call_ends_immediately_and_closes_its_connection()
    {
        using var server = new ByteServer(ByteServer.Silence);
        using var gateway = Gateway(server);
        var session = await AgwSession.AttachAsync(gateway, "abc");
        using var cancellation = new CancellationTokenSource();
        var call = session.InvokeAsync(AgentCalls.Status, agentId: 101, cancellationToken: cancellation.Token);
        await UntilAsync(() => server.Requests.Length == 1);

        var watch = Stopwatch.StartNew();
        cancellation.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await call);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await UntilAsync(() => server.Closed == 1);
    }

    [Fact]
    public async Task A_handshake_without_a_reply_ends_with_the_connection_timeout_and_offers_TLS_1_2()
    {
        using var server = new ByteServer(ByteServer.Silence);
        using var gateway = new Gateway(
            new GatewayOptions
            {
                Address = new Uri($"https://127.0.0.1:{server.Port}"),
                NoProxy = true,
                ConnectionTimeout = TimeSpan.FromMilliseconds(500),
                MaximumRetryCount = 0,
            });
        var session = await AgwSession.AttachAsync(gateway, "abc");

        var failure = await Assert.ThrowsAsync<GatewayException>(async () => await session.InvokeAsync(AgentCalls.SayFree, agentId: 101));

        Assert.Equal(FailureKind.ConnectFailed, failure.Kind);
        await UntilAsync(() => server.Closed == 1);

        // A ClientHello: the version that it offers is in its bytes 9 and 10 (RFC 5246, 7.4.1.2); supported_versions (43) would offer TLS
        // 1.3.
        var hello = server.Requests[0];
        Assert.Equal("\u0016 \u0003\u0003", $"{hello[0]} {hello[9]}{hello[10]}");
        Assert.DoesNotContain("\u0003\u0004\u0003\u0003", hello);
    }

    [Fact]
    public async Task A_server_without_TLS_is_a_TlsFailed()
    {
        using var server = new ByteServer("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        using var gateway = new Gateway(
            new GatewayOptions { Address = new Uri($"https://127.0.0.1:{server.Port}"), NoProxy = true, MaximumRetryCount = 0 });
        var session = await AgwSession.AttachAsync(gateway, "abc");

        var failure = await Assert.ThrowsAsync<GatewayException>(async () => await session.InvokeAsync(AgentCalls.SayFree, agentId: 101));

        Assert.Equal(FailureKind.TlsFailed, failure.Kind);
    }

    [Fact]
    public async Task A_proxy_receives_its_password_on_request_and_nothing_of_the_call()
    {
        using var proxy = new ByteServer(
            "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        using var gateway = new Gateway(new GatewayOptions
        {
            Address = new Uri("https://gateway.example:8043"),
            Proxy = new Uri($"http://127.0.0.1:{proxy.Port}"),
            ProxyCredential = new NetworkCredential("clerk", "word"),
            MaximumRetryCount = 0,
        });
        var session = await AgwSession.AttachAsync(gateway, "abc");

        var failure = await Assert.ThrowsAsync<GatewayException>(async () => await session.InvokeAsync(AgentCalls.SayFree, agentId: 101));

        Assert.Equal(FailureKind.ConnectFailed, failure.Kind);
        Assert.Equal("CONNECT gateway.example:8043 HTTP/1.1\r\nHost: gateway.example:8043\r\n\r\n", proxy.Requests[0]);
        Assert.Equal(
            "CONNECT gateway.example:8043 HTTP/1.1\r\nHost: gateway.example:8043\r\nProxy-Authorization: Basic Y2xlcms6d29yZA==\r\n\r\n",
            proxy.Requests[1]);
    }

    private static Gateway Gateway(ByteServer server) =>
        new(new GatewayOptions { Address = new Uri($"http://127.0.0.1:{server.Port}"), NoProxy = true, MaximumRetryCount = 0 });

    private static async Task UntilAsync(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));
            await Task.Delay(5);
        }
    }
}
