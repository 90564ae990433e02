using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>A specified conference is the one that is changed, or nothing is sent.</summary>
public sealed class VerificationTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private Bench Bench => shared.Bench;

    [Fact]
    public async Task The_gateway_is_queried_even_if_the_events_report_the_conference()
    {
        var (session, conferenceId) = await Bench.ChairAsync();

        var result = await session.InvokeAsync(ConferenceCalls.Release, new OperationTarget(ConferenceId: conferenceId));

        Assert.Equal(conferenceId, result.ConferenceId);
        Assert.Equal(["queryConfInfos", "releaseAgentConf"], Bench.Asked(session));
    }

    [Fact]
    public async Task Without_events_the_conference_is_queried_once_and_then_acted_on()
    {
        var (session, conferenceId) = await Bench.ChairWithoutEventsAsync();

        var result = await session.InvokeAsync(ConferenceCalls.StopVoice, new OperationTarget(ConferenceId: conferenceId));

        Assert.Equal(conferenceId, result.ConferenceId);
        Assert.Equal(["queryConfInfos", "stopVoiceToConf"], Bench.Asked(session));
    }

    [Fact]
    public async Task Without_a_specified_conference_nothing_is_queried_and_the_known_one_is_in_the_result()
    {
        var (session, conferenceId) = await Bench.ChairAsync();

        var result = await session.InvokeAsync(ConferenceCalls.StopVoice, new OperationTarget());

        Assert.Equal(conferenceId, result.ConferenceId);
        Assert.Equal(["stopVoiceToConf"], Bench.Asked(session));
        Assert.Null((await session.InvokeAsync(AgentCalls.Status)).ConferenceId);
    }

    [Fact]
    public async Task A_shared_session_verifies_the_conference_of_the_specified_agent()
    {
        var (owner, conferenceId) = await Bench.ChairWithoutEventsAsync();
        var shared = await AgwSession.AttachAsync(Bench.Gateway, Secrets.Of(owner));

        _ = await shared.InvokeAsync(ConferenceCalls.Release, new OperationTarget(owner.AgentId, conferenceId));

        Assert.Equal(["queryConfInfos", "releaseAgentConf"], Bench.Asked(owner));
    }

    [Fact]
    public async Task A_conference_that_its_chairperson_has_replaced_is_ConferenceChanged_and_the_new_one_continues()
    {
        var (session, old) = await Bench.ChairAsync();
        var current = Bench.Control.ReplaceConference(session.AgentId!.Value);
        await Eventually.TrueAsync(() => session.ConferenceId == current, "the new conference");

        var failure = await session.FailsAsync(ConferenceCalls.Release, old);

        Assert.Equal(
            (FailureKind.ConferenceChanged, (long?)old, (long?)current, session.AgentId),
            (failure.Kind, failure.ConferenceId, failure.CurrentConferenceId, failure.AgentId));
        Assert.Contains($"{current} instead of {old}", failure.Message, StringComparison.Ordinal);
        Assert.Null(failure.RetCode);
        Assert.DoesNotContain("releaseAgentConf", Bench.Asked(session));
        Assert.NotNull(Bench.Control.GetConference(current));
    }

    [Fact]
    public async Task A_conference_that_is_replaced_while_it_is_verified_is_not_acted_on()
    {
        var (session, old) = await Bench.ChairWithoutEventsAsync();
        Bench.Control.AddFault(
            new Fault { Kind = FaultKind.ReplaceConference, AgentId = session.AgentId, Operation = "queryConfInfos", Count = 1 });

        var failure = await session.FailsAsync(ConferenceCalls.Release, old);

        Assert.Equal(FailureKind.ConferenceNotFound, failure.Kind);
        Assert.Equal(["queryConfInfos"], Bench.Asked(session));
    }

    [Fact]
    public async Task A_conference_that_has_ended_is_ConferenceNotFound_and_nothing_is_sent()
    {
        var (session, conferenceId) = await Bench.ChairAsync();
        Bench.Control.EndConference(conferenceId);
        await Eventually.TrueAsync(() => session.ConferenceId is null, "the end of the conference");

        var failure = await session.FailsAsync(ConferenceCalls.Release, conferenceId);

        Assert.Equal(
            (FailureKind.ConferenceNotFound, (long?)conferenceId, null, null),
            (failure.Kind, failure.ConferenceId, failure.CurrentConferenceId, failure.RetCode));
        Assert.Contains("the agent is not in the specified conference; nothing was sent", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("releaseAgentConf", Bench.Asked(session));
    }

    [Fact]
    public async Task The_reply_that_the_agent_has_no_conference_is_trusted()
    {
        var (session, conferenceId) = await Bench.ChairWithoutEventsAsync();
        Refuse(session, "101-001");

        var failure = await session.FailsAsync(ConferenceCalls.Release, conferenceId);

        Assert.Equal((FailureKind.ConferenceNotFound, null), (failure.Kind, failure.RetCode));
    }

    [Fact]
    public async Task Without_permission_to_query_the_error_is_ConferenceUnknown_with_a_remedy()
    {
        var (session, conferenceId) = await Bench.ChairWithoutEventsAsync();
        Refuse(session, "000-003");

        var failure = await session.FailsAsync(ConferenceCalls.Release, conferenceId);

        Assert.Equal(
            (FailureKind.ConferenceUnknown, (long?)conferenceId, "releaseAgentConf"),
            (failure.Kind, failure.ConferenceId, failure.Operation));
        Assert.Equal("000-003", Assert.IsType<GatewayException>(failure.InnerException).RetCode);
        Assert.Contains("the session of an inspector", failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(["queryConfInfos"], Bench.Asked(session));
    }

    [Fact]
    public async Task Without_permission_to_query_events_of_another_conference_cause_ConferenceChanged()
    {
        var (session, conferenceId) = await Bench.ChairAsync();
        Refuse(session, "000-003");

        var failure = await session.FailsAsync(ConferenceCalls.Release, conferenceId + 1000);

        Assert.Equal((FailureKind.ConferenceChanged, (long?)conferenceId), (failure.Kind, failure.CurrentConferenceId));
    }

    [Fact]
    public async Task An_ambiguous_reply_to_the_query_does_not_decide_the_operation()
    {
        var (session, conferenceId) = await Bench.ChairWithoutEventsAsync();
        Refuse(session, "100-007");

        Assert.Equal(FailureKind.ConferenceUnknown, (await session.FailsAsync(ConferenceCalls.Release, conferenceId)).Kind);
    }

    [Theory]
    [InlineData("100-006", FailureKind.NotSignedIn)]
    [InlineData("000-007", FailureKind.RepeatedCall)]
    public async Task The_failure_of_the_query_is_reported(string code, FailureKind kind)
    {
        var (session, conferenceId) = await Bench.ChairWithoutEventsAsync();
        Refuse(session, code);

        var failure = await session.FailsAsync(ConferenceCalls.Release, conferenceId);

        Assert.Equal(
            (kind, code, "queryConfInfos", (long?)conferenceId), (failure.Kind, failure.RetCode, failure.Operation, failure.ConferenceId));
        Assert.DoesNotContain("releaseAgentConf", Bench.Asked(session));
    }

    [Fact]
    public async Task A_query_without_a_reply_leaves_the_refusal_unchanged()
    {
        var (session, conferenceId) = await Bench.ChairWithoutEventsAsync();
        Bench.Control.AddFault(new Fault { Kind = FaultKind.CutBefore, AgentId = session.AgentId, Operation = "queryConfInfos" });

        var failure = await session.FailsAsync(ConferenceCalls.Release, conferenceId);

        Assert.Equal("queryConfInfos", failure.Operation);
        Assert.NotEqual(FailureKind.OutcomeUnknown, failure.Kind);
        Assert.DoesNotContain("releaseAgentConf", Bench.Asked(session));
    }

    [Fact]
    public async Task After_a_lost_poll_the_gateway_is_queried()
    {
        var (session, conferenceId) = await Bench.ChairAsync();
        Bench.Control.AddFault(
            new Fault { Kind = FaultKind.CutDuringBody, AgentId = session.AgentId, Operation = "getAgentEvent", Count = 1 });

        // The fault affects the next poll. A poll that is already held must end first.
        await Eventually.TrueAsync(
            () =>
            {
                Bench.Control.RaiseEvent(session.AgentId!.Value, "AgentState_Test");
                return !session.KnowledgeFor(ConferenceOperations.ReleaseAgentConf).IsCertain;
            },
            "the lost poll");

        _ = await session.InvokeAsync(ConferenceCalls.StopVoice, new OperationTarget(ConferenceId: conferenceId));

        Assert.Equal(["queryConfInfos", "stopVoiceToConf"], Bench.Asked(session));
    }

    [Fact]
    public async Task A_phone_with_the_number_of_the_agent_is_not_the_agent()
    {
        var (session, conferenceId) = await Bench.ChairWithoutEventsAsync();
        Bench.Control.EndConference(conferenceId);
        var other = Bench.Control.CreateConference($"{session.AgentId}", []);
        Bench.Control.AddFault(new Fault
        {
            Kind = FaultKind.RetCode,
            RetCode = "0",
            AgentId = session.AgentId,
            Operation = "queryConfInfos",
            Result = System.Text.Json.Nodes.JsonNode.Parse(
                $$"""{"confs":[{"confId":{{other}},"addresses":[{"addressType":"6","address":"{{session.AgentId}}","role":1}]}]}"""),
        });

        Assert.Equal(FailureKind.ConferenceNotFound, (await session.FailsAsync(ConferenceCalls.Release, other)).Kind);
    }

    [Fact]
    public async Task An_operation_that_the_client_refuses_causes_no_query()
    {
        var (session, conferenceId) = await Bench.ChairWithoutEventsAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(
            () => session.InvokeAsync(
                ConferenceCalls.Release, new OperationTarget(ConferenceId: conferenceId), TimeSpan.FromSeconds(1)).AsTask());

        Assert.Equal((FailureKind.InvalidArgument, (long?)conferenceId), (failure.Kind, failure.ConferenceId));
        Assert.Empty(Bench.Asked(session));
    }

    [Fact]
    public async Task The_query_can_be_canceled_and_nothing_is_sent()
    {
        var (session, conferenceId) = await Bench.ChairWithoutEventsAsync();
        Bench.Control.AddFault(new Fault { Kind = FaultKind.NoAnswer, AgentId = session.AgentId, Operation = "queryConfInfos" });
        using var cancellation = new CancellationTokenSource();
        var call = session.InvokeAsync(
            ConferenceCalls.Release, new OperationTarget(ConferenceId: conferenceId), cancellationToken: cancellation.Token).AsTask();
        await Eventually.TrueAsync(() => Bench.Asked(session).Count == 1, "the question at the gateway");

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call).WithinTimeout();
        Assert.Equal(["queryConfInfos"], Bench.Asked(session));
    }

    private void Refuse(AgwSession session, string code) =>
        Bench.Control.AddFault(
            new Fault { Kind = FaultKind.RetCode, RetCode = code, AgentId = session.AgentId, Operation = "queryConfInfos" });
}
