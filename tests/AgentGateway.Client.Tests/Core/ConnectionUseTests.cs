using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>Thousands of polls don't need a connection each (decision 0018).</summary>
public sealed class ConnectionUseTests
{
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

        // One for the changes, one for the polls and queries.
        Assert.Equal(2, forwarder.Connections);
    }
}
