using System.Text;

namespace AgentGateway.Client.Tests;

/// <summary>An agent that may not list all conferences gets its own. It gets none only if this is certain.</summary>
public sealed class OwnConferenceTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private Bench Bench => shared.Bench;

    [Fact]
    public async Task An_agent_that_is_in_a_conference_sees_it()
    {
        var (session, conferenceId) = await Bench.ChairAsync();

        Assert.Equal(conferenceId, Assert.Single(await session.GetVisibleConferencesAsync()).ConferenceId);
    }

    [Fact]
    public async Task An_agent_that_has_just_signed_in_or_has_left_its_conference_sees_none()
    {
        var session = await Bench.SignInAsync();
        Assert.Empty(await session.GetVisibleConferencesAsync());

        _ = await session.InvokeAsync(ConferenceCalls.Request(new ConferenceRequest { MemberCount = 2 }), wait: TargetScene.TestTimeout);
        _ = await session.InvokeAsync(ConferenceCalls.Release, wait: TargetScene.TestTimeout);

        Assert.Empty(await session.GetVisibleConferencesAsync());
    }

    [Fact]
    public async Task A_late_end_of_another_conference_does_not_hide_the_running_one()
    {
        var (session, conferenceId) = await Bench.ChairAsync();
        var reader = session.ReadEvents();

        Bench.Control.RaiseEvent(session.AgentId!.Value, "AgentConf_SelfLeaveResult", """{"confId":1}""");
        _ = await reader.ReadAsync().AsTask().WithinTimeout();

        Assert.Equal(conferenceId, session.ConferenceId);
        Assert.Equal(conferenceId, Assert.Single(await session.GetVisibleConferencesAsync()).ConferenceId);
    }

    [Fact]
    public async Task A_session_without_events_does_not_claim_that_there_is_no_conference()
    {
        var (session, _) = await Bench.ChairWithoutEventsAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.GetVisibleConferencesAsync());

        Assert.Equal(
            (FailureKind.ConferenceUnknown, session.AgentId, "101-004"),
            (failure.Kind, failure.AgentId, ((GatewayException)failure.InnerException!).RetCode));
        Assert.Contains("the session of an inspector", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_after_a_forced_sign_in_does_not_claim_that_there_is_no_conference()
    {
        var session = await Bench.SignInAsync(Bench.Request(Bench.NextAgent()) with { Force = true });

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.GetVisibleConferencesAsync());

        Assert.Equal(FailureKind.ConferenceUnknown, failure.Kind);
    }

    [Fact]
    public async Task A_shared_session_does_not_claim_that_there_is_no_conference()
    {
        var (owner, _) = await Bench.ChairWithoutEventsAsync();
        var shared = await AgwSession.AttachAsync(Bench.Gateway, Secrets.Of(owner));

        var failure = await Assert.ThrowsAsync<GatewayException>(() => shared.GetVisibleConferencesAsync(owner.AgentId));

        Assert.Equal((FailureKind.ConferenceUnknown, owner.AgentId), (failure.Kind, failure.AgentId));
    }

    [Fact]
    public async Task The_conference_of_an_attached_session_is_verified_by_a_query()
    {
        var owner = await Bench.SignInAsync();
        await owner.DetachAsync();
        var session = Bench.Keep(await AgwSession.AttachAsync(Bench.Gateway, Secrets.Of(owner), owner.AgentId, poll: true));
        var conferenceId = Bench.Control.ReplaceConference(owner.AgentId!.Value);
        await Eventually.TrueAsync(() => session.ConferenceId == conferenceId, "the conference");

        Assert.Equal(conferenceId, Assert.Single(await session.GetVisibleConferencesAsync()).ConferenceId);

        Bench.Control.EndConference(conferenceId);
        await Eventually.TrueAsync(() => session.ConferenceId is null, "the end");
        Assert.Equal(
            FailureKind.ConferenceUnknown, (await Assert.ThrowsAsync<GatewayException>(() => session.GetVisibleConferencesAsync())).Kind);
    }

    [Fact]
    public async Task An_event_contains_its_gateway()
    {
        var session = await Bench.SignInAsync();

        Assert.Equal(Bench.Gateway.Address, (await session.ReadEvents(fromStart: true).ReadAsync().AsTask().WithinTimeout())!.Gateway);
    }

    [Fact]
    public void A_chairperson_that_is_a_phone_is_no_agent()
    {
        const string json = """{"confs":[{"confId":7,"addresses":[{"addressType":"6","address":"102","role":1}"""
            + """,{"addressType":"9","address":"103","role":0}]},{"confId":8"""
                + ""","addresses":[{"addressType":"9","address":"102","role":1}]}]}""";

        var conferences = ConferenceResults.Conferences(Encoding.UTF8.GetBytes(json), new Uri("https://gw:8043"))!;

        Assert.Equal([null, 102], conferences.Select(conference => conference.AgentId));
        Assert.All(conferences[0].Participants, participant => Assert.Null(participant.AgentId));
    }
}
