using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>
/// The specified conference is verified immediately before each request that acts on it, even if the call had to wait for its turn.
/// </summary>
public sealed class VerificationTimeTests
{
    private static readonly OperationCall[] Calls =
    [
        ConferenceCalls.Release,
        ConferenceCalls.RemoveParticipants([new Invitee("888", AddressType.PhoneNumber)]),
    ];

    public static TheoryData<int, string?, int?> Refusals => new()
    {
        { 0, "000-004", null },
        { 0, null, 429 },
        { 1, "000-004", null },
        { 1, null, 429 },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_conference_that_is_replaced_before_a_call_is_repeated_is_not_acted_on(int index, string? code, int? status)
    {
        var call = Calls[index];
        await using var bench = await Bench.StartAsync(client: options => options with { RetryInterval = TimeSpan.FromMilliseconds(1) });
        var (session, named) = await bench.ChairWithoutEventsAsync(new ParticipantAddress(ParticipantAddress.PhoneNumber, "888"));
        AddRefusal(bench, session, call.Operation.Name, code, status);

        // The first query has been answered. The second one follows with the retry.
        AddFault(bench, session, "queryConfInfos", FaultKind.Latency);
        AddFault(bench, session, "queryConfInfos", FaultKind.ReplaceConference);

        var failure = await session.FailsAsync(call, named);

        Assert.Equal((FailureKind.ConferenceNotFound, (long?)named), (failure.Kind, failure.ConferenceId));
        Assert.Equal(["queryConfInfos", call.Operation.Name, "queryConfInfos"], bench.Asked(session));
        Assert.NotNull(bench.Control.GetAgent(session.AgentId!.Value)["confId"]);
    }

    [Fact]
    public async Task A_conference_that_is_replaced_while_its_call_waits_for_an_overloaded_gateway_is_not_acted_on()
    {
        var pause = TimeSpan.FromSeconds(1);
        await using var bench = await Bench.StartAsync(client: options => options with { RetryInterval = pause, MaximumRetryCount = 0 });
        var other = await bench.SignInAsync();
        var (session, named) = await bench.ChairWithoutEventsAsync();
        AddRefusal(bench, other, "sayFree", "000-007", null);
        _ = await other.TryInvokeAsync(AgentCalls.SayFree, null, null, CancellationToken.None);

        var call = session.FailsAsync(ConferenceCalls.Release, named);
        var current = bench.Control.ReplaceConference(session.AgentId!.Value);

        Assert.Equal(FailureKind.ConferenceNotFound, (await call).Kind);
        Assert.Equal(["queryConfInfos"], bench.Asked(session));
        Assert.NotNull(bench.Control.GetConference(current));
    }

    [Fact]
    public async Task Verification_needs_no_turn_of_its_own_at_a_gateway_that_accepts_one_call_at_a_time()
    {
        await using var bench = await Bench.StartAsync(client: options => options with { RetryInterval = TimeSpan.FromMilliseconds(300) });
        var inspector = await bench.SignInAsync(900);
        var (session, named) = await bench.ChairWithoutEventsAsync();
        _ = bench.Control.ReplaceConference(session.AgentId!.Value);
        AddRefusal(bench, inspector, "sayFree", "000-007", null);
        _ = await inspector.TryInvokeAsync(AgentCalls.SayFree, null, null, CancellationToken.None);

        var failure = await session.FailsAsync(ConferenceCalls.Release, named, inspector);

        Assert.Equal(FailureKind.ConferenceChanged, failure.Kind);
    }

    [Fact]
    public async Task Outdated_events_do_not_replace_a_query()
    {
        await using var bench = await Bench.StartAsync();
        var (session, named) = await bench.ChairAsync();
        await StopPollsAsync(bench, session);
        var current = bench.Control.ReplaceConference(session.AgentId!.Value);

        var failure = await session.FailsAsync(ConferenceCalls.Release, named);

        Assert.Equal(FailureKind.ConferenceNotFound, failure.Kind);
        Assert.DoesNotContain("releaseAgentConf", bench.Asked(session));
        Assert.NotNull(bench.Control.GetConference(current));
    }

    [Fact]
    public async Task A_specified_inspector_is_queried_even_if_the_events_report_the_conference()
    {
        await using var bench = await Bench.StartAsync();
        var inspector = await bench.SignInAsync(900);
        var (session, named) = await bench.ChairAsync();
        await StopPollsAsync(bench, session);
        var current = bench.Control.ReplaceConference(session.AgentId!.Value);

        var failure = await session.FailsAsync(ConferenceCalls.Release, named, inspector);

        Assert.Equal((FailureKind.ConferenceChanged, (long?)current), (failure.Kind, failure.CurrentConferenceId));
        Assert.Empty(bench.Asked(session));
    }

    [Fact]
    public async Task Without_permission_to_query_certain_events_decide()
    {
        await using var bench = await Bench.StartAsync();
        var (session, named) = await bench.ChairAsync();
        bench.Control.AddFault(
            new Fault { Kind = FaultKind.RetCode, RetCode = "000-003", AgentId = session.AgentId, Operation = "queryConfInfos" });

        _ = await session.InvokeAsync(ConferenceCalls.Release, new OperationTarget(ConferenceId: named));

        Assert.Contains("releaseAgentConf", bench.Asked(session));
    }

    private static void AddFault(Bench bench, AgwSession session, string operation, FaultKind kind) =>
        bench.Control.AddFault(new Fault { Kind = kind, AgentId = session.AgentId, Operation = operation, Count = 1 });

    private static void AddRefusal(Bench bench, AgwSession session, string operation, string? code, int? status)
    {
        var refusal = code is null
            ? new Fault { Kind = FaultKind.Status, HttpStatus = status!.Value, RetryAfter = "0" }
            : new Fault { Kind = FaultKind.RetCode, RetCode = code, Acted = false };
        bench.Control.AddFault(refusal with { AgentId = session.AgentId, Operation = operation, Count = 1 });
    }

    /// <summary>The next poll hangs, and the session doesn't notice it.</summary>
    private static async Task StopPollsAsync(Bench bench, AgwSession session)
    {
        bench.Control.AddFault(new Fault { Kind = FaultKind.NoAnswer, AgentId = session.AgentId, Operation = "getAgentEvent" });
        var polls = bench.Control.CountOperation(session.AgentId!.Value, "getAgentEvent");
        bench.Control.RaiseEvent(session.AgentId!.Value, "AgentState_Test");
        await Eventually.TrueAsync(
            () => bench.Control.CountOperation(session.AgentId!.Value, "getAgentEvent") > polls, "the poll that hangs");
    }
}
