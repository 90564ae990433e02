using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>Tests the attempts to sign a lost session in again. The sessions don't poll, so each test controls what happens when.</summary>
public sealed class ReconnectionTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private Bench Bench => shared.Bench;

    [Theory]
    [InlineData("000-004")]
    [InlineData("000-007")]
    public async Task A_busy_gateway_is_tried_again_and_its_refusal_is_the_last_error_meanwhile(string code)
    {
        var session = await LoseAsync();
        Bench.Control.AddFault(new Fault { Kind = FaultKind.RetCode, RetCode = code, AgentId = session.AgentId, Operation = "login" });

        var trying = TryAsync(session);
        await Eventually.TrueAsync(
            () => trying.IsCompleted || session.LastError!.Contains(code, StringComparison.Ordinal), "the error of an attempt");

        Assert.Equal((false, SessionState.Reconnecting), (trying.IsCompleted, session.State));
        Bench.Control.ClearFaults();
        Assert.True(await trying.WithinTimeout());
        Assert.Equal((SessionState.SignedIn, null), (session.State, session.LastError));
    }

    [Fact]
    public async Task An_empty_password_is_kept_too()
    {
        await using var bench = await Bench.StartAsync(client: WithoutPauses, password: "");
        var session = await SignInAsync(bench.Gateway, 101, "");
        bench.Control.SignOut(101);

        Assert.False(session.Reconnection!.HasPassword);
        Assert.True(await TryAsync(session).WithinTimeout());
        Assert.Equal((SessionState.SignedIn, 2), (session.State, bench.Control.CountOperation(101, "login")));
        await session.DetachAsync();
    }

    [Fact]
    public async Task A_session_that_was_signed_out_is_not_signed_in_again()
    {
        var session = await LoseAsync();
        await session.DetachAsync();

        Assert.False(await TryAsync(session).WithinTimeout());

        Assert.Equal((SessionState.SignedOut, null), (session.State, session.LastError));
        Assert.Single(Bench.Seen(session.AgentId!.Value, "login"));
    }

    [Fact]
    public async Task A_session_whose_sign_out_was_requested_ends_with_the_reason_of_the_loss()
    {
        var session = await LoseAsync();
        session.Reconnection!.Cancel();

        Assert.False(await TryAsync(session).WithinTimeout());

        Assert.Equal((SessionState.Ended, Loss(session).Message), (session.State, session.LastError));
        Assert.Single(Bench.Seen(session.AgentId!.Value, "login"));
    }

    [Fact]
    public async Task A_session_whose_password_was_disposed_of_is_not_signed_in_again()
    {
        var session = await LoseAsync();
        session.Reconnection!.Dispose();

        Assert.False(await TryAsync(session).WithinTimeout());

        Assert.Equal((SessionState.Ended, Loss(session).Message), (session.State, session.LastError));
        Assert.Single(Bench.Seen(session.AgentId!.Value, "login"));
    }

    [Fact]
    public async Task A_sign_in_that_a_requested_sign_out_has_overtaken_is_undone_and_the_session_ends()
    {
        AgwSession? session = null;
        await using var fake = new FakeGateway(line => OnSignIn(line, () => session?.Reconnection!.Cancel()), WithoutPauses);
        session = await SignInAsync(fake.Client, 101, Bench.Password);

        Assert.False(await TryAsync(session).WithinTimeout());

        Assert.Equal((SessionState.Ended, Loss(session).Message), (session.State, session.LastError));
        Assert.Equal((2, 1), (fake.Count("PUT"), fake.Count("DELETE")));
    }

    [Fact]
    public async Task A_sign_in_during_which_the_session_ends_is_undone()
    {
        AgwSession? session = null;
        await using var fake = new FakeGateway(line => OnSignIn(line, () => session?.End(SessionState.Ended, "the reason")), WithoutPauses);
        session = await SignInAsync(fake.Client, 101, Bench.Password);

        Assert.False(await TryAsync(session).WithinTimeout());

        Assert.Equal((SessionState.Ended, "the reason"), (session.State, session.LastError));
        Assert.Equal((2, 1), (fake.Count("PUT"), fake.Count("DELETE")));
    }

    [Theory]
    [InlineData(0, true, 4)]
    [InlineData(1, false, 3)]
    public async Task After_a_doubtful_sign_in_the_agent_may_be_signed_in_for_twice_the_life_of_a_session(
        int extraTicks, bool isSignedIn, int signIns)
    {
        var clock = new ManualClock();
        var count = 0;
        await using var fake = new FakeGateway(
            line => !line.StartsWith("PUT", StringComparison.Ordinal) ? null : ++count switch
            {
                2 => Refusal("100-007"),
                3 => RefusalAfter("100-002", clock, TimeSpan.FromMinutes(4) + TimeSpan.FromTicks(extraTicks)),
                _ => null,
            },
            options => WithoutPauses(options) with { Clock = clock, PollGrace = TimeSpan.FromMinutes(2) });
        var session = await SignInAsync(fake.Client, 101, Bench.Password);

        Assert.Equal(isSignedIn, await TryAsync(session).WithinTimeout());

        Assert.Equal((isSignedIn ? SessionState.SignedIn : SessionState.Ended, signIns), (session.State, fake.Count("PUT")));
        await session.DetachAsync();
    }

    private static GatewayOptions WithoutPauses(GatewayOptions options) => options with
    {
        MaximumRetryCount = 0,
        ReconnectSpread = TimeSpan.Zero,
        ReconnectInterval = TimeSpan.FromMilliseconds(5),
    };

    private static string? OnSignIn(string line, Action action)
    {
        if (line.StartsWith("PUT", StringComparison.Ordinal))
        {
            action();
        }

        return null;
    }

    private static string Refusal(string code) => FakeGateway.Http($$"""{"message":"","retcode":"{{code}}"}""");

    private static string RefusalAfter(string code, ManualClock clock, TimeSpan time)
    {
        clock.Advance(time);
        return Refusal(code);
    }

    private static Task<AgwSession> SignInAsync(Gateway gateway, int agentId, string password) => AgwSession.SignInAsync(
        gateway,
        Bench.Request(agentId, password) with { ReconnectTimeout = TimeSpan.FromHours(1) },
        static _ => { },
        CancellationToken.None,
        isPolling: false);

    private static GatewayException Loss(AgwSession session) =>
        GatewayException.For(FailureKind.NotSignedIn, session.Context(SessionOperations.GetAgentEvent), "the gateway has lost the sign-in");

    private static Task<bool> TryAsync(AgwSession session) =>
        session.Reconnection!.TryAsync(session.Transport.Clock.GetTimestamp(), Loss(session), CancellationToken.None).AsTask();

    /// <summary>A session whose agent the gateway has signed out.</summary>
    private async Task<AgwSession> LoseAsync()
    {
        var session = Bench.Keep(await SignInAsync(Bench.NewGateway(WithoutPauses), Bench.NextAgent(), Bench.Password));
        Bench.Control.SignOut(session.AgentId!.Value);
        return session;
    }
}
