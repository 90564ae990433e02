namespace AgentGateway.Client.Tests;

/// <summary>A poll that is refused neither ends its session at once nor leaves doubtful facts certain.</summary>
public sealed class PollRefusalTests
{
    private const string Event = """{"retcode":"0","event":{"eventType":"AgentState_Test","workNo":"101","content":null}}""";

    [Theory]
    [InlineData("100-007", false)]
    [InlineData("000-003", true)]
    public async Task The_known_conference_stays_certain_only_if_the_refused_poll_can_not_have_lost_an_event(string code, bool isCertain)
    {
        await using var fake = Refusing(code, count: 1);
        var session = await fake.SignInAsync();

        await ReadEventAsync(session);

        Assert.Equal(isCertain, session.Conferences.Current.IsCertain);
        await session.DetachAsync();
    }

    [Fact]
    public async Task As_many_refusals_of_the_GUID_as_are_allowed_do_not_end_the_session()
    {
        await using var fake = Refusing("000-003", count: 2);
        var session = await fake.SignInAsync();

        await ReadEventAsync(session);

        Assert.Equal(SessionState.SignedIn, session.State);
        await session.DetachAsync();
    }

    [Fact]
    public async Task One_more_refusal_of_the_GUID_ends_the_session()
    {
        await using var fake = Refusing("000-003", count: 3);
        var session = await fake.SignInAsync();

        await Eventually.TrueAsync(() => session.State == SessionState.Ended, "the end of the session");

        Assert.Equal(3, fake.Count("/agentevent/"));
    }

    [Fact]
    public async Task If_the_gateway_requests_a_pause_of_an_hour_the_next_poll_is_sent_before_the_session_would_end()
    {
        var clock = new AwaitedTimerClock(TimeSpan.FromMinutes(2) / 4);
        await using var fake = new FakeGateway(
            line => line.Contains("/agentevent/", StringComparison.Ordinal)
                ? FakeGateway.Http("", "503 Service Unavailable", "Retry-After: 3600\r\n") : null,
            options => options with { Clock = clock, PollGrace = TimeSpan.FromMinutes(2) });

        var session = await fake.SignInAsync();

        await clock.Started.WithinTimeout();
        Assert.Equal(1, fake.Count("/agentevent/"));
        await session.DetachAsync();
    }

    private static FakeGateway Refusing(string code, int count)
    {
        var polls = 0;
        return new FakeGateway(
            line => !line.Contains("/agentevent/", StringComparison.Ordinal) ? null
                : ++polls <= count ? FakeGateway.Http($$"""{"retcode":"{{code}}"}""")
                : polls == count + 1 ? FakeGateway.Http(Event) : null,
            options => options with { MaxPollRefusals = 2, RotationTimeout = TimeSpan.FromMilliseconds(10) });
    }

    private static async Task ReadEventAsync(AgwSession session) =>
        Assert.Equal("AgentState_Test", (await session.ReadAllEvents().ReadAsync().AsTask().WithinTimeout())!.EventType);
}
