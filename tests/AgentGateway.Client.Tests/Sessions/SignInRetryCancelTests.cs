namespace AgentGateway.Client.Tests;

/// <summary>A sign-in is canceled immediately, whether it waits for another sign-in, for its retry, or for its reply.</summary>
public sealed class SignInRetryCancelTests
{
    private const string Busy = """{"message":"","retcode":"000-004","result":""}""";
    private const string Refused = """{"message":"","retcode":"100-002","result":""}""";

    [Fact]
    public async Task A_sign_in_that_waits_for_another_one_of_the_agent_is_canceled_immediately()
    {
        var reply = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = ServerThatAnswersAfter(reply.Task);
        using var gateway = new Gateway(new GatewayOptions { Address = server.Address, NoProxy = true });
        var first = AgwSession.SignInAsync(gateway, Bench.Request(101), TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => server.Requests == 1, "the sign-in at the gateway");
        using var stop = new CancellationTokenSource();
        var second = AgwSession.SignInAsync(gateway, Bench.Request(101), _ => Assert.Fail("Nothing was sent."), stop.Token);

        await stop.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second).WithinTimeout();
        Assert.Equal((null, false), (thrown.InnerException, first.IsCompleted));
        reply.SetResult();
        _ = await Assert.ThrowsAsync<GatewayException>(() => first).WithinTimeout();
    }

    [Fact]
    public async Task A_sign_in_that_waits_for_its_retry_is_canceled_as_not_sent()
    {
        var clock = new PauseClock();
        await using var fake = new FakeGateway(
            line => line.StartsWith("PUT", StringComparison.Ordinal) ? FakeGateway.Http(Busy) : null,
            options => options with { MaximumRetryCount = 1, RetryInterval = PauseClock.Interval, Clock = clock });
        using var stop = new CancellationTokenSource();
        var signingIn = AgwSession.SignInAsync(fake.Client, Bench.Request(101), _ => Assert.Fail("The reply has arrived."), stop.Token);
        await clock.Paused.WithinTimeout();

        await stop.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => signingIn).WithinTimeout();
        Assert.Null(thrown.InnerException);
        _ = Assert.Single(fake.Requests);
    }

    [Fact]
    public async Task A_sign_in_that_is_canceled_and_then_refused_leaves_no_session()
    {
        var reply = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = ServerThatAnswersAfter(reply.Task);
        using var gateway = new Gateway(new GatewayOptions { Address = server.Address, NoProxy = true });
        using var stop = new CancellationTokenSource();
        Task<AgwSession?>? late = null;
        var signingIn = AgwSession.SignInAsync(gateway, Bench.Request(101), task => late = task, stop.Token);
        await Eventually.TrueAsync(() => server.Requests == 1, "the sign-in at the gateway");

        await stop.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => signingIn).WithinTimeout();
        Assert.Contains(
            "the agent is signed out again when the reply arrives", thrown.InnerException!.Message, StringComparison.Ordinal);
        reply.SetResult();
        Assert.Null(await late!.WithinTimeout());
    }

    private static RawServer ServerThatAnswersAfter(Task reply) =>
        new(null, async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await reply;
                await connection.AnswerAsync(Refused);
            }
        });

    /// <summary>The system clock. It also reports when a pause before a retry begins.</summary>
    private sealed class PauseClock : TimeProvider
    {
        private readonly TaskCompletionSource _paused = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(30);

        public Task Paused => _paused.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime >= Interval / 2)
            {
                _ = _paused.TrySetResult();
            }

            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
