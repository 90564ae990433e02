using System.Globalization;
using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>The memory for events is limited, regardless of their number and size.</summary>
public sealed class EventMemoryTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private const int LargestKept = 4 * 1024 * 1024;

    private Bench Bench => shared.Bench;

    [Fact]
    public async Task A_session_keeps_4_MB_of_events_and_counts_those_that_it_dropped()
    {
        var session = await Bench.SignInAsync();
        await Eventually.TrueAsync(() => session.Events.End == 2, "the events of the sign-in");
        var agent = session.AgentId!.Value;
        var reader = session.ReadEvents();
        var large = Content(400_000);
        for (var i = 0; i < 30; i++)
        {
            Bench.Control.RaiseEvent(agent, "AgentState_Large", large);
        }

        await Eventually.TrueAsync(() => session.Events.End == 32, "all events");

        var fromStart = session.ReadEvents(fromStart: true);
        var kept = new List<AgentEvent>();
        while (fromStart.TryRead(out var received))
        {
            kept.Add(received!);
        }

        Assert.NotEmpty(kept);
        Assert.InRange(kept.Sum(received => (long)received.Raw.Length * sizeof(char)), 1, LargestKept);
        Assert.Equal(32, kept[^1].Sequence);
        Assert.Equal(0, fromStart.Missed);
        Assert.True(reader.TryRead(out var next));
        Assert.Equal((kept[0].Sequence, 30 - kept.Count), (next!.Sequence, reader.Missed));
    }

    [Fact]
    public async Task A_wait_keeps_the_newest_events_only_in_its_error()
    {
        var session = await Bench.SignInAsync();
        await Eventually.TrueAsync(() => session.Events.End == 2, "the events of the sign-in");
        var agent = session.AgentId!.Value;
        Bench.Control.AddFault(new Fault { Kind = FaultKind.RetCode, RetCode = "0", AgentId = agent, Operation = "sayBusy" });
        using var cancellation = new CancellationTokenSource();
        var call = session
            .InvokeAsync(AgentCalls.SayBusy(), wait: TimeSpan.FromSeconds(60), cancellationToken: cancellation.Token)
            .AsTask();
        await Eventually.TrueAsync(() => Bench.Seen(agent, "sayBusy").Length == 1, "the call at the gateway");
        var content = Content(20_000);
        for (var i = 0; i < 300; i++)
        {
            Bench.Control.RaiseEvent(agent, string.Create(CultureInfo.InvariantCulture, $"AgentState_Test{i}"), content);
        }

        await Eventually.TrueAsync(() => session.Events.End == 302, "all events");
        await cancellation.CancelAsync();

        var canceled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call).WithinTimeout();
        var events = Assert.IsType<GatewayException>(canceled.InnerException).Result!.Events;
        Assert.Equal("AgentState_Test299", events[^1].EventType);
        Assert.InRange(events.Count, 1, 64);
        Assert.InRange(events.Sum(received => (long)received.Raw.Length * sizeof(char)), 1, 512 * 1024);
    }

    private static string Content(int length) => string.Concat("{\"text\":\"", new string('x', length), "\"}");
}
