namespace AgentGateway.Client.Tests;

/// <summary>
/// A connection that is lost during the handshake is a network failure, not a refused certificate. Nothing was sent, so it is retried.
/// </summary>
public sealed class InterruptedHandshakeTests
{
    [Fact]
    public async Task A_connection_that_is_lost_during_the_handshake_is_a_ConnectFailed_and_is_opened_again()
    {
        await using var server = new RawServer(null, _ => Task.CompletedTask);
        using var gateway = new Gateway(new GatewayOptions
        {
            Address = new Uri($"https://127.0.0.1:{server.Address.Port}"),
            NoProxy = true,
            MaximumRetryCount = 2,
            RetryInterval = TimeSpan.FromMilliseconds(5),
        });

        var failure = await Assert.ThrowsAsync<GatewayException>(
            () => AgwSession.SignInAsync(gateway, Bench.Request(101))).WithinTimeout();

        Assert.Equal((FailureKind.ConnectFailed, 3), (failure.Kind, server.Connections));
    }
}
