using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace AgentGateway.Client.Tests;

/// <summary>The event source publishes each change, and allocates nothing without a listener.</summary>
public sealed class AuditEventsTests
{
    [Fact]
    public async Task A_listener_gets_the_request_and_the_outcome_of_each_change()
    {
        using var listener = new Listener();
        await using var bench = await Bench.StartAsync();
        var session = await bench.SignInAsync(101);
        _ = await session.TryInvokeAsync(ConferenceCalls.Release, null, null, CancellationToken.None);

        var events = listener.Of(bench.Simulator.Address);
        Assert.Equal(
            ["ChangeRequested login", "ChangeCompleted login", "ChangeRequested releaseAgentConf", "ChangeCompleted releaseAgentConf"],
            events.Select(one => $"{one.Name} {one.Fields["operation"]}"));
        Assert.Equal(
            ("ConferenceNotFound", "101-001", true, bench.Simulator.Address.GetLeftPart(UriPartial.Authority)),
            (events[3].Fields["outcome"], events[3].Fields["retCode"], events[3].Fields["sent"], events[3].Fields["gateway"]));
        var secrets = new[] { Secrets.Of(session), Bench.Password };
        Assert.All(
            events.SelectMany(one => one.Fields.Values),
            value => Assert.All(secrets, secret => Assert.DoesNotContain(secret, value!.ToString()!, StringComparison.Ordinal)));
    }

    [Fact]
    public void Without_a_file_and_a_listener_nothing_is_created()
    {
        using var trail = new AuditTrail(null, new Uri("https://gw:8043"), TimeProvider.System);
        var isCovered = trail.Covers(ConferenceOperations.ReleaseAgentConf);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
        {
            isCovered |= trail.Covers(ConferenceOperations.ReleaseAgentConf);
        }

        Assert.False(isCovered);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private sealed class Listener : EventListener
    {
        private readonly ConcurrentQueue<(string Name, Dictionary<string, object?> Fields)> _events = new();

        public (string Name, Dictionary<string, object?> Fields)[] Of(Uri gateway) =>
            [.. _events.Where(one => Equals(one.Fields["gateway"], gateway.GetLeftPart(UriPartial.Authority)))];

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "AgentGateway")
            {
                EnableEvents(eventSource, EventLevel.Informational);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            _events.Enqueue((
                eventData.EventName!,
                eventData.PayloadNames!.Zip(eventData.Payload!).ToDictionary(pair => pair.First, pair => pair.Second)));
    }
}
