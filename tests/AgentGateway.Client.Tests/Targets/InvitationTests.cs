using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>The answer to an invitation is sent only for the specified conference.</summary>
public sealed class InvitationTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private Bench Bench => shared.Bench;

    public static TheoryData<string> Answers => ["answer", "reject"];

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_known_invitation_is_answered_without_a_query(string answer)
    {
        var (session, conferenceId) = await Bench.InviteAsync();

        var result = await session.InvokeAsync(Call(answer), new OperationTarget(ConferenceId: conferenceId), TargetScene.TestTimeout);

        Assert.Equal(conferenceId, result.ConferenceId);
        Assert.Equal([$"{answer}AgentConf"], Bench.Asked(session));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Another_invitation_is_ConferenceChanged(string answer)
    {
        var (session, conferenceId) = await Bench.InviteAsync();

        var failure = await session.FailsAsync(Call(answer), conferenceId + 1000);

        Assert.Equal((FailureKind.ConferenceChanged, (long?)conferenceId), (failure.Kind, failure.CurrentConferenceId));
        Assert.Empty(Bench.Asked(session));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Certainly_without_an_invitation_the_error_is_ConferenceNotFound(string answer)
    {
        var session = await Bench.SignInAsync();

        var failure = await session.FailsAsync(Call(answer), 1029888);

        Assert.Equal((FailureKind.ConferenceNotFound, null), (failure.Kind, failure.RetCode));
        Assert.Empty(Bench.Asked(session));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task With_an_unknown_invitation_the_error_is_ConferenceUnknown_unless_the_agent_is_listed(string answer)
    {
        var (session, conferenceId) = await Bench.ChairWithoutEventsAsync();

        var unknown = await session.FailsAsync(Call(answer), conferenceId + 1000);
        Assert.Equal(FailureKind.ConferenceUnknown, unknown.Kind);
        Assert.Equal(["queryConfInfos"], Bench.Asked(session));

        var listed = await session.FailsAsync(Call(answer), conferenceId);
        Assert.Equal("101-001", listed.RetCode);
        Assert.Equal(["queryConfInfos", "queryConfInfos", $"{answer}AgentConf"], Bench.Asked(session));
    }

    [Fact]
    public async Task An_answer_waits_for_the_joining_of_its_own_conference_and_not_of_another_one()
    {
        var (session, conferenceId) = await Bench.InviteAsync();
        Bench.Control.AddFault(
            new Fault { Kind = FaultKind.RetCode, RetCode = "0", AgentId = session.AgentId, Operation = "answerAgentConf" });
        var call = session.InvokeAsync(ConferenceCalls.Answer, wait: TargetScene.TestTimeout).AsTask();
        await Eventually.TrueAsync(() => Bench.Asked(session).Count == 1, "the answer at the gateway");

        Bench.Control.RaiseEvent(session.AgentId!.Value, "AgentConf_SelfJoinResult", $$"""{"confId":{{conferenceId + 1000}}}""");
        await Eventually.TrueAsync(() => session.ConferenceId == conferenceId + 1000, "the other event");
        Assert.False(call.IsCompleted);
        Bench.Control.RaiseEvent(session.AgentId.Value, "AgentConf_SelfJoinResult", $$"""{"confId":{{conferenceId}}}""");

        Assert.Equal(conferenceId, (await call.WithinTimeout()).ConferenceId);
    }

    private static OperationCall Call(string answer) => answer == "answer" ? ConferenceCalls.Answer : ConferenceCalls.Reject;
}
