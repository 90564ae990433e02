using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>A cancellation is prompt, and affects only the canceled call.</summary>
public sealed class CancellationTests
{
    [Fact]
    public async Task Canceled_calls_and_timeouts_do_not_affect_other_calls()
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Latency = TimeSpan.FromMilliseconds(30) });
        var sessions = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => bench.SignInAsync()));
        var random = new Random(1);

        for (var round = 0; round < 8; round++)
        {
            using var canceling = new CancellationTokenSource(random.Next(45));
            var kept = new List<Task<OperationResult>>();
            var canceled = new List<Task<OperationResult>>();
            foreach (var session in sessions)
            {
                kept.Add(session.InvokeAsync(AgentCalls.SayFree).AsTask());
                canceled.Add(session.InvokeAsync(AgentCalls.Status, cancellationToken: canceling.Token).AsTask());
            }

            Assert.All(await Task.WhenAll(kept).WithinTimeout(), result => Assert.Equal("0", result.RetCode));
            await Task.WhenAll(canceled).ContinueWith(_ => { }, TaskScheduler.Default).WithinTimeout();
            Assert.All(canceled, call => Assert.True(call.IsCanceled || call.IsCompletedSuccessfully, call.Exception?.Message));
        }
    }

    [Fact]
    public async Task Two_hundred_calls_under_way_are_canceled_within_a_second_and_nothing_is_sent_afterwards()
    {
        await using var bench = await Bench.StartAsync(
            new SimulatorOptions(), options => options with { OperationTimeout = TimeSpan.FromMinutes(2) });
        var session = await bench.SignInAsync();
        bench.Control.Change(new SettingsChange { Latency = TimeSpan.FromMinutes(1) });
        using var cancellation = new CancellationTokenSource();
        var calls = Enumerable.Range(0, 200)
            .Select(_ => session.InvokeAsync(AgentCalls.SayFree, cancellationToken: cancellation.Token).AsTask())
            .ToArray();
        await Eventually.TrueAsync(() => bench.Seen(session.AgentId!.Value, "sayFree").Length == calls.Length, "all calls at the gateway");

        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        await cancellation.CancelAsync();
        await Task.WhenAll(calls).ContinueWith(_ => { }, TaskScheduler.Default).WithinTimeout();

        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.All(calls, call => Assert.True(call.IsCanceled));
        Assert.Equal(calls.Length, bench.Seen(session.AgentId!.Value, "sayFree").Length);
    }
}
