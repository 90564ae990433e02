using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>An overloaded gateway receives fewer calls, after a pause. No call that it may have accepted is repeated.</summary>
public sealed class OverloadTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData("000-004", null, 2)]
    [InlineData("105-002", null, 2)]
    [InlineData("000-007", null, 1)]
    [InlineData(null, 429, 2)]
    [InlineData(null, 503, 1)]
    public async Task A_write_that_is_refused_for_overload_is_sent_again_only_if_it_was_certainly_not_accepted(
        string? code, int? status, int sent)
    {
        await using var bench = await Bench.StartAsync();
        var session = await bench.SignInAsync();
        Overload(bench, session, "sayFree", code, status, count: 1);

        var outcome = await session.TryInvokeAsync(AgentCalls.SayFree, null, null, CancellationToken.None);

        Assert.Equal(sent, bench.Seen(session.AgentId!.Value, "sayFree").Length);
        FailureKind? failure = code is null ? FailureKind.OutcomeUnknown : FailureKind.RepeatedCall;
        Assert.Equal(sent == 2 ? null : failure, outcome.Failure?.Kind);
        Assert.Contains("is overloaded", bench.Gateway.WindowLog.Since(0).Changes[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_is_refused_with_429_repeatedly_is_GatewayBusy()
    {
        await using var bench = await Bench.StartAsync();
        var session = await bench.SignInAsync();
        Overload(bench, session, "sayFree", null, 429, count: null);

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree).AsTask());

        Assert.Equal((FailureKind.GatewayBusy, (int?)429), (failure.Kind, failure.HttpStatus));
        Assert.Equal(3, bench.Seen(session.AgentId!.Value, "sayFree").Length);
    }

    [Theory]
    [InlineData("000-007", null)]
    [InlineData(null, 429)]
    public async Task After_an_overload_calls_pause_and_polls_continue(string? code, int? status)
    {
        await using var bench = await Bench.StartAsync(client: options => options with { RetryInterval = Interval, MaximumRetryCount = 0 });
        var (first, second) = (await bench.SignInAsync(), await bench.SignInAsync());
        await Eventually.TrueAsync(() => second.Events.End == 2, "the events of the sign-in");
        Overload(bench, first, "sayFree", code, status, count: 1, retryAfter: null);
        _ = await first.TryInvokeAsync(AgentCalls.SayFree, null, null, CancellationToken.None);

        var reader = second.ReadEvents();
        var call = second.InvokeAsync(AgentCalls.SayFree).AsTask();
        bench.Control.RaiseEvent(second.AgentId!.Value, "AgentState_Test");
        Assert.Equal("AgentState_Test", (await reader.ReadAsync().AsTask().WithinTimeout())!.EventType);
        Assert.False(call.IsCompleted);

        _ = await call.WithinTimeout();
        var (refused, sent) = (bench.Seen(first.AgentId!.Value, "sayFree").Single(), bench.Seen(second.AgentId!.Value, "sayFree").Single());
        Assert.True(sent.Time - refused.Time >= Interval / 2);
    }

    [Fact]
    public async Task The_pause_that_the_gateway_requests_is_kept()
    {
        await using var bench = await Bench.StartAsync();
        var session = await bench.SignInAsync();
        Overload(bench, session, "getAgentStatus", null, 503, count: 1, retryAfter: "1");

        _ = await session.GetStatusAsync();

        var seen = bench.Seen(session.AgentId!.Value, "getAgentStatus");
        Assert.Equal(2, seen.Length);
        Assert.True(seen[1].Time - seen[0].Time >= TimeSpan.FromMilliseconds(950));
    }

    [Fact]
    public async Task A_pause_is_never_longer_than_the_timeout_of_an_operation()
    {
        await using var bench = await Bench.StartAsync(
            client: options => options with { OperationTimeout = TimeSpan.FromSeconds(1), MaximumRetryCount = 0 });
        var session = await bench.SignInAsync();
        Overload(bench, session, "sayFree", null, 429, count: 1, retryAfter: "86400");
        _ = await session.TryInvokeAsync(AgentCalls.SayFree, null, null, CancellationToken.None);

        _ = await session.InvokeAsync(AgentCalls.SayFree).AsTask().WithinTimeout();
    }

    [Fact]
    public async Task A_call_that_waits_for_its_turn_is_canceled_immediately_and_is_not_sent()
    {
        await using var bench = await Bench.StartAsync();
        var session = await bench.SignInAsync();
        Overload(bench, session, "sayFree", null, 503, count: 1, retryAfter: "15");
        _ = await session.TryInvokeAsync(AgentCalls.SayFree, null, null, CancellationToken.None);
        using var stop = new CancellationTokenSource();

        var call = session.InvokeAsync(AgentCalls.SayBusy(), cancellationToken: stop.Token).AsTask();
        await stop.CancelAsync();

        var canceled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call).WithinTimeout();
        Assert.Null(canceled.InnerException);
        Assert.Empty(bench.Seen(session.AgentId!.Value, "sayBusy"));
    }

    [Fact]
    public async Task A_gateway_that_is_closed_fails_the_calls_that_wait_for_their_turn()
    {
        await using var bench = await Bench.StartAsync();
        var gateway = bench.NewGateway();
        var session = await bench.SignInAsync(gateway: gateway);
        Overload(bench, session, "sayFree", null, 503, count: 1, retryAfter: "15");
        _ = await session.TryInvokeAsync(AgentCalls.SayFree, null, null, CancellationToken.None);

        var call = session.TryInvokeAsync(AgentCalls.SayBusy(), null, null, CancellationToken.None).AsTask();
        gateway.Dispose();

        Assert.Equal(FailureKind.ConnectFailed, (await call.WithinTimeout()).Failure?.Kind);
        Assert.Empty(bench.Seen(session.AgentId!.Value, "sayBusy"));
    }

    [Fact]
    public async Task All_calls_of_sixty_agents_succeed_at_a_gateway_that_accepts_four_calls_at_a_time()
    {
        await using var gateway = new CrowdedGateway(most: 4);
        using var client = new Gateway(
            new GatewayOptions
            {
                Address = gateway.Address,
                NoProxy = true,
                RetryInterval = TimeSpan.FromMilliseconds(100),
                MaximumRetryCount = 8,
            });
        var session = await AgwSession.AttachAsync(client, "abc");

        var outcomes = await Task.WhenAll(
            Enumerable.Range(101, 60).Select(
                agent => session.TryInvokeAsync(AgentCalls.SayFree, agent, null, CancellationToken.None).AsTask()));

        Assert.All(outcomes, outcome => Assert.Null(outcome.Failure));
        Assert.Equal(60, gateway.Taken);
        Assert.True(gateway.Refused < 60 * 3, $"{gateway.Refused} refusals");
        Assert.Contains(client.WindowLog.Since(0).Changes, change => change.Contains("is recovering", StringComparison.Ordinal));
    }

    private static void Overload(
        Bench bench, AgwSession session, string operation, string? code, int? status, int? count, string? retryAfter = "0") =>
        bench.Control.AddFault(code is null
            ? new Fault
            {
                Kind = FaultKind.Status,
                HttpStatus = status!.Value,
                AgentId = session.AgentId,
                Operation = operation,
                Count = count,
                RetryAfter = retryAfter == "0" && status == 503 ? "1" : retryAfter,
            }
            : new Fault { Kind = FaultKind.RetCode, RetCode = code, AgentId = session.AgentId, Operation = operation, Count = count });

    /// <summary>Accepts a limited number of concurrent calls, and refuses the others with 429.</summary>
    private sealed class CrowdedGateway : IAsyncDisposable
    {
        private readonly RawServer _server;
        private readonly int _most;
        private int _underWay;
        private int _taken;
        private int _refused;

        public CrowdedGateway(int most)
        {
            _most = most;
            _server = new RawServer(null, ServeAsync);
        }

        public Uri Address => _server.Address;

        public int Taken => Volatile.Read(ref _taken);

        public int Refused => Volatile.Read(ref _refused);

        public ValueTask DisposeAsync() => _server.DisposeAsync();

        private async Task ServeAsync(RawConnection connection)
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                var isTaken = Interlocked.Increment(ref _underWay) <= _most;
                if (isTaken)
                {
                    await Task.Delay(20);
                }

                Interlocked.Decrement(ref _underWay);
                Interlocked.Increment(ref isTaken ? ref _taken : ref _refused);
                await (
                    isTaken
                        ? connection.AnswerAsync()
                        : connection.WriteAsync("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n"));
            }
        }
    }
}
