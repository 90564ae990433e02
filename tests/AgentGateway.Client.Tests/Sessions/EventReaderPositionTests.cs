namespace AgentGateway.Client.Tests;

/// <summary>Tests the position of an event reader. The reader can look ahead; the position moves when an event is written.</summary>
public sealed class EventReaderPositionTests
{
    [Fact]
    public void Looking_ahead_doesnt_advance_the_position()
    {
        var log = LogOf(3);
        var place = new EventReader(log, 0);
        var ahead = place.Fork();

        Assert.True(ahead.TryRead(out var first));
        Assert.True(ahead.TryRead(out _));
        Assert.True(place.TryRead(out var same));

        Assert.Same(first, same);
        Assert.Equal((2, 1), (ahead.Position, place.Position));
    }

    [Fact]
    public void A_position_never_moves_back()
    {
        var place = new EventReader(LogOf(3), 0);

        place.MoveTo(2, 0);
        place.MoveTo(1, 0);

        Assert.True(place.TryRead(out var third));
        Assert.Equal(3, third!.Sequence);
    }

    [Fact]
    public void A_position_counts_the_events_that_were_dropped_before_it()
    {
        var log = LogOf(EventLog.Capacity + 10);
        var place = new EventReader(log, 0);
        var ahead = place.Fork();
        _ = ahead.TryRead(out _);

        place.MoveTo(ahead.Position, ahead.TakeMissed());

        Assert.Equal(10, place.TakeMissed());
        Assert.Equal(0, place.TakeMissed());
    }

    [Fact]
    public void A_lost_reply_is_reported_once_and_also_to_a_reader_that_looks_ahead()
    {
        var log = LogOf(1);
        var place = new EventReader(log, 0);
        Assert.False(place.TakeLostPolls());

        log.NoteLostPoll();
        var ahead = place.Fork();

        Assert.Equal([true, false], new[] { place.TakeLostPolls(), place.TakeLostPolls() });
        Assert.Equal([true, false], new[] { ahead.TakeLostPolls(), ahead.TakeLostPolls() });
        Assert.False(new EventReader(log, 0).TakeLostPolls());
    }

    [Fact]
    public void A_mark_is_valid_only_in_its_own_log()
    {
        var log = LogOf(3);
        var mark = log.Mark;
        log.Append(NewEvent());

        Assert.Equal(3, log.PositionOf(mark));
        Assert.Null(LogOf(3).PositionOf(mark));
        Assert.Null(log.PositionOf(default));
    }

    private static EventLog LogOf(int count)
    {
        var log = new EventLog();
        for (var i = 0; i < count; i++)
        {
            log.Append(NewEvent());
        }

        return log;
    }

    private static AgentEvent NewEvent() => new()
    {
        EventType = "Test_Any",
        AgentId = 101,
        Gateway = new Uri("https://gateway.example.com:8043"),
        ReceivedAt = DateTimeOffset.Now,
        Raw = "{}",
    };
}
