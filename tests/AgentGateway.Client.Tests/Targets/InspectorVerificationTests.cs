using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>An inspector queries the conference of another agent, if that agent can't.</summary>
public sealed class InspectorVerificationTests : IAsyncLifetime
{
    private Bench _bench = null!;
    private AgwSession _inspector = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await Bench.StartAsync();
        _inspector = await _bench.SignInAsync(900);
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task The_inspector_queries_and_the_agent_acts()
    {
        var (session, conferenceId) = await _bench.ChairWithoutEventsAsync();

        _ = await session.InvokeAsync(ConferenceCalls.Release, new OperationTarget(ConferenceId: conferenceId, Inspector: _inspector));

        Assert.Equal(["queryConfInfos"], _bench.Asked(_inspector));
        Assert.Equal(["releaseAgentConf"], _bench.Asked(session));
    }

    [Fact]
    public async Task The_other_running_conference_is_found_with_twenty_conferences_in_each_query()
    {
        var (session, old) = await _bench.ChairWithoutEventsAsync();
        for (var i = 0; i < 25; i++)
        {
            _ = _bench.Control.CreateConference($"700{i}", []);
        }

        var current = _bench.Control.ReplaceConference(session.AgentId!.Value);

        var failure = await session.FailsAsync(ConferenceCalls.Release, old, _inspector);

        Assert.Equal(
            (FailureKind.ConferenceChanged, (long?)current, session.AgentId, "releaseAgentConf"),
            (failure.Kind, failure.CurrentConferenceId, failure.AgentId, failure.Operation));
        Assert.Equal(["queryConfInfos", "queryAllConfIds", "queryConfInfos", "queryConfInfos"], _bench.Asked(_inspector));
        Assert.Empty(_bench.Asked(session));
    }

    [Fact]
    public async Task An_agent_that_is_in_no_conference_is_ConferenceNotFound()
    {
        var (session, conferenceId) = await _bench.ChairWithoutEventsAsync();
        _bench.Control.EndConference(conferenceId);

        var failure = await session.FailsAsync(ConferenceCalls.Release, conferenceId, _inspector);

        Assert.Equal((FailureKind.ConferenceNotFound, null), (failure.Kind, failure.RetCode));
        Assert.Empty(_bench.Asked(session));
    }

    [Fact]
    public async Task A_conference_that_runs_without_the_agent_is_not_its_conference()
    {
        var (session, conferenceId) = await _bench.ChairWithoutEventsAsync();
        var (_, foreign) = await _bench.ChairWithoutEventsAsync();

        var failure = await session.FailsAsync(ConferenceCalls.Release, foreign, _inspector);

        Assert.Equal((FailureKind.ConferenceChanged, (long?)conferenceId), (failure.Kind, failure.CurrentConferenceId));
    }

    [Fact]
    public async Task An_agent_that_is_no_inspector_gets_an_error_with_a_remedy()
    {
        var (session, conferenceId) = await _bench.ChairWithoutEventsAsync();
        var otherAgent = await _bench.SignInAsync();

        var failure = await session.FailsAsync(ConferenceCalls.Release, conferenceId, otherAgent);

        Assert.Equal((FailureKind.ConferenceUnknown, "101-004"), (failure.Kind, ((GatewayException)failure.InnerException!).RetCode));
        Assert.Empty(_bench.Asked(session));
    }

    [Fact]
    public async Task An_inspector_that_is_no_longer_signed_in_is_reported()
    {
        var (session, conferenceId) = await _bench.ChairWithoutEventsAsync();
        _bench.Control.SignOut(900);

        var failure = await session.FailsAsync(ConferenceCalls.Release, conferenceId, _inspector);

        Assert.Equal((FailureKind.NotSignedIn, (int?)900, (long?)conferenceId), (failure.Kind, failure.AgentId, failure.ConferenceId));
        Assert.Empty(_bench.Asked(session));
    }

    [Fact]
    public async Task An_inspector_at_another_gateway_is_not_queried_even_for_the_same_conference_ID()
    {
        await using var other = await Bench.StartAsync();
        var (session, conferenceId) = await _bench.ChairWithoutEventsAsync();
        var (_, same) = await other.ChairWithoutEventsAsync();
        var otherAgent = await other.SignInAsync(900);
        Assert.Equal(conferenceId, same);

        var failure = await session.FailsAsync(ConferenceCalls.Release, conferenceId, otherAgent);

        Assert.Equal(FailureKind.InvalidArgument, failure.Kind);
        Assert.Contains(other.Gateway.Authority, failure.Message, StringComparison.Ordinal);
        Assert.Empty(_bench.Asked(session));
        Assert.Empty(other.Asked(otherAgent));
    }

    [Fact]
    public async Task A_shared_session_is_no_inspector()
    {
        var (session, conferenceId) = await _bench.ChairWithoutEventsAsync();
        var shared = await AgwSession.AttachAsync(_bench.Gateway, Secrets.Of(_inspector));

        var failure = await session.FailsAsync(ConferenceCalls.Release, conferenceId, shared);

        Assert.Equal(FailureKind.InvalidArgument, failure.Kind);
        Assert.Empty(_bench.Asked(session));
    }

    [Fact]
    public async Task A_running_conference_is_found_by_its_ID_and_another_is_not()
    {
        var (session, conferenceId) = await _bench.ChairWithoutEventsAsync(
            new ParticipantAddress(ParticipantAddress.PhoneNumber, "88887946"));

        var found = await _inspector.FindConferenceAsync(conferenceId);

        Assert.Equal((conferenceId, session.AgentId, _bench.Gateway.Address), (found!.ConferenceId, found.AgentId, found.Gateway));
        Assert.All(found.Participants, one => Assert.Equal(_bench.Gateway.Address, one.Gateway));
        Assert.Null(await _inspector.FindConferenceAsync(conferenceId + 1000));
    }
}
