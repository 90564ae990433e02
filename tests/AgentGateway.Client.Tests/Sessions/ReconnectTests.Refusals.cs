using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <content>When a session doesn't sign in again.</content>
public sealed partial class ReconnectTests
{
    [Fact]
    public async Task An_agent_that_was_taken_over_during_the_outage_is_not_signed_in_again()
    {
        await using var bench = await StartAsync();
        var session = await SignInAsync(bench);
        BeginOutage(bench);
        await _clock.DelayAsync(Outage);
        bench.Control.ClearFaults();
        var other = await bench.SignInAsync(Bench.Request(Agent) with { Force = true }, bench.NewGateway());

        // On a busy machine, two minutes of the fast clock can pass without a poll.
        bench.Control.Change(new SettingsChange { IdleTimeout = TimeSpan.FromHours(10) });

        await EndedAsync(session);
        Assert.Contains("100-002", session.LastError, StringComparison.Ordinal);
        await _clock.DelayAsync(Outage);
        Assert.Equal((SessionState.SignedIn, 1), (other.State, bench.Control.CountOperation(Agent, "login")));
        Assert.Equal(AgentState.Idle, (await other.GetStatusAsync()).State);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(30, false)]
    [InlineData(150, true)]
    public async Task A_sign_out_before_the_gateway_lost_the_session_ends_the_session(int? seconds, bool mayFollow)
    {
        await using var bench = await StartAsync();
        var session = await SignInAsync(bench);

        // The gateway's clock is that of the sign-in.
        var lastAnswer = _clock.GetLocalNow() + (session.Facts!.LoginTime!.Value - session.SignedInAt!.Value) - Outage;
        var end = new AgentEvent
        {
            EventType = "AgentOther_ShutdownService",
            AgentId = Agent,
            Gateway = session.Gateway,
            ReceivedAt = _clock.GetLocalNow(),
            GeneratedAt = seconds is { } after ? lastAnswer.AddSeconds(after) : null,
            Raw = "{}",
        };

        Assert.Equal(mayFollow, session.Reconnection!.MayFollow(end, Outage, Outage));
        Assert.False(session.Reconnection.MayFollow(end, TimeSpan.FromSeconds(60), Outage));
    }

    [Fact]
    public async Task Events_that_were_queued_before_the_outage_do_not_prevent_the_sign_in()
    {
        await using var bench = await StartAsync();
        var session = await SignInAsync(bench);
        BeginOutage(bench);
        for (var number = 0; number < 5; number++)
        {
            bench.Control.RaiseEvent(Agent, "AgentState_Test");
        }

        await _clock.DelayAsync(Outage);
        EndOutage(bench);

        await Eventually.TrueAsync(() => bench.Control.CountOperation(Agent, "login") == 2, "the second sign-in");
        await RecoveredAsync(bench, session);
    }

    [Fact]
    public async Task A_sign_out_that_the_gateway_refuses_does_not_prevent_a_later_sign_in()
    {
        await using var bench = await StartAsync();
        var session = await SignInAsync(bench);
        bench.Control.AddFault(new Fault { Kind = FaultKind.RetCode, RetCode = "100-010", Operation = "logout", Count = 1 });
        _ = await Assert.ThrowsAsync<GatewayException>(() => session.SignOutAsync(new SignOutRequest()));

        await PassOutageAsync(bench, session);

        await Eventually.TrueAsync(() => bench.Control.CountOperation(Agent, "login") == 2, "the second sign-in");
    }

    [Fact]
    public async Task A_sign_out_that_failed_during_the_outage_prevents_the_sign_in()
    {
        await using var bench = await StartAsync();
        var session = await SignInAsync(bench);
        BeginOutage(bench);
        await Eventually.TrueAsync(() => session.State == SessionState.Reconnecting, "trouble");
        _ = await Assert.ThrowsAsync<GatewayException>(() => session.SignOutAsync(new SignOutRequest()));
        await _clock.DelayAsync(Outage);
        EndOutage(bench);

        await EndedAsync(session);
        Assert.Equal(1, bench.Control.CountOperation(Agent, "login"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_session_that_is_ended_without_an_outage_is_not_signed_in_again(bool takesOver)
    {
        await using var bench = await StartAsync();
        var session = await SignInAsync(bench);
        if (takesOver)
        {
            _ = await bench.SignInAsync(Bench.Request(Agent) with { Force = true }, bench.NewGateway());
        }
        else
        {
            bench.Control.SignOut(Agent);
        }

        await EndedAsync(session);
        await _clock.DelayAsync(Outage);
        Assert.Equal(1, bench.Control.CountOperation(Agent, "login"));
    }

    [Fact]
    public async Task A_session_that_the_gateway_loses_without_an_outage_is_not_signed_in_again()
    {
        await using var bench = await StartAsync();
        var session = await SignInAsync(bench);
        bench.Control.Restart();

        await EndedAsync(session);
        await _clock.DelayAsync(Outage);
        Assert.Equal(1, bench.Control.CountOperation(Agent, "login"));
    }

    [Theory]
    [InlineData("100-004")]
    [InlineData("100-017")]
    [InlineData("100-020")]
    [InlineData("110-016")]
    public async Task A_password_that_is_refused_is_not_tried_again(string code)
    {
        await using var bench = await StartAsync();
        var session = await SignInAsync(bench);
        BeginOutage(bench);
        await _clock.DelayAsync(Outage);
        EndOutage(bench);
        bench.Control.AddFault(new Fault { Kind = FaultKind.RetCode, RetCode = code, Operation = "login" });

        await EndedAsync(session);
        await _clock.DelayAsync(Outage);
        Assert.Equal(2, bench.Seen(Agent, "login").Length);
        Assert.Contains(code, session.LastError, StringComparison.Ordinal);
    }
}
