using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>The outcome of a canceled call depends on whether it was sent.</summary>
public sealed class CanceledCallTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private Bench Bench => shared.Bench;

    [Fact]
    public async Task A_write_that_was_sent_has_an_unknown_outcome()
    {
        var session = await Bench.SignInAsync();
        Bench.Control.AddFault(new Fault { AgentId = session.AgentId, Operation = "sayFree", Kind = FaultKind.NoAnswer, Count = 1 });
        using var giveUp = new CancellationTokenSource();
        var call = session.InvokeAsync(AgentCalls.SayFree, cancellationToken: giveUp.Token).AsTask();
        await Eventually.TrueAsync(() => Bench.Control.CountOperation(session.AgentId!.Value, "sayFree") == 1, "the call has arrived");

        await giveUp.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call).WithinTimeout();
        Assert.Equal(FailureKind.OutcomeUnknown, Assert.IsType<GatewayException>(thrown.InnerException).Kind);
        Assert.Contains("canceled before the reply arrived", session.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_that_was_canceled_has_changed_nothing()
    {
        var session = await Bench.SignInAsync();
        Bench.Control.AddFault(new Fault { AgentId = session.AgentId, Operation = "getAgentStatus", Kind = FaultKind.NoAnswer, Count = 1 });
        using var giveUp = new CancellationTokenSource();
        var call = session.GetStatusAsync(cancellationToken: giveUp.Token);
        await Eventually.TrueAsync(
            () => Bench.Control.CountOperation(session.AgentId!.Value, "getAgentStatus") == 1, "the call has arrived");

        await giveUp.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call).WithinTimeout();
        Assert.Null(thrown.InnerException as GatewayException);
    }

    [Fact]
    public async Task A_call_that_waits_for_its_event_was_accepted()
    {
        var clock = new AwaitedTimerClock(TimeSpan.FromMinutes(5));
        var session = await Bench.SignInAsync(gateway: Bench.NewGateway(options => options with { Clock = clock }));
        Bench.Control.AddFault(
            new Fault
            {
                AgentId = session.AgentId,
                Operation = "releaseAgentConf",
                Kind = FaultKind.RetCode,
                RetCode = "0",
                Acted = false,
                Count = 1,
            });
        using var giveUp = new CancellationTokenSource();
        var call = session.InvokeAsync(ConferenceCalls.Release, wait: TimeSpan.FromMinutes(5), cancellationToken: giveUp.Token).AsTask();
        await clock.Started.WithinTimeout();

        await giveUp.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call).WithinTimeout();
        var failure = Assert.IsType<GatewayException>(thrown.InnerException);
        Assert.Equal(FailureKind.OutcomeUnknown, failure.Kind);
        Assert.Equal("0", failure.RetCode);
    }
}
