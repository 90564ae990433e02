using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>Creates agents with conferences, and their sessions.</summary>
internal static class TargetScene
{
    public static readonly TimeSpan TestTimeout = TimeSpan.FromSeconds(10);

    /// <summary>A chairperson whose own session polls and has received the event of its conference.</summary>
    public static async Task<(AgwSession Session, long ConferenceId)> ChairAsync(this Bench bench)
    {
        var session = await bench.SignInAsync();
        var granted = await session.InvokeAsync(ConferenceCalls.Request(new ConferenceRequest { MemberCount = 10 }), wait: TestTimeout);
        return (session, granted.ConferenceId!.Value);
    }

    /// <summary>A chairperson whose session was attached without polling, so it receives no events.</summary>
    public static async Task<(AgwSession Session, long ConferenceId)> ChairWithoutEventsAsync(
        this Bench bench, params ParticipantAddress[] participants)
    {
        var owner = await bench.SignInAsync();
        await owner.DetachAsync();
        var conferenceId = bench.Control.CreateConference(owner.AgentId!.Value, participants);
        return (await AgwSession.AttachAsync(bench.Gateway, Secrets.Of(owner), owner.AgentId), conferenceId);
    }

    /// <summary>The session of an agent that is invited to a conference and has received the event.</summary>
    public static async Task<(AgwSession Session, long ConferenceId)> InviteAsync(this Bench bench)
    {
        var (chairperson, conferenceId) = await bench.ChairAsync();
        var invited = await bench.SignInAsync();
        _ = await chairperson.InvokeAsync(ConferenceCalls.AddParticipants([new Invitee($"{invited.AgentId}", AddressType.AgentId)]));
        await Eventually.TrueAsync(() => invited.KnowledgeFor(ConferenceOperations.AnswerAgentConf).Is(conferenceId), "the invitation");
        return (invited, conferenceId);
    }

    /// <summary>The error of an operation with a specified conference.</summary>
    public static async Task<GatewayException> FailsAsync(
        this AgwSession session, OperationCall call, long conferenceId, AgwSession? inspector = null) =>
        await Assert.ThrowsAsync<GatewayException>(
            () => session.InvokeAsync(
                call, new OperationTarget(ConferenceId: conferenceId, Inspector: inspector)).AsTask()).WithinTimeout();

    /// <summary>The operations that the agent of a session has sent, without sign-ins, polls and queries of its own state.</summary>
    public static IReadOnlyList<string> Asked(this Bench bench, AgwSession session) =>
        [
            .. bench.Seen(session.AgentId!.Value)
                .Select(request => request.Operation!)
                .Where(
                    operation => operation is not ("login" or "forceLogin" or "getAgentEvent" or "getAgentStatus" or "requestAgentConf")),
        ];
}
