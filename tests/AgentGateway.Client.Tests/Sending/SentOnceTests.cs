using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>
/// After any failure, a write has been sent once, and a read is repeated (decision 0006). The recorded requests of the gateway show this.
/// </summary>
public sealed class SentOnceTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private const int ReadsAndTheirRepetitions = 3;

    private static readonly Dictionary<string, OperationCall> Writes = new()
    {
        ["POST without a body"] = AgentCalls.SayFree,
        ["POST with a body"] = ConferenceCalls.Prolong(5),
        ["PUT without a body"] = PlaybackCalls.StartScreenRecording,
        ["PUT with a body"] = PlaybackCalls.Play(new PlaybackRequest { VoicePath = "y:/a.V3" }),
        ["DELETE"] = PlaybackCalls.StopScreenRecording,
    };

    private static readonly Dictionary<string, OperationCall> Reads = new()
    {
        ["GET"] = AgentCalls.Status,
        ["POST that only asks"] = ConferenceCalls.Query([1]),
    };

    private Bench Bench => shared.Bench;

    public static TheoryData<string, FaultKind> CutWrites =>
        Matrix(Writes.Keys, FaultKind.CutBefore, FaultKind.CutAfter, FaultKind.CutDuringBody);

    public static TheoryData<string, FaultKind> CutReads =>
        Matrix(Reads.Keys, FaultKind.CutBefore, FaultKind.CutAfter, FaultKind.CutDuringBody);

    public static TheoryData<string, FaultKind> SilentWrites => Matrix(Writes.Keys, FaultKind.NoAnswer, FaultKind.SlowDrip);

    public static TheoryData<string, FaultKind> SilentReads => Matrix(Reads.Keys, FaultKind.NoAnswer, FaultKind.SlowDrip);

    [Theory]
    [MemberData(nameof(CutWrites))]
    public async Task A_write_is_sent_once_when_the_connection_is_lost(string write, FaultKind kind)
    {
        var failure = await FailAsync(Writes[write], new Fault { Kind = kind });

        Assert.Equal(FailureKind.OutcomeUnknown, failure.Kind);
        AssertSent(1, failure);
    }

    [Theory]
    [MemberData(nameof(CutReads))]
    public async Task A_read_is_repeated_when_the_connection_is_lost(string read, FaultKind kind)
    {
        var failure = await FailAsync(Reads[read], new Fault { Kind = kind });

        Assert.Equal(FailureKind.BadReply, failure.Kind);
        AssertSent(ReadsAndTheirRepetitions, failure);
    }

    [Theory]
    [MemberData(nameof(SilentWrites))]
    public async Task A_write_is_sent_once_when_its_reply_does_not_arrive_in_time(string write, FaultKind kind)
    {
        var failure = await FailAsync(Writes[write], new Fault { Kind = kind, Milliseconds = 100 }, TimeSpan.FromMilliseconds(250));

        Assert.Equal(FailureKind.OutcomeUnknown, failure.Kind);
        Assert.Contains("no answer within 0.25 s", failure.Message, StringComparison.Ordinal);
        AssertSent(1, failure);
    }

    [Theory]
    [MemberData(nameof(SilentReads))]
    public async Task A_read_is_repeated_when_its_reply_does_not_arrive_in_time(string read, FaultKind kind)
    {
        var failure = await FailAsync(Reads[read], new Fault { Kind = kind, Milliseconds = 100 }, TimeSpan.FromMilliseconds(250));

        Assert.Equal(FailureKind.OperationTimeout, failure.Kind);
        Assert.Contains("no answer within 0.25 s", failure.Message, StringComparison.Ordinal);
        AssertSent(ReadsAndTheirRepetitions, failure);
    }

    [Theory]
    [InlineData("000-004")]
    [InlineData("105-002")]
    public async Task After_a_switch_over_code_even_a_write_is_repeated_because_the_gateway_did_not_accept_it(string code)
    {
        foreach (var call in new[] { AgentCalls.SayFree, AgentCalls.Status })
        {
            var failure = await FailAsync(call, new Fault { Kind = FaultKind.RetCode, RetCode = code });

            Assert.Equal((FailureKind.GatewayBusy, code), (failure.Kind, failure.RetCode));
            AssertSent(ReadsAndTheirRepetitions, failure);
        }
    }

    [Theory]
    [InlineData("000-004")]
    [InlineData("105-002")]
    public async Task A_call_during_a_switch_over_succeeds_when_that_is_over(string code)
    {
        var session = await Bench.SignInAsync();
        Bench.Control.AddFault(
            new Fault { Kind = FaultKind.RetCode, RetCode = code, AgentId = session.AgentId, Operation = "sayFree", Count = 2 });

        _ = await session.InvokeAsync(AgentCalls.SayFree);

        Assert.Equal(1, Bench.Control.CountOperation(session.AgentId!.Value, "sayFree"));
    }

    [Theory]
    [InlineData("000-007")]
    [InlineData("100-007")]
    [InlineData("100-003")]
    [InlineData("100-021")]
    [InlineData("000-000")]
    public async Task Any_other_refusal_is_not_repeated_even_for_a_read(string code)
    {
        foreach (var call in new[] { AgentCalls.SayFree, AgentCalls.Status })
        {
            AssertSent(1, await FailAsync(call, new Fault { Kind = FaultKind.RetCode, RetCode = code }));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task The_number_of_retries_can_be_configured(int most)
    {
        var gateway = Bench.NewGateway(options => options with { MaximumRetryCount = most });
        var session = await Bench.SignInAsync(gateway: gateway);
        Bench.Control.AddFault(new Fault { Kind = FaultKind.CutBefore, AgentId = session.AgentId, Operation = "getAgentStatus" });

        await Assert.ThrowsAsync<GatewayException>(() => session.GetStatusAsync());

        Assert.Equal(most + 1, Bench.Seen(session.AgentId!.Value, "getAgentStatus").Length);
    }

    [Theory]
    [InlineData(FaultKind.CutBefore)]
    [InlineData(FaultKind.CutAfter)]
    [InlineData(FaultKind.CutDuringBody)]
    [InlineData(FaultKind.NoAnswer)]
    public async Task A_sign_in_is_sent_once_when_its_reply_is_lost(FaultKind kind)
    {
        var agent = Bench.NextAgent();
        var gateway = Bench.NewGateway(options => options with { OperationTimeout = TimeSpan.FromMilliseconds(300) });
        Bench.Control.AddFault(new Fault { Kind = kind, AgentId = agent });

        var failure = await Assert.ThrowsAsync<GatewayException>(() => Bench.SignInAsync(agent, gateway));

        Assert.Equal((FailureKind.OutcomeUnknown, "login"), (failure.Kind, failure.Operation));
        Assert.Single(Bench.Seen(agent));
    }

    [Fact]
    public async Task A_sign_in_during_a_switch_over_is_repeated()
    {
        var agent = Bench.NextAgent();
        Bench.Control.AddFault(
            new Fault { Kind = FaultKind.RetCode, RetCode = "000-004", AgentId = agent, Operation = "login", Count = 1 });

        Assert.Equal(SessionState.SignedIn, (await Bench.SignInAsync(agent)).State);
        Assert.Equal(2, Bench.Seen(agent, "login").Length);
    }

    [Fact]
    public async Task A_write_that_is_canceled_while_it_is_under_way_is_not_sent_again()
    {
        var session = await Bench.SignInAsync();
        Bench.Control.AddFault(new Fault { Kind = FaultKind.NoAnswer, AgentId = session.AgentId, Operation = "sayFree" });
        using var cancellation = new CancellationTokenSource();
        var call = session.InvokeAsync(AgentCalls.SayFree, cancellationToken: cancellation.Token).AsTask();
        await Eventually.TrueAsync(() => Bench.Seen(session.AgentId!.Value, "sayFree").Length == 1, "the request at the gateway");

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call).WithinTimeout();
        Assert.Single(Bench.Seen(session.AgentId!.Value, "sayFree"));
    }

    private async Task<GatewayException> FailAsync(OperationCall call, Fault fault, TimeSpan? timeout = null)
    {
        var gateway = timeout is { } limit ? Bench.NewGateway(options => options with { OperationTimeout = limit }) : Bench.Gateway;
        var guid = await Bench.SignInAsync();
        var session = timeout is null ? guid : await AgwSession.AttachAsync(gateway, Secrets.Of(guid), guid.AgentId);
        Bench.Control.ClearRequests();
        Bench.Control.AddFault(fault with { AgentId = session.AgentId, Operation = call.Operation.Name });
        return await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(call).AsTask());
    }

    private void AssertSent(int count, GatewayException failure)
    {
        Assert.Equal(count, Bench.Seen(failure.AgentId!.Value, failure.Operation).Length);
        Assert.Equal(Bench.Gateway.Address, failure.Gateway);
        Assert.NotEmpty(failure.Remedy);
    }

    private static TheoryData<string, FaultKind> Matrix(IEnumerable<string> calls, params FaultKind[] kinds)
    {
        var matrix = new TheoryData<string, FaultKind>();
        foreach (var call in calls)
        {
            foreach (var kind in kinds)
            {
                matrix.Add(call, kind);
            }
        }

        return matrix;
    }
}
