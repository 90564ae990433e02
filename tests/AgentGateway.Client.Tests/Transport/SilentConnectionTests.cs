using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>A connection can be lost without being closed, for example by a firewall or a disconnected cable.</summary>
public sealed class SilentConnectionTests
{
    [Fact]
    public async Task A_connection_that_is_lost_without_notice_ends_none_of_its_sessions()
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { PollHold = TimeSpan.FromSeconds(1) });
        await using var forwarder = new Forwarder(bench.Simulator.Address);
        var gateway = bench.NewGateway(
            options => options with
            {
                Address = forwarder.Address,
                PollTimeout = TimeSpan.FromSeconds(2),
                KeepAliveInterval = TimeSpan.FromSeconds(1),
            });
        var sessions = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => bench.SignInAsync(gateway: gateway)));
        await Eventually.TrueAsync(() => sessions.All(session => session.Events.End == 2), "the events of the sign-ins");

        forwarder.Stall();
        await Eventually.TrueAsync(() => sessions.All(session => session.State == SessionState.Reconnecting), "the loss of the connection");

        await Eventually.TrueAsync(() => sessions.All(session => session.State == SessionState.SignedIn), "polls over a new connection");
        foreach (var session in sessions)
        {
            var reader = session.ReadEvents();
            bench.Control.RaiseEvent(session.AgentId!.Value, "AgentState_Test");
            Assert.Equal("AgentState_Test", (await reader.ReadAsync().AsTask().WithinTimeout())!.EventType);
        }
    }
}
