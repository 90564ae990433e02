using System.Reflection;
using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>A session with Reconnect survives an outage that is longer than the life of a session, and ends no other sign-in.</summary>
public sealed partial class ReconnectTests
{
    private const int Factor = 100;
    private const int Agent = 101;

    private static readonly TimeSpan Outage = TimeSpan.FromMinutes(5);

    private readonly FastClock _clock = new(Factor);

    [Fact]
    public async Task After_an_outage_of_five_minutes_the_same_session_is_signed_in_again()
    {
        await using var bench = await StartAsync();
        var session = await SignInAsync(bench);
        var guid = Secrets.Of(session);
        var signedInAt = session.SignedInAt;

        BeginOutage(bench);
        await Eventually.TrueAsync(() => session.State == SessionState.Reconnecting, "trouble");
        await _clock.DelayAsync(Outage);
        Assert.Equal((SessionState.Reconnecting, true), (session.State, session.IsPolling));
        EndOutage(bench);

        await RecoveredAsync(bench, session);
        Assert.NotEqual(guid, Secrets.Of(session));
        Assert.True(session.SignedInAt > signedInAt + Outage);
        Assert.Equal(2, bench.Control.CountOperation(Agent, "login"));
        Assert.True((await session.InvokeAsync(AgentCalls.SayFree)).RetCode == "0");
        bench.Control.RaiseEvent(Agent, "AgentState_Test");
        var events = session.ReadEvents(fromStart: true);
        await Eventually.TrueAsync(() => events.TryRead(out var received) && received!.EventType == "AgentState_Test", "a new event");
    }

    [Fact]
    public async Task Readers_of_events_continue_and_receive_an_event_for_the_gap()
    {
        await using var bench = await StartAsync();
        var session = await SignInAsync(bench);
        await Eventually.TrueAsync(() => session.Events.End == 2, "the events of the sign-in");
        var reader = session.ReadEvents();
        var lastContact = session.LastContactAt;

        await PassOutageAsync(bench, session);

        Assert.Equal("AgentOther_ShutdownService", (await reader.ReadAsync().AsTask().WithinTimeout())!.EventType);
        var received = (await reader.ReadAsync().AsTask().WithinTimeout())!;
        Assert.Equal(("AgwSession_Reconnected", Agent, session.Gateway), (received.EventType, received.AgentId, received.Gateway));
        var gap = Assert.IsType<SessionReconnected>(received.Content);
        Assert.InRange(gap.LostAt, lastContact.AddSeconds(-30), lastContact.AddSeconds(30));
        Assert.True(gap.SignedInAt - gap.LostAt > Outage);
        Assert.Equal("AgentOther_InService", (await reader.ReadAsync().AsTask().WithinTimeout())!.EventType);
        Assert.Contains("AgwSession_Reconnected", EventTypes.Known.Keys);
    }

    [Fact]
    public async Task A_session_without_Reconnect_ends()
    {
        await using var bench = await StartAsync();
        var session = await bench.SignInAsync(Agent);
        BeginOutage(bench);

        await Eventually.TrueAsync(() => session.State == SessionState.Ended, "the end");
        EndOutage(bench);
        await _clock.DelayAsync(Outage);
        Assert.Equal(1, bench.Control.CountOperation(Agent, "login"));
    }

    [Fact]
    public async Task A_short_outage_needs_no_sign_in()
    {
        await using var bench = await StartAsync();
        var session = await SignInAsync(bench);
        BeginOutage(bench);
        await Eventually.TrueAsync(() => session.State == SessionState.Reconnecting, "trouble");
        EndOutage(bench);

        await RecoveredAsync(bench, session);
        Assert.Equal(1, bench.Control.CountOperation(Agent, "login"));
    }

    [Fact]
    public async Task After_a_lost_reply_the_session_signs_in_when_the_gateway_has_signed_the_agent_out()
    {
        await using var bench = await StartAsync();
        var session = await SignInAsync(bench);
        BeginOutage(bench);
        await _clock.DelayAsync(Outage);
        EndOutage(bench);
        bench.Control.AddFault(new Fault { Kind = FaultKind.CutAfter, Operation = "login", Count = 1 });

        await RecoveredAsync(bench, session);
        Assert.Equal(3, bench.Control.CountOperation(Agent, "login"));
        Assert.Contains(bench.Seen(Agent, "login"), request => request.RetCode == "100-002");
    }

    [Fact]
    public async Task A_gateway_that_does_not_come_back_in_time_ends_the_session()
    {
        await using var bench = await StartAsync();
        var session = await SignInAsync(bench, TimeSpan.FromMinutes(4));
        BeginOutage(bench);
        await _clock.DelayAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(SessionState.Reconnecting, session.State);

        await EndedAsync(session);
    }

    [Fact]
    public async Task Calls_of_the_lost_session_fail_and_are_not_sent_with_the_new_sign_in()
    {
        await using var bench = await StartAsync(
            options => options with { MaximumRetryCount = 100, RetryInterval = TimeSpan.FromSeconds(20) });
        var session = await SignInAsync(bench);
        bench.Control.AddFault(new Fault { Kind = FaultKind.CutBefore, Operation = "getAgentEvent" });
        await Eventually.TrueAsync(() => session.State == SessionState.Reconnecting, "trouble");
        var busy = new Fault { Kind = FaultKind.RetCode, RetCode = "000-004", Operation = "sayFree" };
        bench.Control.AddFault(busy);
        var call = session.TryInvokeAsync(AgentCalls.SayFree, null, null, CancellationToken.None).AsTask();
        await Eventually.TrueAsync(() => bench.Seen(Agent, "sayFree").Length > 0, "the first attempt");
        await _clock.DelayAsync(Outage);
        EndOutage(bench);
        bench.Control.AddFault(busy);
        await RecoveredAsync(bench, session);
        var sent = bench.Seen(Agent, "sayFree").Length;

        var outcome = await call.WithinTimeout();
        Assert.True(outcome.Failed);
        // An attempt with the old GUID can arrive after the new sign-in, and is refused.
        Assert.DoesNotContain(bench.Seen(Agent, "sayFree").Skip(sent), seen => seen.GuidMatched == "current");
    }

    [Fact]
    public async Task A_wait_for_an_event_of_the_lost_session_ends()
    {
        await using var bench = await StartAsync();
        var session = await SignInAsync(bench);
        bench.Control.AddFault(new Fault { Kind = FaultKind.CutBefore, Operation = "getAgentEvent" });
        var call = session.TryInvokeAsync(AgentCalls.SayBusy(), null, TimeSpan.FromHours(1), CancellationToken.None).AsTask();
        await _clock.DelayAsync(Outage);
        EndOutage(bench);

        var outcome = await call.WithinTimeout();
        Assert.Equal(FailureKind.NotSignedIn, outcome.Failure!.Kind);
        await RecoveredAsync(bench, session);
    }

    [Fact]
    public async Task The_conference_of_the_lost_session_is_forgotten_and_its_results_are_verified()
    {
        await using var bench = await StartAsync();
        var session = await SignInAsync(bench);
        var created = await session.InvokeAsync(
            ConferenceCalls.Request(new ConferenceRequest { MemberCount = 4 }), wait: TimeSpan.FromMinutes(10));
        Assert.Equal(created.ConferenceId, session.ConferenceId);
        await PassOutageAsync(bench, session, () => bench.Control.EndConference(created.ConferenceId!.Value));

        Assert.Null(session.ConferenceId);
        var target = new OperationTarget(created.AgentId, created.ConferenceId);
        var outcome = await session.TryInvokeAsync(ConferenceCalls.Release, target, null, CancellationToken.None);
        Assert.Equal(FailureKind.ConferenceNotFound, outcome.Failure!.Kind);
        Assert.Empty(bench.Seen(Agent, "releaseAgentConf"));
        Assert.NotNull(session.ReadEventsAfter(created));
    }

    [Fact]
    public async Task Signing_out_during_an_outage_ends_the_attempts()
    {
        await using var bench = await StartAsync(options => options with { ReconnectSpread = TimeSpan.FromDays(1) });
        var session = await SignInAsync(bench, TimeSpan.FromDays(2));
        BeginOutage(bench);
        await _clock.DelayAsync(Outage);
        EndOutage(bench);
        await Eventually.TrueAsync(() => session.LastError?.Contains("Shutdown", StringComparison.Ordinal) == true, "the loss");

        await session.SignOutAsync(new SignOutRequest()).WithinTimeout();

        Assert.Equal((SessionState.SignedOut, false), (session.State, session.IsPolling));
        Assert.Equal(1, bench.Control.CountOperation(Agent, "login"));
    }

    [Fact]
    public async Task A_reconnect_timeout_that_is_shorter_than_the_outage_prevents_the_sign_in()
    {
        await using var bench = await StartAsync(options => options with { PollGrace = TimeSpan.FromMinutes(8) });
        var session = await SignInAsync(bench, TimeSpan.FromSeconds(1));
        BeginOutage(bench);
        await Eventually.TrueAsync(() => session.State == SessionState.Reconnecting, "trouble");
        await _clock.DelayAsync(TimeSpan.FromMinutes(7));
        bench.Control.SignOut(Agent);
        EndOutage(bench);

        await EndedAsync(session);
        Assert.Equal(1, bench.Control.CountOperation(Agent, "login"));
    }

    [Fact]
    public async Task A_gateway_that_has_replied_all_the_time_was_not_away()
    {
        await using var bench = await StartAsync(options => options with { PollGrace = TimeSpan.FromMinutes(8) });
        var session = await SignInAsync(bench);
        bench.Control.AddFault(new Fault { Kind = FaultKind.RetCode, RetCode = "000-004", Operation = "getAgentEvent" });
        await Eventually.TrueAsync(() => session.State == SessionState.Reconnecting, "trouble");
        await _clock.DelayAsync(TimeSpan.FromMinutes(7));
        bench.Control.SignOut(Agent);
        EndOutage(bench);

        await EndedAsync(session);
        Assert.Equal(1, bench.Control.CountOperation(Agent, "login"));
    }

    [Fact]
    public async Task The_password_is_not_shown_and_is_disposed_with_the_session()
    {
        await using var bench = await StartAsync();
        var session = await SignInAsync(bench);
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var shown = string.Join('\n', session.GetType().GetProperties(All).Select(property => property.GetValue(session)?.ToString()));

        Assert.DoesNotContain(Bench.Password, shown, StringComparison.Ordinal);
        Assert.True(session.Reconnection!.HasPassword);
        await session.DetachAsync();
        _ = Assert.Throws<ObjectDisposedException>(() => session.Reconnection.HasPassword);
    }

    private static void BeginOutage(Bench bench) => bench.Control.AddFault(new Fault { Kind = FaultKind.CutBefore });

    private static void EndOutage(Bench bench) => bench.Control.ClearFaults();

    private static async Task<AgwSession> SignInAsync(Bench bench, TimeSpan? timeout = null, int agent = Agent) =>
        await bench.SignInAsync(Bench.Request(agent) with { ReconnectTimeout = timeout ?? TimeSpan.FromHours(1) });

    private static async Task RecoveredAsync(Bench bench, AgwSession session)
    {
        try
        {
            await Eventually.TrueAsync(() => session is { State: SessionState.SignedIn, AreEventsCurrent: true }, "signed in");
        }
        catch (Exception exception)
        {
            var seen = bench.Seen(session.AgentId!.Value).TakeLast(8).Select(one => $"{one.Operation} {one.RetCode}");
            throw new InvalidOperationException($"{session.State} {session.LastError} {string.Join(", ", seen)}", exception);
        }
    }

    private static Task EndedAsync(AgwSession session) => Eventually.TrueAsync(() => session.State == SessionState.Ended, "the end");

    private async Task PassOutageAsync(Bench bench, AgwSession session, Action? meanwhile = null)
    {
        BeginOutage(bench);
        await _clock.DelayAsync(Outage);
        meanwhile?.Invoke();
        EndOutage(bench);
        await RecoveredAsync(bench, session);
    }

    /// <summary>A gateway whose clock and client run fast. The time limits of exchanges are those of the machine's clock.</summary>
    private Task<Bench> StartAsync(Func<GatewayOptions, GatewayOptions>? client = null) => Bench.StartAsync(
        new SimulatorOptions { TimeProvider = _clock, PollHold = TimeSpan.FromSeconds(5), CallDelay = TimeSpan.FromSeconds(1) },
        options =>
        {
            options = options with
            {
                Clock = _clock,
                PollPause = TimeSpan.FromMilliseconds(500),
                MaximumRetryCount = 0,
            };
            return client?.Invoke(options) ?? options;
        });
}
