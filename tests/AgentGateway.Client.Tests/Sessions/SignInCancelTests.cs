using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>After a canceled sign-in, nobody stays signed in unnoticed.</summary>
public sealed class SignInCancelTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private Bench Bench => shared.Bench;

    [Fact]
    public async Task An_agent_whose_sign_in_reply_arrives_too_late_is_signed_out_again()
    {
        var agent = Bench.NextAgent();
        Bench.Control.AddFault(
            new Fault { AgentId = agent, Operation = "login", Kind = FaultKind.Latency, Milliseconds = 1000, Count = 1 });
        using var stop = new CancellationTokenSource();
        Task<AgwSession?>? late = null;
        var signingIn = AgwSession.SignInAsync(Bench.Gateway, Bench.Request(agent), task => late = task, stop.Token);
        await Eventually.TrueAsync(() => Bench.Control.CountOperation(agent, "login") == 1, "the sign-in has arrived");

        await stop.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => signingIn).WithinTimeout();
        var failure = Assert.IsType<GatewayException>(thrown.InnerException);
        Assert.Equal((FailureKind.OutcomeUnknown, (int?)agent), (failure.Kind, failure.AgentId));
        Assert.Null(await late!.WithinTimeout());
        _ = Assert.Single(Bench.Seen(agent, "logout"));
    }

    [Fact]
    public async Task The_next_sign_in_of_the_agent_waits_for_that()
    {
        var agent = Bench.NextAgent();
        Bench.Control.AddFault(new Fault { AgentId = agent, Operation = "login", Kind = FaultKind.Latency, Milliseconds = 500, Count = 1 });
        using var stop = new CancellationTokenSource();
        var signingIn = AgwSession.SignInAsync(Bench.Gateway, Bench.Request(agent), stop.Token);
        await Eventually.TrueAsync(() => Bench.Control.CountOperation(agent, "login") == 1, "the sign-in has arrived");
        await stop.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => signingIn).WithinTimeout();

        var session = await Bench.SignInAsync(agent).WithinTimeout();

        Assert.Equal(SessionState.SignedIn, session.State);
        Assert.Equal(
            ["login", "logout", "login"],
            Bench.Seen(agent).Where(request => request.Operation != "getAgentEvent").Select(request => request.Operation));
    }

    [Fact]
    public async Task A_session_that_the_gateway_does_not_sign_out_is_passed_to_the_caller()
    {
        var agent = Bench.NextAgent();
        Bench.Control.AddFault(new Fault { AgentId = agent, Operation = "login", Kind = FaultKind.Latency, Milliseconds = 500, Count = 1 });
        Bench.Control.AddFault(new Fault { AgentId = agent, Operation = "logout", Kind = FaultKind.RetCode, RetCode = "100-010" });
        using var stop = new CancellationTokenSource();
        Task<AgwSession?>? late = null;
        var signingIn = AgwSession.SignInAsync(Bench.Gateway, Bench.Request(agent), task => late = task, stop.Token);
        await Eventually.TrueAsync(() => Bench.Control.CountOperation(agent, "login") == 1, "the sign-in has arrived");

        await stop.CancelAsync();

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => signingIn).WithinTimeout();
        var session = Bench.Keep((await late!.WithinTimeout())!);
        Assert.Equal((SessionState.SignedIn, true), (session.State, session.IsPolling));
    }

    [Fact]
    public async Task A_sign_in_that_was_canceled_before_it_was_sent_is_never_sent()
    {
        var agent = Bench.NextAgent();
        using var first = new CancellationTokenSource();
        using var stop = new CancellationTokenSource();
        Bench.Control.AddFault(new Fault { AgentId = agent, Operation = "login", Kind = FaultKind.Latency, Milliseconds = 500, Count = 1 });
        var before = AgwSession.SignInAsync(Bench.Gateway, Bench.Request(agent), first.Token);
        await Eventually.TrueAsync(() => Bench.Control.CountOperation(agent, "login") == 1, "the sign-in has arrived");
        var waiting = AgwSession.SignInAsync(Bench.Gateway, Bench.Request(agent), _ => Assert.Fail("Nothing was sent."), stop.Token);

        await stop.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting).WithinTimeout();
        Assert.Null(thrown.InnerException);
        _ = Bench.Keep(await before.WithinTimeout());
        _ = Assert.Single(Bench.Seen(agent, "login"));
    }

    [Fact]
    public void A_request_is_sent_or_withheld_and_never_both()
    {
        var sent = new SendGate();
        Assert.True(sent.TrySend());
        Assert.False(sent.TryWithhold());
        sent.Reopen();
        Assert.True(sent.TryWithhold());
        Assert.False(sent.TrySend());
        sent.Reopen();
        Assert.False(sent.TrySend());
    }
}
