namespace AgentGateway.Client.Tests;

/// <summary>
/// The gateway sends an event once. If the reply with the event is lost, the readers learn that they may have missed events.
/// </summary>
public sealed class LostPollTests
{
    private const string Test = """{"retcode":"0","event":{"eventType":"AgentState_Test","workNo":"101","content":null}}""";

    public static TheoryData<string, bool> Answers => new()
    {
        { "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"retcode\":\"0\",\"event\":" + FakeGateway.Cut, true },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"ret\r\nxyz\r\n" + FakeGateway.Cut, true },
        { FakeGateway.Http("[\"" + new string('y', 1_100_000) + "\"]"), true },
        { FakeGateway.Http("<html>"), true },
        { FakeGateway.Http("""{"retcode":"0","retcode":"100-006","event":{}}"""), true },
        { FakeGateway.Http("", "502 Bad Gateway"), false },
        { FakeGateway.Cut, false },
        { FakeGateway.Http("""{"retcode":"100-007"}"""), false },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_lost_poll_reply_is_reported_once(string answer, bool isReported)
    {
        var polls = 0;
        await using var fake = new FakeGateway(line => !line.Contains("/agentevent/", StringComparison.Ordinal) ? null
            : Interlocked.Increment(ref polls) switch { 1 => answer, 2 => FakeGateway.Http(Test), _ => null });
        var session = await fake.SignInAsync();
        var early = session.ReadAllEvents();
        Assert.Equal("AgentState_Test", (await early.ReadAsync().AsTask().WithinTimeout())!.EventType);

        var late = session.ReadAllEvents();
        var next = session.ReadEvents();

        Assert.Equal((isReported, false), (early.TakeLostPolls(), early.TakeLostPolls()));
        Assert.Equal((isReported, false), (late.Fork().TakeLostPolls(), next.TakeLostPolls()));
        await session.DetachAsync();
    }

    [Fact]
    public void A_reader_of_all_events_counts_those_that_were_dropped_before_it_started()
    {
        var log = new EventLog();
        for (var i = 0; i < EventLog.Capacity + 10; i++)
        {
            log.Append(
                new AgentEvent { EventType = "E", AgentId = 101, Gateway = new Uri("https://gw:8043"), ReceivedAt = default, Raw = "{}" });
        }

        var reader = new EventReader(log, 0, lostPolls: 0);

        Assert.True(reader.TryRead(out _));
        Assert.Equal(10, reader.TakeMissed());
    }
}
