using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>The loop that takes a session's events and keeps it alive (polling.md 2).</summary>
public sealed class PollerTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private Bench Bench => shared.Bench;

    public static TheoryData<FaultKind> Blips =>
    [
        FaultKind.CutBefore, FaultKind.CutAfter, FaultKind.CutDuringBody, FaultKind.Status, FaultKind.NotJson, FaultKind.Truncated,
        FaultKind.Empty, FaultKind.WrongEncoding, FaultKind.ArrayRoot, FaultKind.HugeBody, FaultKind.Deep,
    ];

    [Fact]
    public async Task A_session_is_polled_since_its_sign_in_with_one_poll_at_a_time()
    {
        var session = await Bench.SignInAsync();
        for (var i = 0; i < 5; i++)
        {
            session.StartPolling();
        }

        await QuietAsync(session);
        await Task.Delay(100);

        // InService, Ready, and the poll that is held.
        Assert.Equal(3, Bench.Seen(session.AgentId!.Value, "getAgentEvent").Length);
    }

    [Fact]
    public async Task After_an_event_the_next_poll_is_sent_immediately()
    {
        var gateway = Bench.NewGateway(options => options with { PollPause = TimeSpan.FromMinutes(1) });
        var session = await Bench.SignInAsync(gateway: gateway);
        var reader = session.ReadEvents(fromStart: true);

        for (var i = 0; i < 30; i++)
        {
            Bench.Control.RaiseEvent(session.AgentId!.Value, $"AgentState_Test{i}");
        }

        var taken = await TakeAsync(reader, 32);
        Assert.Equal(["AgentOther_InService", "AgentState_Ready", .. Enumerable.Range(0, 30).Select(i => $"AgentState_Test{i}")], taken);
    }

    [Fact]
    public void Pauses_of_many_sessions_end_together_and_last_200_to_500_ms()
    {
        var beat = TimeSpan.FromMilliseconds(100);
        for (var i = 0; i < 1000; i++)
        {
            var now = TimeSpan.FromTicks(i * 7919L * 1013);

            var pause = BackOff.ToBeat(BackOff.Between(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(400)), beat, now);

            Assert.Equal(0, (now + pause).Ticks % beat.Ticks);
            Assert.InRange(pause, TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(500));
        }
    }

    [Fact]
    public async Task After_an_empty_reply_there_is_a_pause()
    {
        await using var bench = await Bench.StartAsync(
            new SimulatorOptions { PollHold = TimeSpan.FromMilliseconds(1) },
            options => options with { PollPause = TimeSpan.FromMilliseconds(60) });
        var session = await bench.SignInAsync();

        await Eventually.TrueAsync(() => bench.Seen(session.AgentId!.Value, "getAgentEvent").Length >= 10, "ten polls");

        var times = bench.Seen(session.AgentId!.Value, "getAgentEvent").Select(seen => seen.Time).Skip(2).ToArray();
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromMilliseconds(55)));
    }

    [Theory]
    [MemberData(nameof(Blips))]
    public async Task A_short_interruption_ends_no_session_and_loses_no_later_event(FaultKind kind)
    {
        var agent = Bench.NextAgent();
        Bench.Control.AddFault(new Fault { Kind = kind, AgentId = agent, Operation = "getAgentEvent", Count = 3, Acted = false });
        var session = await Bench.SignInAsync(agent);

        Assert.Equal(["AgentOther_InService", "AgentState_Ready"], await TakeAsync(session.ReadEvents(fromStart: true), 2));
        Assert.Equal((SessionState.SignedIn, true), (session.State, session.IsPolling));
        Assert.True(Bench.Seen(agent, "getAgentEvent").Length >= 5);
    }

    [Theory]
    [InlineData("000-004")]
    [InlineData("100-007")]
    [InlineData("000-000")]
    [InlineData("000-003")]
    [InlineData("777-777")]
    public async Task A_temporary_refusal_does_not_end_the_session(string code)
    {
        var agent = Bench.NextAgent();
        Bench.Control.AddFault(
            new Fault { Kind = FaultKind.RetCode, RetCode = code, AgentId = agent, Operation = "getAgentEvent", Count = 2 });
        var session = await Bench.SignInAsync(agent);

        Assert.Equal(["AgentOther_InService", "AgentState_Ready"], await TakeAsync(session.ReadEvents(fromStart: true), 2));
        Assert.Equal(SessionState.SignedIn, session.State);
    }

    [Fact]
    public async Task While_the_gateway_does_not_reply_the_session_is_reconnecting_and_then_signed_in_again()
    {
        var session = await Bench.SignInAsync();
        var agent = session.AgentId!.Value;
        await QuietAsync(session);
        Bench.Control.AddFault(new Fault { Kind = FaultKind.Status, AgentId = agent, Operation = "getAgentEvent" });
        Bench.Control.RaiseEvent(agent, "AgentState_Test");

        await Eventually.TrueAsync(() => session.State == SessionState.Reconnecting, "reconnecting");
        Assert.Contains("HTTP 502", session.LastError, StringComparison.Ordinal);
        Assert.True(session.IsPolling);
        Bench.Control.ClearFaults();
        Bench.Control.RaiseEvent(agent, "AgentState_Test");

        await Eventually.TrueAsync(() => session.State == SessionState.SignedIn, "being back");
    }

    [Fact]
    public async Task A_poll_without_a_reply_times_out_and_is_sent_again()
    {
        var gateway = Bench.NewGateway(options => options with { PollTimeout = TimeSpan.FromMilliseconds(200) });
        var agent = Bench.NextAgent();
        Bench.Control.AddFault(
            new Fault { Kind = FaultKind.NoAnswer, AgentId = agent, Operation = "getAgentEvent", Count = 1, Acted = false });
        var session = await Bench.SignInAsync(agent, gateway);

        Assert.Equal(["AgentOther_InService", "AgentState_Ready"], await TakeAsync(session.ReadEvents(fromStart: true), 2));
    }

    [Theory]
    [MemberData(nameof(EndingCodes.All), MemberType = typeof(EndingCodes))]
    public async Task The_end_is_recognized_and_reported_and_nothing_more_is_sent(string code)
    {
        var session = await Bench.SignInAsync();
        var agent = session.AgentId!.Value;
        await QuietAsync(session);
        await Eventually.TrueAsync(() => session.Events.End == 2, "the events of the sign-in");
        var reader = session.ReadEvents();
        Bench.Control.AddFault(new Fault { Kind = FaultKind.RetCode, RetCode = code, AgentId = agent, Operation = "getAgentEvent" });
        Bench.Control.RaiseEvent(agent, "AgentState_Test");

        await Eventually.TrueAsync(() => session.State == SessionState.Ended && !session.IsPolling, "the end");
        Assert.Contains(code, session.LastError, StringComparison.Ordinal);
        Assert.Equal("AgentState_Test", (await reader.ReadAsync().AsTask().WithinTimeout())!.EventType);
        Assert.Null(await reader.ReadAsync().AsTask().WithinTimeout());
        Bench.Control.ClearRequests();
        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree).AsTask());
        Assert.Equal(FailureKind.NotSignedIn, failure.Kind);
        Assert.Contains(code, failure.Message, StringComparison.Ordinal);
        Assert.Contains("Sign in the agent", failure.Remedy, StringComparison.Ordinal);
        Assert.Empty(Bench.Seen(agent));
    }

    [Fact]
    public async Task A_sign_out_elsewhere_is_detected_within_one_poll()
    {
        var session = await Bench.SignInAsync();
        await QuietAsync(session);

        Bench.Control.SignOut(session.AgentId!.Value);

        await Eventually.TrueAsync(() => session.State == SessionState.Ended, "the end");
        Assert.Contains("AgentOther_ShutdownService", session.LastError, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => !session.IsPolling, "the end of the poller");
    }

    [Fact]
    public async Task A_gateway_that_has_forgotten_its_sessions_ends_them()
    {
        await using var bench = await Bench.StartAsync();
        var sessions = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => bench.SignInAsync()));

        bench.Control.Restart();

        await Eventually.TrueAsync(
            () => sessions.All(session => session.State == SessionState.Ended && !session.IsPolling), "the end of all");
    }

    [Fact]
    public async Task A_GUID_that_is_refused_repeatedly_ends_the_session()
    {
        var session = await Bench.SignInAsync();
        await QuietAsync(session);
        Bench.Control.AddFault(
            new Fault { Kind = FaultKind.RetCode, RetCode = "000-003", AgentId = session.AgentId, Operation = "getAgentEvent" });
        Bench.Control.RaiseEvent(session.AgentId!.Value, "AgentState_Test");

        await Eventually.TrueAsync(() => session.State == SessionState.Ended, "the end");
        Assert.Contains("000-003", session.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_long_outage_of_the_gateway_the_sessions_have_ended()
    {
        var gateway = Bench.NewGateway(options => options with { PollGrace = TimeSpan.FromMilliseconds(300) });
        var session = await Bench.SignInAsync(gateway: gateway);
        Bench.Control.AddFault(new Fault { Kind = FaultKind.Status, AgentId = session.AgentId, Operation = "getAgentEvent" });
        Bench.Control.RaiseEvent(session.AgentId!.Value, "AgentState_Test");

        await Eventually.TrueAsync(() => session.State == SessionState.Ended && !session.IsPolling, "the end");
        Assert.Contains("HTTP 502", session.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unexpected_exception_ends_the_session_and_not_the_process()
    {
        var clock = new StoppingClock();
        var gateway = Bench.NewGateway(options => options with { Clock = clock });
        var session = await Bench.SignInAsync(gateway: gateway);
        await QuietAsync(session);

        clock.IsBroken = true;
        Bench.Control.RaiseEvent(session.AgentId!.Value, "AgentState_Test");

        await Eventually.TrueAsync(() => session.State == SessionState.Ended && !session.IsPolling, "the end");
        Assert.Equal("The clock has stopped.", session.LastError);
    }

    [Fact]
    public async Task An_unreadable_event_is_skipped()
    {
        var session = await Bench.SignInAsync();
        var reader = session.ReadEvents(fromStart: true);
        Bench.Control.RaiseEvent(session.AgentId!.Value, "", """{"w\ud800kNo":"\ud800"}""");
        Bench.Control.RaiseEvent(session.AgentId.Value, "AgentOther_PhoneRelease", """{"phoneState":3}""", framed: false);

        Assert.Equal("AgentOther_PhoneRelease", (await TakeAsync(reader, 3))[^1]);
        Assert.Equal(SessionState.SignedIn, session.State);
    }

    [Fact]
    public async Task More_sessions_than_one_connection_carries_are_all_kept()
    {
        await using var bench = await Bench.StartAsync();
        var sessions = await Task.WhenAll(Enumerable.Range(0, 250).Select(_ => bench.SignInAsync()));
        var readers = sessions.Select(session => session.ReadEvents(fromStart: true)).ToArray();
        _ = await Task.WhenAll(readers.Select(reader => TakeAsync(reader, 2)));

        foreach (var session in sessions)
        {
            bench.Control.RaiseEvent(session.AgentId!.Value, "AgentState_Test");
        }

        Assert.All(await Task.WhenAll(readers.Select(reader => TakeAsync(reader, 1))), types => Assert.Equal(["AgentState_Test"], types));
    }

    [Fact]
    public async Task A_detached_session_stops_polling_immediately()
    {
        var session = await Bench.SignInAsync();
        await QuietAsync(session);

        await session.DetachAsync().WaitAsync(TimeSpan.FromSeconds(2));

        Assert.Equal((SessionState.SignedOut, false), (session.State, session.IsPolling));
        await session.DetachAsync();
    }

    private async Task QuietAsync(AgwSession session) =>
        await Eventually.TrueAsync(() => Bench.Control.GetAgent(session.AgentId!.Value)["pollHeld"]!.GetValue<bool>(), "a held poll");

    private static async Task<string[]> TakeAsync(EventReader reader, int count)
    {
        var types = new List<string>();
        while (types.Count < count && await reader.ReadAsync().AsTask().WithinTimeout() is { } received)
        {
            types.Add(received.EventType);
        }

        return [.. types];
    }
}
