using System.Security.Authentication;
using Microsoft.Extensions.Time.Testing;

namespace AgentGateway.Client.Tests;

/// <summary>Tests the behavior that only the transport of the net472 build has. The other tests run against both builds.</summary>
public sealed class Http11HandlerTests
{
    [Fact]
    public void The_assembly_under_test_is_the_one_for_Windows_PowerShell() => Assert.True(Build.IsFramework);

    [Fact]
    public async Task A_gateway_that_supports_only_TLS_1_3_is_a_TlsFailed()
    {
        using var certificate = Certificates.For();
        await using var server = new RawServer(
            certificate, _ => Task.CompletedTask, tls: tls => tls.EnabledSslProtocols = SslProtocols.Tls13);

        var failure = await SignInAsync(new GatewayOptions { Address = server.Address, NoProxy = true, SkipCertificateCheck = true });

        Assert.Equal((FailureKind.TlsFailed, 0), (failure.Kind, server.Requests));
    }

    [Fact]
    public async Task A_connection_timeout_is_a_ConnectFailed_with_the_time_in_its_message()
    {
        await using var server = new RawServer(null, _ => Task.Delay(TimeSpan.FromSeconds(20)));
        var address = new Uri($"https://127.0.0.1:{server.Address.Port}");

        var failure = await SignInAsync(Options(server) with { Address = address, ConnectionTimeout = TimeSpan.FromMilliseconds(150) });

        Assert.Equal(FailureKind.ConnectFailed, failure.Kind);
        Assert.Contains("(no connection within 0.15 s)", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 47\r\nContent-Length: 46\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 47, 46\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length : 47\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2f\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n folded before any header\r\nContent-Length: 47\r\n\r\n")]
    public async Task An_ambiguous_reply_is_refused(string head)
    {
        await using var server = new RawServer(null, async connection =>
        {
            _ = await connection.ReadRequestAsync();
            await connection.WriteAsync(head + """{"message":"success","retcode":"0","result":{}}""" + "\r\n0\r\n\r\n");
        });
        using var gateway = new Gateway(Options(server));

        Assert.Equal(FailureKind.OutcomeUnknown, (await ExchangeAsync(gateway)).Failure?.Kind);
    }

    [Fact]
    public async Task Chunks_take_precedence_over_a_length_and_the_connection_is_not_reused()
    {
        await using var server = new RawServer(null, async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.WriteAsync(
                    "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "2f\r\n{\"message\":\"success\",\"retcode\":\"0\",\"result\":{}}\r\n0\r\n\r\n");
            }
        });
        using var gateway = new Gateway(Options(server));

        Assert.True((await ExchangeAsync(gateway)).Reply?.IsSuccess);
        Assert.True((await ExchangeAsync(gateway)).Reply?.IsSuccess);
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("Connection: Keep-Alive\r\n", 1)]
    public async Task A_connection_of_HTTP_1_0_is_kept_only_where_the_gateway_says_so(string header, int connections)
    {
        await using var server = new RawServer(null, async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.WriteAsync(
                    $"HTTP/1.0 200 OK\r\n{header}Content-Length: 47\r\n\r\n" + """{"message":"success","retcode":"0","result":{}}""");
            }
        });
        using var gateway = new Gateway(Options(server));

        Assert.True((await ExchangeAsync(gateway)).Reply?.IsSuccess);
        Assert.True((await ExchangeAsync(gateway)).Reply?.IsSuccess);
        Assert.Equal(connections, server.Connections);
    }

    [Fact]
    public async Task An_idle_connection_is_reused_for_ninety_seconds_and_then_closed()
    {
        var clock = new FakeTimeProvider();
        var closed = 0;
        await using var server = new RawServer(null, async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.AnswerAsync();
            }

            Interlocked.Increment(ref closed);
        });
        using var gateway = new Gateway(Options(server) with { Clock = clock });

        _ = await ExchangeAsync(gateway);
        clock.Advance(TimeSpan.FromSeconds(89));
        _ = await ExchangeAsync(gateway);
        Assert.Equal((1, 0), (server.Connections, Volatile.Read(ref closed)));

        clock.Advance(TimeSpan.FromSeconds(91));
        await Eventually.TrueAsync(() => Volatile.Read(ref closed) == 1, "the end of the idle connection");
        Assert.True((await ExchangeAsync(gateway)).Reply?.IsSuccess);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task Idle_connections_are_closed_with_their_gateway()
    {
        var closed = 0;
        await using var server = new RawServer(null, async connection =>
        {
            _ = await connection.ReadRequestAsync();
            await connection.AnswerAsync();
            Assert.Null(await connection.ReadRequestAsync());
            Interlocked.Increment(ref closed);
        });
        var gateway = new Gateway(Options(server));
        _ = await ExchangeAsync(gateway);

        gateway.Dispose();

        await Eventually.TrueAsync(() => Volatile.Read(ref closed) == 1, "the end of the idle connection");
    }

    [Fact]
    public async Task A_proxy_without_Basic_authentication_is_a_ConnectFailed_with_the_schemes_that_it_requires()
    {
        await using var proxy = new TunnelProxy("clerk:word", "Proxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\n");

        var failure = await SignInAsync(
            new GatewayOptions
            {
                Address = new Uri("https://gateway.example"),
                Proxy = proxy.Address,
                ProxyCredential = new("clerk", "word"),
                MaximumRetryCount = 0,
            });

        Assert.Equal(FailureKind.ConnectFailed, failure.Kind);
        Assert.Contains(
            "it requires Negotiate, NTLM, but Windows PowerShell supports only Basic", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_of_another_kind_is_a_ConnectFailed()
    {
        var failure = await SignInAsync(
            new GatewayOptions
            {
                Address = new Uri("https://gateway.example"),
                Proxy = new Uri("socks5://127.0.0.1:1080"),
                MaximumRetryCount = 0,
            });

        Assert.Equal(FailureKind.ConnectFailed, failure.Kind);
        Assert.Contains("socks5://127.0.0.1:1080", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_http_does_not_use_a_proxy()
    {
        await using var server = new RawServer(null, async connection =>
        {
            _ = await connection.ReadRequestAsync();
            await connection.AnswerAsync();
        });
        await using var proxy = new TunnelProxy();
        using var gateway = new Gateway(Options(server) with { NoProxy = false, Proxy = proxy.Address });

        Assert.True((await ExchangeAsync(gateway)).Reply?.IsSuccess);
        Assert.Empty(proxy.Heads);
    }

    [Theory]
    [InlineData("a\u0001b")]
    [InlineData("a\u007fb")]
    [InlineData("ä")]
    public void A_header_with_an_invalid_character_is_not_written(string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1/");
        Assert.True(request.Headers.TryAddWithoutValidation("Guid", value));

        var failure = Assert.Throws<HttpRequestException>(() => RequestHead.Format(request));
        Assert.DoesNotContain(value, failure.Message, StringComparison.Ordinal);
    }

    private static GatewayOptions Options(RawServer server) => new() { Address = server.Address, NoProxy = true, MaximumRetryCount = 0 };

    private static Task<ExchangeResult> ExchangeAsync(Gateway gateway) =>
        gateway.ExchangeAsync(
            new ExchangeRequest(ConferenceCalls.Release, 101, TimeSpan.FromSeconds(10)), ExchangeSecrets.None, CancellationToken.None)
            .AsTask().WithinTimeout();

    private static async Task<GatewayException> SignInAsync(GatewayOptions options)
    {
        using var gateway = new Gateway(options);
        return await Assert.ThrowsAsync<GatewayException>(() => AgwSession.SignInAsync(gateway, Bench.Request(101))).WithinTimeout();
    }
}
