using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>A TLS connection takes longer than most calls, so calls use open connections, and polls share one (decision 0018).</summary>
public sealed class ConnectionUseTests
{
    [Fact]
    public async Task A_query_and_a_change_use_the_connection_of_the_sign_in()
    {
        await using var bench = await Bench.StartAsync();
        await using var forwarder = new Forwarder(bench.Simulator.Address);
        var gateway = bench.NewGateway(options => options with { Address = forwarder.Address });
        var session = bench.Keep(await AgwSession.SignInAsync(
            gateway, Bench.Request(bench.NextAgent()), static _ => { }, TestContext.Current.CancellationToken, isPolling: false));

        _ = await session.InvokeAsync(AgentCalls.Status, cancellationToken: TestContext.Current.CancellationToken);
        _ = await session.InvokeAsync(AgentCalls.SayBusy(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(1, forwarder.Connections);
    }

    [Fact]
    public async Task The_polls_of_many_sessions_share_a_connection()
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { PollHold = TimeSpan.FromSeconds(1) });
        await using var forwarder = new Forwarder(bench.Simulator.Address);
        var gateway = bench.NewGateway(options => options with { Address = forwarder.Address });

        for (var count = 0; count < 5; count++)
        {
            var session = await bench.SignInAsync(gateway: gateway);
            await Eventually.TrueAsync(() => session.Events.End == 2, "the events of the sign-in");
        }

        // One for the sign-ins, one for the polls.
        Assert.Equal(2, forwarder.Connections);
    }
}
