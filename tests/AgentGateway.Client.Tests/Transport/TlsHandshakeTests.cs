namespace AgentGateway.Client.Tests;

/// <summary>Handshakes that fail before a certificate is shown.</summary>
public sealed class TlsHandshakeTests
{
    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("220 mail.example.com ESMTP\r\n")]
    public async Task A_port_without_TLS_is_a_TlsFailed_whose_remedy_is_about_the_address(string answer)
    {
        await using var server = new RawServer(null, connection => connection.WriteAsync(answer));
        using var gateway = new Gateway(
            new GatewayOptions { Address = new Uri($"https://127.0.0.1:{server.Address.Port}"), NoProxy = true });

        var failure = await Assert.ThrowsAsync<GatewayException>(
            () => AgwSession.SignInAsync(gateway, Bench.Request(101))).WithinTimeout();

        Assert.Equal((FailureKind.TlsFailed, 0), (failure.Kind, server.Requests));
        Assert.Contains("does not support TLS", failure.Message, StringComparison.Ordinal);
        Assert.Contains("https port", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_handshake_is_not_reported_as_a_gateway_without_TLS()
    {
        // The alert handshake_failure, fatal.
        await using var server = new RawServer(null, connection => connection.WriteAsync([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28]));
        using var gateway = new Gateway(
            new GatewayOptions { Address = new Uri($"https://127.0.0.1:{server.Address.Port}"), NoProxy = true });

        var failure = await Assert.ThrowsAsync<GatewayException>(
            () => AgwSession.SignInAsync(gateway, Bench.Request(101))).WithinTimeout();

        Assert.Equal(FailureKind.TlsFailed, failure.Kind);
        Assert.Contains("handshake", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("does not support TLS", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("certificate authority", failure.Remedy, StringComparison.Ordinal);
    }
}
