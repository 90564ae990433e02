namespace AgentGateway.Simulator.Tests;

/// <summary>Tests how GUIDs are issued, renewed and expired.</summary>
public class GuidTests
{
    private static readonly SimulatorOptions Options = TestGateway.Options with { IdleTimeout = TimeSpan.FromDays(1) };

    [Fact]
    public async Task A_poll_after_the_interval_returns_the_next_guid_once()
    {
        await using var gateway = await TestGateway.StartAsync(Options);
        var agent = await gateway.SignInAsync(101);
        var first = agent.Guid;
        Assert.Null((await agent.PollAsync()).SetGuid);

        gateway.Control.Advance(TimeSpan.FromMilliseconds(60_000));
        var next = (await agent.PollAsync()).SetGuid;

        Assert.NotNull(next);
        Assert.NotEqual(first, next);
        Assert.Null((await agent.PollAsync()).SetGuid);
        Assert.Equal("0", (await agent.OwnAsync("GET", "agentstatus")).RetCode);
    }

    [Fact]
    public async Task The_previous_guid_is_valid_until_its_own_timeout()
    {
        await using var gateway = await TestGateway.StartAsync(Options);
        var agent = await gateway.SignInAsync(101);
        var first = agent.Guid;
        gateway.Control.Advance(TimeSpan.FromSeconds(100));
        await agent.PollAsync();
        var second = agent.Guid;

        agent.Guid = first;
        Assert.Equal("0", (await agent.OwnAsync("GET", "agentstatus")).RetCode);
        gateway.Control.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(
            """{"message":"no right to invite resouce","result":"","retcode":"000-003"}""",
            (await agent.OwnAsync("GET", "agentstatus")).Body);
        agent.Guid = second;
        Assert.Equal("0", (await agent.OwnAsync("GET", "agentstatus")).RetCode);
        Assert.Equal(
            ["current", "previous", "wrong", "current"],
            gateway.Control.GetRequests().TakeLast(4).Select(static request => request.GuidMatched));
    }

    [Fact]
    public async Task Every_guid_is_valid_for_its_own_time_regardless_of_newer_ones()
    {
        await using var gateway = await TestGateway.StartAsync(Options);
        var agent = await gateway.SignInAsync(101);
        var first = agent.Guid;
        for (var count = 0; count < 3; count++)
        {
            gateway.Control.Advance(TimeSpan.FromSeconds(30));
            gateway.Control.RotateGuid(101);
        }

        agent.Guid = first;
        Assert.Equal("0", (await agent.OwnAsync("GET", "agentstatus")).RetCode);
        gateway.Control.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("000-003", (await agent.OwnAsync("GET", "agentstatus")).RetCode);
    }

    [Fact]
    public async Task Guids_can_be_other_than_UUIDs()
    {
        await using var gateway = await TestGateway.StartAsync(Options with { HexadecimalGuids = true });
        var agent = await gateway.SignInAsync(101);

        Assert.Matches("^[0-9a-f]{48}[.]AgentGateway0$", agent.Guid);
        Assert.Matches("^[0-9a-f]{48}[.]AgentGateway0$", (string)(await agent.OwnAsync("PUT", "updateGuid")).Result!["guid"]!);
    }

    [Fact]
    public async Task An_old_heartbeat_returns_the_time_of_the_sign_in_and_the_next_guid()
    {
        await using var gateway = await TestGateway.StartAsync(Options);
        var agent = await gateway.SignInAsync(101);
        gateway.Control.RotateGuid(101);

        var answer = await agent.OwnAsync("PUT", "heartbeat");

        Assert.NotNull(answer.Result!["loginTime"]);
        Assert.NotNull(answer.SetGuid);
    }

    [Fact]
    public async Task A_poll_with_the_previous_guid_gets_the_current_one_again()
    {
        await using var gateway = await TestGateway.StartAsync(Options);
        var agent = await gateway.SignInAsync(101);
        var first = agent.Guid;
        gateway.Control.RotateGuid(101);
        var newest = (await agent.PollAsync()).SetGuid;

        agent.Guid = first;

        Assert.Equal(newest, (await agent.PollAsync()).SetGuid);
    }

    [Fact]
    public async Task A_heartbeat_also_returns_the_next_guid()
    {
        await using var gateway = await TestGateway.StartAsync(Options);
        var agent = await gateway.SignInAsync(101);
        gateway.Control.Advance(TimeSpan.FromSeconds(60));

        var answer = await agent.OwnAsync("POST", "handshake");

        Assert.Equal("""{"message":"success","retcode":"0"}""", answer.Body);
        Assert.NotNull(answer.SetGuid);
    }

    [Fact]
    public async Task An_update_returns_the_new_guid_in_the_body()
    {
        await using var gateway = await TestGateway.StartAsync(Options with { Instance = "AgentGateway1" });
        var agent = await gateway.SignInAsync(101);

        var answer = await agent.OwnAsync("PUT", "updateGuid");
        agent.Guid = (string)answer.Result!["guid"]!;

        Assert.Equal($$$"""{"result":{"guid":"{{{agent.Guid}}}"},"message":"success","retcode":"0"}""", answer.Body);
        Assert.EndsWith(".AgentGateway1", agent.Guid, StringComparison.Ordinal);
        Assert.Equal("0", (await agent.OwnAsync("GET", "agentstatus")).RetCode);
        Assert.Equal("current", gateway.Control.GetRequests()[^1].GuidMatched);
    }

    [Fact]
    public async Task In_static_authentication_the_guid_neither_changes_nor_expires()
    {
        await using var gateway = await TestGateway.StartAsync(Options with { AuthMode = 1 });
        var agent = await gateway.SignInAsync(101);

        gateway.Control.Advance(TimeSpan.FromHours(12));

        var answer = await agent.PollAsync();
        Assert.Equal(("0", null), (answer.RetCode, answer.SetGuid));
    }

    [Fact]
    public async Task An_expired_missing_or_foreign_guid_is_refused()
    {
        await using var gateway = await TestGateway.StartAsync(Options);
        var agent = await gateway.SignInAsync(101);
        var other = await gateway.SignInAsync(102);

        Assert.Equal("000-003", (await gateway.SendAsync("GET", "onlineagent/101/agentstatus")).RetCode);
        Assert.Equal("000-003", (await gateway.SendAsync("GET", "onlineagent/101/agentstatus", guid: other.Guid)).RetCode);
        gateway.Control.ExpireGuid(101);
        Assert.Equal("000-003", (await agent.PollAsync()).RetCode);
        Assert.Equal(["none", "wrong", "wrong"], gateway.Control.GetRequests().TakeLast(3).Select(static request => request.GuidMatched));
    }
}
