using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>A forgotten conference is ended, and only that one. Nobody stays signed in.</summary>
public sealed class ConferenceCleanupTests
{
    [Fact]
    public async Task An_abandoned_conference_is_ended_with_five_requests_and_its_chairperson_is_signed_out()
    {
        await using var scene = await CleanupScene.StartAsync();
        var found = await scene.FindAsync();
        scene.Control.ClearRequests();

        var result = await scene.ClearAsync(found, new CleanupRequest
        {
            Credential = scene.Request().Credential,
            ReadAt = scene.Inspector.Transport.Clock.GetTimestamp(),
        });

        Assert.Equal((CleanupOutcome.Ended, "0", null, null), (result.Outcome, result.RetCode, result.Error, result.SignOutError));
        Assert.Equal((scene.ConferenceId, scene.Chairperson, 2), (result.ConferenceId, result.AgentId, result.ParticipantCount));
        Assert.Equal((found.StartTime, found.Elapsed), (result.StartTime, result.Elapsed));
        Assert.False(scene.IsRunning);
        Assert.False(scene.IsSignedIn);
        Assert.Equal(["login", "releaseAgentConf", "logout"], scene.Asked);
        Assert.Equal(["queryConfInfos", "queryConfInfos"], scene.Bench.Seen(900).Select(request => request.Operation!)
            .Where(operation => operation != "getAgentEvent"));
    }

    [Fact]
    public async Task The_chairperson_gets_no_calls_while_it_is_signed_in()
    {
        await using var scene = await CleanupScene.StartAsync();

        _ = await scene.ClearAsync();

        var body = Assert.Single(scene.Bench.Seen(scene.Chairperson, "login")).Body;
        Assert.Matches("\"status\":\"?3\"?", body!);
        Assert.Contains("\"autoanswer\":false", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conference_that_has_ended_since_is_gone_and_nobody_is_signed_in_for_it()
    {
        await using var scene = await CleanupScene.StartAsync();
        var found = await scene.FindAsync();
        scene.Control.EndConference(scene.ConferenceId);

        var result = await scene.ClearAsync(found);

        Assert.Equal(CleanupOutcome.Gone, result.Outcome);
        Assert.Empty(scene.Asked);
    }

    [Fact]
    public async Task A_conference_that_was_replaced_since_is_gone_and_the_new_one_continues()
    {
        await using var scene = await CleanupScene.StartAsync();
        var found = await scene.FindAsync();
        var current = scene.Control.ReplaceConference(scene.Chairperson);

        var result = await scene.ClearAsync(found);

        Assert.Equal(CleanupOutcome.Gone, result.Outcome);
        Assert.NotNull(scene.Control.GetConference(current));
        Assert.Empty(scene.Asked);
    }

    [Fact]
    public async Task A_conference_that_is_replaced_during_the_sign_in_is_changed_and_the_new_one_continues()
    {
        await using var scene = await CleanupScene.StartAsync();
        var current = 0L;
        scene.OnOpened = () => current = scene.Control.ReplaceConference(scene.Chairperson);

        var result = await scene.ClearAsync();

        Assert.Equal(CleanupOutcome.Changed, result.Outcome);
        Assert.Contains($"{current} instead of {scene.ConferenceId}", result.Error, StringComparison.Ordinal);
        Assert.NotNull(scene.Control.GetConference(current));
        Assert.DoesNotContain("releaseAgentConf", scene.Asked);
        Assert.DoesNotContain("forceLogout", scene.Asked);
    }

    [Fact]
    public async Task A_conference_that_ends_during_the_sign_in_is_gone_and_the_agent_is_signed_out()
    {
        await using var scene = await CleanupScene.StartAsync();
        scene.OnOpened = () => scene.Control.EndConference(scene.ConferenceId);

        var result = await scene.ClearAsync();

        Assert.Equal((CleanupOutcome.Gone, null), (result.Outcome, result.SignOutError));
        Assert.False(scene.IsSignedIn);
        Assert.DoesNotContain("releaseAgentConf", scene.Asked);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_conference_with_another_chairperson_is_Changed_and_continues(bool isForced)
    {
        await using var scene = await CleanupScene.StartAsync();
        var found = await scene.FindAsync();
        var saved = Copy(found, agentId: scene.Bench.NextAgent(), found.StartTime);

        var result = await scene.ClearAsync(saved, scene.Request(isForced));

        Assert.Equal(CleanupOutcome.Changed, result.Outcome);
        Assert.Contains($"is {scene.Chairperson}", result.Error, StringComparison.Ordinal);
        Assert.True(scene.IsRunning);
        Assert.Empty(scene.Bench.Seen(saved.AgentId!.Value));
    }

    [Fact]
    public async Task A_conference_whose_chairperson_hands_it_over_during_the_sign_in_is_changed_and_continues()
    {
        await using var scene = await CleanupScene.StartAsync();
        scene.AddFault(FaultKind.RetCode, "releaseAgentConf", fault => fault with { RetCode = "101-002" });

        var result = await scene.ClearAsync();

        Assert.Equal((CleanupOutcome.Changed, "101-002"), (result.Outcome, result.RetCode));
        Assert.True(scene.IsRunning);
    }

    [Fact]
    public async Task A_conference_with_the_same_ID_that_began_at_another_time_is_changed_and_continues()
    {
        await using var scene = await CleanupScene.StartAsync();
        var found = await scene.FindAsync();

        var result = await scene.ClearAsync(Copy(found, found.AgentId, found.StartTime - TimeSpan.FromDays(1)));

        Assert.Equal(CleanupOutcome.Changed, result.Outcome);
        Assert.True(scene.IsRunning);
        Assert.Empty(scene.Asked);
    }

    [Fact]
    public async Task The_conference_of_a_chairperson_who_is_signed_in_elsewhere_is_not_ended()
    {
        await using var scene = await CleanupScene.StartAsync();
        var atWork = await scene.Bench.SignInAsync(scene.Chairperson);

        var result = await scene.ClearAsync();

        Assert.Equal((CleanupOutcome.InUse, "100-002"), (result.Outcome, result.RetCode));
        Assert.True(scene.IsRunning);
        Assert.Equal(SessionState.SignedIn, atWork.State);
        Assert.Equal(0, scene.Opened);
    }

    [Fact]
    public async Task With_Force_a_chairperson_who_is_signed_in_elsewhere_is_taken_over_and_signed_out()
    {
        await using var scene = await CleanupScene.StartAsync();
        _ = await scene.Bench.SignInAsync(scene.Chairperson);

        var result = await scene.ClearAsync(scene.Request(force: true));

        Assert.Equal(CleanupOutcome.Ended, result.Outcome);
        Assert.False(scene.IsRunning);
        Assert.False(scene.IsSignedIn);
    }

    [Fact]
    public async Task With_Force_nobody_is_interrupted_for_a_conference_that_has_just_ended()
    {
        await using var scene = await CleanupScene.StartAsync();
        var atWork = await scene.Bench.SignInAsync(scene.Chairperson);
        var found = await scene.FindAsync();
        scene.Control.EndConference(scene.ConferenceId);

        var result = await scene.ClearAsync(found, new CleanupRequest
        {
            Credential = scene.Request().Credential,
            Force = true,
            ReadAt = scene.Inspector.Transport.Clock.GetTimestamp(),
        });

        Assert.Equal(CleanupOutcome.Gone, result.Outcome);
        Assert.Equal(SessionState.SignedIn, atWork.State);
    }

    [Fact]
    public async Task The_session_of_a_chairperson_is_used_and_kept()
    {
        await using var scene = await CleanupScene.StartAsync();
        var own = await scene.Bench.SignInAsync(scene.Chairperson);

        var result = await scene.ClearAsync(scene.Request(session: own));

        Assert.Equal(CleanupOutcome.Ended, result.Outcome);
        Assert.Equal((SessionState.SignedIn, true), (own.State, scene.IsSignedIn));
        Assert.Equal(0, scene.Opened);
        _ = await own.GetStatusAsync();
    }

    [Fact]
    public async Task A_conference_that_the_inspector_leads_is_ended_by_its_own_session()
    {
        await using var bench = await Bench.StartAsync();
        var inspector = await bench.SignInAsync(900);
        var id = bench.Control.CreateConference(900, []);
        var found = (await inspector.FindConferenceAsync(id))!;

        var result = await inspector.ClearConferenceAsync(found, new CleanupRequest { Session = inspector }).WithinTimeout();

        Assert.Equal(CleanupOutcome.Ended, result.Outcome);
        Assert.Equal(SessionState.SignedIn, inspector.State);
    }

    [Fact]
    public async Task A_conference_without_a_chairperson_is_failed_with_a_reason()
    {
        await using var scene = await CleanupScene.StartAsync();
        var id = scene.Control.CreateConference("7009999", []);
        var found = (await scene.Inspector.FindConferenceAsync(id))!;

        var result = await scene.ClearAsync(found);

        Assert.Equal((CleanupOutcome.Failed, (int?)null), (result.Outcome, result.AgentId));
        Assert.Contains("reports no chairperson", result.Error, StringComparison.Ordinal);
        Assert.Contains($"conference {id}", result.Error, StringComparison.Ordinal);
        Assert.Equal(id, result.Failure!.ConferenceId);
    }

    [Fact]
    public async Task A_wrong_password_is_a_failure_and_the_conference_continues()
    {
        await using var scene = await CleanupScene.StartAsync();

        var result = await scene.ClearAsync(scene.Request(password: "wrong-Password9"));

        Assert.Equal((CleanupOutcome.Failed, "100-004"), (result.Outcome, result.RetCode));
        Assert.DoesNotContain("wrong-Password9", result.Error, StringComparison.Ordinal);
        Assert.True(scene.IsRunning);
    }

    [Fact]
    public async Task A_session_of_another_agent_is_refused()
    {
        await using var scene = await CleanupScene.StartAsync();

        var result = await scene.ClearAsync(scene.Request(session: await scene.Bench.SignInAsync()));

        Assert.Equal((CleanupOutcome.Failed, FailureKind.InvalidArgument), (result.Outcome, result.Failure!.Kind));
        Assert.True(scene.IsRunning);
    }

    [Fact]
    public async Task A_plan_changes_nothing_and_reports_chairpersons_who_are_signed_in_elsewhere()
    {
        await using var scene = await CleanupScene.StartAsync();
        var found = await scene.FindAsync();

        var planned = await scene.Inspector.PlanConferenceAsync(found, new CleanupRequest()).WithinTimeout();
        _ = await scene.Bench.SignInAsync(scene.Chairperson);
        var atWork = await scene.Inspector.PlanConferenceAsync(found, new CleanupRequest()).WithinTimeout();
        var forced = await scene.Inspector.PlanConferenceAsync(found, new CleanupRequest { Force = true }).WithinTimeout();

        Assert.Equal(
            [CleanupOutcome.Planned, CleanupOutcome.InUse, CleanupOutcome.Planned], [planned.Outcome, atWork.Outcome, forced.Outcome]);
        Assert.True(scene.IsRunning);
        Assert.Equal(["login"], scene.Asked.Where(operation => operation != "getAgentEvent"));
    }

    private static Conference Copy(Conference found, int? agentId, DateTimeOffset? startTime) => new()
    {
        ConferenceId = found.ConferenceId,
        AgentId = agentId,
        StartTime = startTime,
        Elapsed = found.Elapsed,
        Participants = found.Participants,
        Gateway = found.Gateway,
    };
}
