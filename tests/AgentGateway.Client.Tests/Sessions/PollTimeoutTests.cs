using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>Tests the timeout of polls: the specified one, or a longer one if the gateway holds polls longer.</summary>
public sealed class PollTimeoutTests
{
    [Fact]
    public async Task A_gateway_that_holds_polls_longer_than_the_timeout_keeps_its_sessions_and_the_timeout_is_learned()
    {
        await using var bench = await Bench.StartAsync(
            new SimulatorOptions { PollHold = TimeSpan.FromMilliseconds(1500) },
            options => options with { PollTimeout = TimeSpan.FromMilliseconds(500), PollGrace = TimeSpan.FromSeconds(3) });
        var session = await bench.SignInAsync();
        var agent = session.AgentId!.Value;
        await Eventually.TrueAsync(() => session.State == SessionState.Reconnecting, "a poll that is held for too long");

        await Eventually.TrueAsync(() => session.State == SessionState.SignedIn, "a poll that is waited for");
        bench.Control.ClearRequests();
        await Eventually.TrueAsync(() => bench.Seen(agent, "getAgentEvent").Length >= 3, "further polls");

        Assert.Equal(SessionState.SignedIn, session.State);
        Assert.All(bench.Seen(agent, "getAgentEvent").SkipLast(1), seen => Assert.Equal(200, seen.HttpStatus));
    }

    [Theory]
    [InlineData(0, 0, 30)]
    [InlineData(0, 1, 60)]
    [InlineData(0, 2, 120)]
    [InlineData(0, 9, 120)]
    [InlineData(10, 0, 30)]
    [InlineData(10, 1, 30)]
    [InlineData(10, 2, 60)]
    [InlineData(40, 0, 60)]
    [InlineData(40, 1, 60)]
    [InlineData(100, 0, 120)]
    public void A_timeout_that_may_be_a_longer_hold_increases_the_next_timeout_up_to_the_lifetime_of_a_session(
        int holdSeconds, int timeouts, int seconds)
    {
        var hold = new PollHold(new GatewayOptions { Address = new Uri("https://gateway.example.com:8043") });
        if (holdSeconds > 0)
        {
            hold.Learn(TimeSpan.FromSeconds(holdSeconds));
        }

        Assert.Equal(TimeSpan.FromSeconds(seconds), hold.Timeout(timeouts));
    }

    [Fact]
    public async Task Sessions_share_the_learned_timeout()
    {
        await using var bench = await Bench.StartAsync(
            new SimulatorOptions { PollHold = TimeSpan.FromMilliseconds(800) },
            options => options with { PollTimeout = TimeSpan.FromMilliseconds(500), PollGrace = TimeSpan.FromSeconds(3) });
        var first = await bench.SignInAsync();
        await Eventually.TrueAsync(() => first.State == SessionState.Reconnecting, "a poll that is held for too long");
        await Eventually.TrueAsync(() => first.State == SessionState.SignedIn, "a poll that is waited for");

        var second = await bench.SignInAsync();
        await Eventually.TrueAsync(() => bench.Seen(second.AgentId!.Value, "getAgentEvent").Length >= 4, "two polls without an event");

        Assert.Null(second.LastError);
    }
}
