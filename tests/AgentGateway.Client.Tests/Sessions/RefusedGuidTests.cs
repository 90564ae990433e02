using System.Diagnostics;
using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>A call that is refused because its GUID has just been replaced is sent again once (session.md 3).</summary>
public sealed class RefusedGuidTests
{
    [Theory]
    [InlineData("000-003")]
    [InlineData("100-006")]
    public async Task A_call_refused_for_a_GUID_that_has_just_been_replaced_is_sent_again_once(string code)
    {
        await using var bench = await Bench.StartAsync();
        var session = await bench.SignInAsync();
        var agent = session.AgentId!.Value;
        bench.Control.AddFault(new Fault { Kind = FaultKind.RetCode, RetCode = code, AgentId = agent, Operation = "sayBusy", Count = 1 });

        var call = session.InvokeAsync(AgentCalls.SayBusy()).AsTask();
        await Eventually.TrueAsync(() => bench.Seen(agent, "sayBusy").Length == 1, "the call at the gateway");
        bench.Control.RotateGuid(agent);
        bench.Control.RaiseEvent(agent, "AgentState_Test");
        _ = await call;

        var seen = bench.Seen(agent, "sayBusy");
        Assert.Equal((2, "current"), (seen.Length, seen[^1].GuidMatched));
        Assert.Equal(SessionState.SignedIn, session.State);
    }

    [Fact]
    public async Task A_call_that_is_also_refused_with_the_new_GUID_is_not_sent_a_third_time()
    {
        await using var bench = await Bench.StartAsync();
        var session = await bench.SignInAsync();
        var agent = session.AgentId!.Value;
        bench.Control.AddFault(new Fault { Kind = FaultKind.RetCode, RetCode = "000-003", AgentId = agent, Operation = "sayBusy" });

        var call = session.InvokeAsync(AgentCalls.SayBusy()).AsTask();
        await Eventually.TrueAsync(() => bench.Seen(agent, "sayBusy").Length == 1, "the call at the gateway");
        bench.Control.RotateGuid(agent);
        bench.Control.RaiseEvent(agent, "AgentState_Test");

        Assert.Equal(FailureKind.PermissionDenied, (await Assert.ThrowsAsync<GatewayException>(() => call)).Kind);
        Assert.Equal(2, bench.Seen(agent, "sayBusy").Length);
    }

    [Fact]
    public async Task A_refusal_without_a_new_GUID_is_a_refusal()
    {
        await using var bench = await Bench.StartAsync();
        var session = await bench.SignInAsync();
        bench.Control.AddFault(
            new Fault { Kind = FaultKind.RetCode, RetCode = "000-003", AgentId = session.AgentId, Operation = "sayBusy" });

        Assert.Equal(
            FailureKind.PermissionDenied,
            (await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayBusy()).AsTask())).Kind);
        Assert.Single(bench.Seen(session.AgentId!.Value, "sayBusy"));
    }

    [Fact]
    public async Task Without_a_right_the_wait_for_a_new_GUID_occurs_once_and_not_for_every_call()
    {
        await using var bench = await Bench.StartAsync();
        var session = await bench.SignInAsync();
        bench.Control.AddFault(
            new Fault { Kind = FaultKind.RetCode, RetCode = "000-003", AgentId = session.AgentId, Operation = "sayBusy" });
        var started = Stopwatch.GetTimestamp();

        for (var i = 0; i < 8; i++)
        {
            Assert.Equal(
                FailureKind.PermissionDenied,
                (await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayBusy()).AsTask())).Kind);
        }

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(4));
        Assert.Equal(8, bench.Seen(session.AgentId!.Value, "sayBusy").Length);
    }

    [Fact]
    public async Task After_a_new_GUID_a_refusal_is_waited_for_again()
    {
        await using var bench = await Bench.StartAsync();
        var session = await bench.SignInAsync();
        var agent = session.AgentId!.Value;
        bench.Control.AddFault(
            new Fault { Kind = FaultKind.RetCode, RetCode = "000-003", AgentId = agent, Operation = "sayBusy", Count = 1 });
        _ = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayBusy()).AsTask());
        await session.UpdateGuidAsync();
        bench.Control.AddFault(
            new Fault { Kind = FaultKind.RetCode, RetCode = "000-003", AgentId = agent, Operation = "sayBusy", Count = 1 });

        var call = session.InvokeAsync(AgentCalls.SayBusy()).AsTask();
        await Eventually.TrueAsync(() => bench.Seen(agent, "sayBusy").Length == 2, "the call at the gateway");
        bench.Control.RotateGuid(agent);
        bench.Control.RaiseEvent(agent, "AgentState_Test");

        _ = await call.WithinTimeout();
        Assert.Equal(3, bench.Seen(agent, "sayBusy").Length);
    }
}
