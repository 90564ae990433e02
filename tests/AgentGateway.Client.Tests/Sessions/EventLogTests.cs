namespace AgentGateway.Client.Tests;

/// <summary>Every reader of a session receives each event, in order, and the number of events that it has missed.</summary>
public sealed class EventLogTests
{
    private const int Kept = 1024;

    private readonly EventLog _log = new();

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(1024)]
    public async Task Each_of_several_readers_sees_every_event_in_order(int count)
    {
        var readers = new[] { NewReader(), NewReader(), NewReader() };
        Append(count);

        foreach (var reader in readers)
        {
            for (var i = 1; i <= count; i++)
            {
                var received = (await reader.ReadAsync())!;
                Assert.Equal(($"E{i}", (long)i), (received.EventType, received.Sequence));
            }

            Assert.False(reader.TryRead(out _));
            Assert.Equal(0, reader.Missed);
        }
    }

    [Theory]
    [InlineData(1025, 1)]
    [InlineData(5000, 3976)]
    public void A_reader_that_was_too_slow_gets_the_newest_1024_and_the_count_of_the_rest(int count, long missed)
    {
        var reader = NewReader();
        Append(count);

        Assert.True(reader.TryRead(out var first));
        Assert.Equal(missed, reader.Missed);
        Assert.Equal(missed + 1, first!.Sequence);
        var left = 0;
        while (reader.TryRead(out _))
        {
            left++;
        }

        Assert.Equal(Kept - 1, left);
        Assert.Equal(missed, reader.TakeMissed());
        Assert.Equal(0, reader.Missed);
    }

    [Fact]
    public void A_reader_begins_with_the_next_event_or_with_the_oldest_that_is_kept()
    {
        Append(2000);

        var fromStart = new EventReader(_log, _log.Start);
        Assert.True(fromStart.TryRead(out var oldest));
        Assert.Equal((2000 - Kept + 1, 0L), (oldest!.Sequence, fromStart.Missed));
        Assert.False(NewReader().TryRead(out _));
    }

    [Fact]
    public async Task A_reader_that_waits_wakes_for_the_event()
    {
        var readers = Enumerable.Range(0, 20).Select(_ => NewReader().ReadAsync().AsTask()).ToArray();
        Assert.All(readers, reading => Assert.False(reading.IsCompleted));

        Append(1);

        Assert.All(await Task.WhenAll(readers).WithinTimeout(), received => Assert.Equal("E1", received!.EventType));
    }

    [Fact]
    public async Task After_the_end_readers_receive_the_remaining_events_and_then_nothing()
    {
        var waiting = NewReader().ReadAsync().AsTask();
        var reader = NewReader();
        Append(2);
        _log.Complete();

        Assert.Equal("E1", (await waiting.WithinTimeout())!.EventType);
        Assert.Equal("E1", (await reader.ReadAsync())!.EventType);
        Assert.Equal("E2", (await reader.ReadAsync())!.EventType);
        Assert.Null(await reader.ReadAsync());
        Assert.Null(await reader.ReadAsync());
        Assert.Equal("E1", (await new EventReader(_log, _log.Start).ReadAsync())!.EventType);
    }

    [Fact]
    public async Task A_canceled_reader_takes_no_event()
    {
        var reader = NewReader();
        using var cancellation = new CancellationTokenSource();
        var reading = reader.ReadAsync(cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        Append(1);

        Assert.Equal("E1", (await reader.ReadAsync())!.EventType);
    }

    [Fact]
    public async Task Readers_and_writer_at_full_speed_lose_only_what_they_count_as_missed()
    {
        const int count = 200_000;
        var readers = Enumerable.Range(0, 4).Select(_ => NewReader()).ToArray();
        var reading = readers.Select(reader => Task.Run(async () =>
        {
            long seen = 0, last = 0;
            while (await reader.ReadAsync() is { } received)
            {
                Assert.True(received.Sequence > last);
                (seen, last) = (seen + 1, received.Sequence);
            }

            return seen;
        })).ToArray();

        await Task.Run(() => Append(count));
        _log.Complete();

        var seen = await Task.WhenAll(reading).WithinTimeout();
        Assert.All(seen.Zip(readers), pair => Assert.Equal(count, pair.First + pair.Second.Missed));
    }

    [Fact]
    public void The_newest_events_of_4_MB_are_kept_and_the_newest_however_large_it_is()
    {
        // About 0.4 MB each.
        for (var i = 0; i < 30; i++)
        {
            _log.Append(NewEvent("AgentState_Large", new string('x', 100_000)));
        }

        Assert.Equal((20, 30), (_log.Start, _log.End));

        _log.Append(NewEvent("AgentState_Huge", new string('x', 2_000_000)));
        Assert.Equal((30, 31), (_log.Start, _log.End));

        Append(3);
        Assert.Equal((31, 34), (_log.Start, _log.End));
    }

    [Fact]
    public void Events_of_exactly_4_MB_are_kept()
    {
        // 2 MiB each.
        var raw = new string('x', ((2 * 1024 * 1024) - 256) / 4);
        _log.Append(NewEvent("AgentState_First", raw));
        _log.Append(NewEvent("AgentState_Second", raw));
        Assert.Equal((0, 2), (_log.Start, _log.End));

        Append(1);
        Assert.Equal((1, 3), (_log.Start, _log.End));
    }

    [Fact]
    public void A_session_with_few_events_takes_little_memory_for_them()
    {
        var events = Enumerable.Range(0, 8).Select(_ => NewEvent("AgentState_Test")).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();

        foreach (var received in events)
        {
            _log.Append(received);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024);
    }

    private EventReader NewReader() => new(_log, _log.End);

    private void Append(int count)
    {
        for (var i = 1; i <= count; i++)
        {
            _log.Append(NewEvent($"E{i}"));
        }
    }

    private static AgentEvent NewEvent(string type, string raw = "{}") => new()
    {
        EventType = type,
        AgentId = 101,
        Gateway = new Uri("https://gw:8043"),
        ReceivedAt = default,
        Raw = raw,
    };
}
