using System.Globalization;
using System.Text.Json.Nodes;

namespace AgentGateway.Simulator.Tests;

/// <summary>Tests the outages: the simulator can't be reached, but keeps running.</summary>
public class OutageTests
{
    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Nobody_reaches_the_gateway_until_an_outage_is_over()
    {
        await using var gateway = await TestGateway.StartAsync();
        await gateway.SignInAsync(101);
        var begun = gateway.Control.GetState()["time"]!.GetValue<DateTimeOffset>();

        var answer = await gateway.SendRawAsync("POST", "simulator/outage", """{"milliseconds":300000}""");

        var end = DateTimeOffset.Parse((string)JsonNode.Parse(answer.Body)!["end"]!, CultureInfo.InvariantCulture);
        Assert.InRange(end - begun, Duration, Duration + TimeSpan.FromMinutes(1));
        using var other = TestGateway.CreateClient(gateway.Host);
        await Assert.ThrowsAsync<HttpRequestException>(() => other.GetStringAsync(new Uri("simulator/state", UriKind.Relative)));

        gateway.Control.Advance(Duration);
        Assert.Contains("signedIn", await other.GetStringAsync(new Uri("simulator/state", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_of_an_outage_passes_at_the_gateway()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        gateway.Control.BeginOutage(Duration);
        gateway.Control.Advance(Duration);

        Assert.False(gateway.Control.GetAgent(101)["signedIn"]!.GetValue<bool>());
        Assert.Equal("100-006", (await agent.OwnAsync("POST", "saybusy")).RetCode);
    }

    [Fact]
    public async Task Requests_in_progress_get_no_reply()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { PollHold = TimeSpan.FromMinutes(1) });
        var agent = await gateway.SignInAsync(101, keepEvents: true);
        for (var i = 0; i < 2; i++)
        {
            await agent.PollAsync();
        }

        var poll = gateway.SendAsync("GET", "agentevent/101", guid: agent.Guid);
        await Eventually.BecomesTrueAsync(() => gateway.Control.GetAgent(101)["pollHeld"]!.GetValue<bool>());

        gateway.Control.BeginOutage(Duration);

        await Assert.ThrowsAsync<HttpRequestException>(() => poll);
    }

    [Fact]
    public async Task The_clock_can_run_faster_than_real_time()
    {
        const int Factor = 1000;
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { TimeProvider = new FastClock(Factor) });
        await gateway.SignInAsync(101);

        // The idle timeout of two minutes takes 0.12 s.
        await Eventually.BecomesTrueAsync(() => !gateway.Control.GetAgent(101)["signedIn"]!.GetValue<bool>());
        Assert.Throws<ArgumentOutOfRangeException>(() => new FastClock(0));
    }
}
