namespace AgentGateway.Client.Tests;

/// <summary>The steps of the connection to a gateway, in order, without a password.</summary>
public sealed class GatewayProbeTests
{
    private static readonly ProbeStage[] AllStages =
    [
        ProbeStage.NameResolution, ProbeStage.Connection, ProbeStage.Tls, ProbeStage.Http, ProbeStage.Gateway, ProbeStage.Clock,
    ];

    [Theory]
    [InlineData("https://[::1]:8043", "[::1]", null)]
    [InlineData("https://[::1]:8043", "::1", null)]
    [InlineData("https://gateway:8043", "GATEWAY", null)]
    [InlineData("https://gateway:8043", "proxy", "proxy:8043")]
    public void A_connection_to_another_host_than_the_gateway_is_one_to_a_proxy(string gateway, string host, string? proxy)
    {
        var log = new ConnectionLog(TimeProvider.System);

        log.Begin(new Uri(gateway), host, 8043);

        Assert.Equal(proxy, log.Proxy);
    }

    [Fact]
    public async Task A_pin_can_not_be_combined_with_a_certificate_that_is_not_checked()
    {
        var options = new GatewayOptions
        {
            Address = new Uri("https://localhost"),
            SkipCertificateCheck = true,
            CertificateThumbprint = new string('0', 64),
        };

        _ = Assert.Throws<GatewayException>(() => new Gateway(options));
        _ = await Assert.ThrowsAsync<GatewayException>(() => GatewayProbe.RunAsync(options, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_gateway_that_works_passes_every_step()
    {
        await using var bench = await Bench.StartAsync();

        var steps = await GatewayProbe.RunAsync(bench.Options, TestContext.Current.CancellationToken);

        Assert.Equal(AllStages, steps.Select(step => step.Step));
        Assert.All(steps, step => Assert.True(step.Succeeded, step.Detail));
        Assert.StartsWith("TLS 1.", steps[2].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_behind_a_proxy_passes_every_step_and_the_proxy_is_named()
    {
        await using var bench = await Bench.StartAsync();
        await using var proxy = new TunnelProxy();

        var steps = await GatewayProbe.RunAsync(
            bench.Options with { NoProxy = false, Proxy = proxy.Address }, TestContext.Current.CancellationToken);

        Assert.Equal(AllStages, steps.Select(step => step.Step));
        Assert.Contains($"through the proxy {proxy.Address.Authority}", steps[1].Detail, StringComparison.Ordinal);
        Assert.Single(proxy.Heads);
    }

    [Fact]
    public async Task A_proxy_that_refuses_is_reported_differently_from_a_gateway_that_is_not_there()
    {
        await using var bench = await Bench.StartAsync();
        await using var proxy = new TunnelProxy("clerk:word");

        var steps = await GatewayProbe.RunAsync(
            bench.Options with { NoProxy = false, Proxy = proxy.Address }, TestContext.Current.CancellationToken);

        Assert.Equal([ProbeStage.NameResolution, ProbeStage.Connection], steps.Select(step => step.Step));
        Assert.False(steps[1].Succeeded);
        Assert.Contains("proxy", steps[1].Detail, StringComparison.Ordinal);
        Assert.Equal("Proxy", steps[1].Advice);
    }

    [Fact]
    public async Task Plain_http_to_this_machine_has_no_step_for_TLS()
    {
        await using var server = new RawServer(null, async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.AnswerAsync("""{"message":"no right","retcode":"000-003"}""");
            }
        });

        var steps = await GatewayProbe.RunAsync(
            new GatewayOptions { Address = new Uri($"http://localhost:{server.Address.Port}") }, TestContext.Current.CancellationToken);

        Assert.Equal(AllStages.Except([ProbeStage.Tls]), steps.Select(step => step.Step));
    }

    [Fact]
    public async Task A_server_that_never_answers_the_handshake_fails_at_the_step_for_TLS_with_the_timeout()
    {
        await using var server = new RawServer(null, async connection =>
        {
            _ = await connection.ReadRequestAsync();
            await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
        });
        var options = new GatewayOptions
        {
            Address = new Uri($"https://localhost:{server.Address.Port}"),
            ConnectionTimeout = TimeSpan.FromSeconds(2),
        };

        var steps = await GatewayProbe.RunAsync(options, TestContext.Current.CancellationToken);

        Assert.Equal((ProbeStage.Tls, "no reply to the handshake within 2 s"), (steps[^1].Step, steps[^1].Detail));
    }

    [Fact]
    public async Task A_server_that_never_answers_fails_at_the_step_for_HTTP_in_limited_time()
    {
        await using var server = new RawServer(null, async connection =>
        {
            _ = await connection.ReadRequestAsync();
            await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
        });
        var options = new GatewayOptions
        {
            Address = new Uri($"http://localhost:{server.Address.Port}"),
            ConnectionTimeout = TimeSpan.FromMilliseconds(500),
            OperationTimeout = TimeSpan.FromMilliseconds(500),
        };

        var steps = await GatewayProbe.RunAsync(options, TestContext.Current.CancellationToken);

        Assert.Equal(ProbeStage.Http, steps[^1].Step);
        Assert.False(steps[^1].Succeeded);
        Assert.Contains("no answer within", steps[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_without_a_listener_fails_at_the_step_for_the_connection()
    {
        var steps = await GatewayProbe.RunAsync(
            new GatewayOptions { Address = new Uri("https://127.0.0.1:1"), NoProxy = true }, TestContext.Current.CancellationToken);

        Assert.Equal([ProbeStage.NameResolution, ProbeStage.Connection], steps.Select(step => step.Step));
        Assert.Equal("Connection", steps[1].Advice);
    }

    [Fact]
    public async Task A_name_without_an_address_fails_at_the_first_step()
    {
        var steps = await GatewayProbe.RunAsync(
            new GatewayOptions { Address = new Uri("https://gateway.invalid:8043"), NoProxy = true },
            TestContext.Current.CancellationToken);

        var only = Assert.Single(steps);
        Assert.Equal(ProbeStage.NameResolution, only.Step);
        Assert.False(only.Succeeded);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_described_and_can_then_be_pinned()
    {
        using var shown = Certificates.For("CN=somebody");
        await using var server = new RawServer(shown, async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.AnswerAsync("""{"message":"no right","retcode":"000-003"}""");
            }
        });
        var options = new GatewayOptions { Address = server.Address, NoProxy = true };

        var refused = await GatewayProbe.RunAsync(options, TestContext.Current.CancellationToken);
        var pinned = await GatewayProbe.RunAsync(
            options with { CertificateThumbprint = refused[^1].CertificateThumbprint }, TestContext.Current.CancellationToken);

        Assert.Equal(ProbeStage.Tls, refused[^1].Step);
        Assert.Equal("NotTrusted", refused[^1].Advice);
        Assert.Contains("CN=somebody", refused[^1].Detail, StringComparison.Ordinal);
        Assert.Equal(Certificates.Pin(shown), refused[^1].CertificateThumbprint);
        Assert.Equal(AllStages, pinned.Select(step => step.Step));
    }

    [Fact]
    public async Task Cancellation_ends_it()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => GatewayProbe.RunAsync(
            new GatewayOptions { Address = new Uri("https://127.0.0.1:1"), NoProxy = true }, stop.Token));
    }
}
