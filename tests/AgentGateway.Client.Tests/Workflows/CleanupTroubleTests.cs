using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>A cleanup of a gateway that fails, is slow, or restarts, and a cleanup that is canceled.</summary>
public sealed class CleanupTroubleTests
{
    [Theory]
    [InlineData(FaultKind.CutAfter, CleanupOutcome.Ended, false)]
    [InlineData(FaultKind.NotJson, CleanupOutcome.Ended, false)]
    public async Task If_the_reply_to_the_release_is_lost_the_gateway_is_queried_whether_the_conference_is_still_running(
        FaultKind fault, CleanupOutcome outcome, bool isRunning)
    {
        await using var scene = await CleanupScene.StartAsync();
        scene.AddFault(fault, "releaseAgentConf");

        var result = await scene.ClearAsync();

        Assert.Equal((outcome, isRunning, false), (result.Outcome, scene.IsRunning, scene.IsSignedIn));
        Assert.Single(scene.Bench.Seen(scene.Chairperson, "releaseAgentConf"));
    }

    [Fact]
    public async Task If_the_release_may_have_been_carried_out_and_the_conference_still_runs_the_outcome_is_unknown()
    {
        await using var scene = await CleanupScene.StartAsync();
        scene.AddFault(FaultKind.RetCode, "releaseAgentConf", fault => fault with { RetCode = "100-007" });

        var result = await scene.ClearAsync();

        Assert.Equal((CleanupOutcome.Unknown, "100-007"), (result.Outcome, result.RetCode));
        Assert.Equal(FailureKind.OutcomeUnknown, result.Failure!.Kind);
    }

    [Fact]
    public async Task A_conference_that_does_not_end_in_time_after_its_release_is_unknown()
    {
        await using var scene = await CleanupScene.StartAsync();
        scene.AddFault(FaultKind.StringResult, "releaseAgentConf", fault => fault with { Acted = false });

        var result = await scene.ClearAsync(new CleanupRequest
        {
            Credential = scene.Request().Credential,
            Timeout = TimeSpan.FromMilliseconds(250),
            Sessions = scene,
        });

        Assert.Equal((CleanupOutcome.Unknown, FailureKind.WaitTimeout), (result.Outcome, result.Failure!.Kind));
        Assert.True(scene.IsRunning);
    }

    [Fact]
    public async Task If_the_end_cannot_be_confirmed_the_outcome_is_unknown()
    {
        await using var scene = await CleanupScene.StartAsync();
        scene.Control.AddFault(new Fault { Kind = FaultKind.Latency, AgentId = 900, Operation = "queryConfInfos", Count = 3 });
        scene.Control.AddFault(
            new Fault { Kind = FaultKind.RetCode, AgentId = 900, Operation = "queryConfInfos", RetCode = "100-006" });

        var result = await scene.ClearAsync();

        Assert.Equal((CleanupOutcome.Unknown, FailureKind.OutcomeUnknown), (result.Outcome, result.Failure!.Kind));
        Assert.False(scene.IsSignedIn);
    }

    [Theory]
    [InlineData(FaultKind.NullResult)]
    [InlineData(FaultKind.AbsentResult)]
    [InlineData(FaultKind.TextResult)]
    [InlineData(FaultKind.StringResult)]
    [InlineData(FaultKind.BooleanResult)]
    public async Task A_confirmation_without_a_list_of_conferences_does_not_show_that_the_conference_has_ended(FaultKind fault)
    {
        await using var scene = await CleanupScene.StartAsync();
        scene.AddFault(FaultKind.RetCode, "releaseAgentConf", reply => reply with { RetCode = "0" });
        scene.OnOpened = () =>
        {
            // The first query verifies the conference before its release.
            scene.Control.AddFault(new Fault { Kind = FaultKind.Latency, AgentId = 900, Operation = "queryConfInfos", Count = 1 });
            scene.Control.AddFault(new Fault { Kind = fault, AgentId = 900, Operation = "queryConfInfos", Count = 1 });
        };

        var result = await scene.ClearAsync();

        Assert.Equal((CleanupOutcome.Unknown, FailureKind.OutcomeUnknown), (result.Outcome, result.Failure!.Kind));
        Assert.True(scene.IsRunning);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_conference_that_has_the_same_number_but_began_during_the_sign_in_is_changed_and_continues(bool force)
    {
        await using var scene = await CleanupScene.StartAsync();
        scene.OnOpened = () => scene.Control.AgeConference(scene.ConferenceId, 60);

        var result = await scene.ClearAsync(scene.Request(force));

        Assert.Equal((CleanupOutcome.Changed, true), (result.Outcome, scene.IsRunning));
        Assert.DoesNotContain("releaseAgentConf", scene.Asked);

        // The agent is in the call of another conference, so the sign-out is not forced. The gateway signs out the agent in two minutes.
        Assert.DoesNotContain("forceLogout", scene.Asked);
        Assert.Contains("100-010", result.SignOutError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task If_the_inspector_is_signed_out_in_the_middle_the_chairperson_is_signed_out_nevertheless()
    {
        await using var scene = await CleanupScene.StartAsync();
        scene.OnOpened = () => scene.Control.SignOut(900);

        var result = await scene.ClearAsync();

        Assert.Equal((CleanupOutcome.Failed, null), (result.Outcome, result.SignOutError));
        Assert.Equal((true, false), (scene.IsRunning, scene.IsSignedIn));
    }

    [Fact]
    public async Task If_the_reply_to_the_sign_in_is_lost_the_result_says_that_the_agent_may_be_signed_in()
    {
        await using var scene = await CleanupScene.StartAsync();
        scene.AddFault(FaultKind.CutAfter, "login");

        var result = await scene.ClearAsync();

        Assert.Equal((CleanupOutcome.Failed, FailureKind.OutcomeUnknown), (result.Outcome, result.Failure!.Kind));
        Assert.Equal(result.Error, result.SignOutError);
        Assert.True(scene.IsRunning);
    }

    [Fact]
    public async Task A_gateway_that_restarts_in_the_middle_is_a_failure_and_the_conference_continues()
    {
        await using var scene = await CleanupScene.StartAsync();
        scene.OnOpened = scene.Control.Restart;

        var result = await scene.ClearAsync();

        Assert.Equal(CleanupOutcome.Failed, result.Outcome);
        Assert.NotNull(result.Error);
        Assert.Equal((true, false), (scene.IsRunning, scene.IsSignedIn));
    }

    [Fact]
    public async Task A_user_who_takes_the_session_back_during_the_clean_up_keeps_it()
    {
        await using var scene = await CleanupScene.StartAsync();
        AgwSession? atWork = null;
#pragma warning disable VSTHRD002 // The cleanup continues only after the person has signed in.
        scene.OnOpened = () => atWork = scene.Bench.Keep(
            AgwSession.SignInAsync(scene.Bench.Gateway, Bench.Request(scene.Chairperson) with { Force = true }).GetAwaiter().GetResult());
#pragma warning restore VSTHRD002

        var result = await scene.ClearAsync();

        Assert.Equal(CleanupOutcome.Failed, result.Outcome);
        Assert.Equal((true, true), (scene.IsRunning, scene.IsSignedIn));
        _ = await atWork!.GetStatusAsync();
    }

    [Fact]
    public async Task A_sign_out_that_is_refused_for_a_moment_is_repeated_and_never_forced()
    {
        await using var scene = await CleanupScene.StartAsync();
        scene.AddFault(FaultKind.RetCode, "logout", fault => fault with { RetCode = "100-010", Count = 2 });

        var result = await scene.ClearAsync();

        Assert.Equal((CleanupOutcome.Ended, null, false), (result.Outcome, result.SignOutError, scene.IsSignedIn));
        Assert.Equal(3, scene.Bench.Seen(scene.Chairperson, "logout").Length);
    }

    [Fact]
    public async Task A_failed_sign_out_is_reported_with_the_result()
    {
        await using var scene = await CleanupScene.StartAsync();
        scene.AddFault(FaultKind.RetCode, "logout", fault => fault with { RetCode = "100-009" });

        var result = await scene.ClearAsync();

        Assert.Equal(CleanupOutcome.Ended, result.Outcome);
        Assert.Contains("100-009", result.SignOutError, StringComparison.Ordinal);
        Assert.Equal((1, 1), (scene.Opened, scene.Closed));
    }

    [Fact]
    public async Task After_a_cancellation_before_the_release_the_chairperson_of_the_running_conference_is_signed_out()
    {
        await using var scene = await CleanupScene.StartAsync();
        using var cancellation = new CancellationTokenSource();
        scene.OnOpened = cancellation.Cancel;

        var clearing = scene.Inspector.ClearConferenceAsync(await scene.FindAsync(), scene.Request(), cancellation.Token);

        Assert.Null(await OutcomeOfAsync(clearing));
        await scene.LateAsync();
        Assert.Equal((true, false), (scene.IsRunning, scene.IsSignedIn));
        Assert.Equal(["login", "logout", "forceLogout"], scene.Asked);
    }

    [Theory]
    [InlineData("login")]
    [InlineData("releaseAgentConf")]
    [InlineData("logout")]
    public async Task After_a_cancellation_in_any_phase_nobody_stays_signed_in(string operation)
    {
        await using var scene = await CleanupScene.StartAsync();
        using var cancellation = new CancellationTokenSource();
        scene.AddFault(FaultKind.Latency, operation, fault => fault with { Milliseconds = 300 });

        var clearing = scene.Inspector.ClearConferenceAsync(await scene.FindAsync(), scene.Request(), cancellation.Token);
        await Eventually.TrueAsync(() => scene.Asked.Contains(operation), $"{operation} is sent");
        await cancellation.CancelAsync();
        var outcome = await OutcomeOfAsync(clearing);

        Assert.Equal(
            operation switch
            {
                "login" => null,
                "releaseAgentConf" => CleanupOutcome.Unknown,
                _ => CleanupOutcome.Ended,
            },
            outcome);
        await scene.LateAsync();
        Assert.False(scene.IsSignedIn);
        Assert.Equal(scene.Opened, scene.Closed);
    }

    [Fact]
    public async Task A_cancellation_while_the_end_is_confirmed_is_an_unknown_outcome()
    {
        await using var scene = await CleanupScene.StartAsync();
        using var cancellation = new CancellationTokenSource();
        scene.AddFault(FaultKind.StringResult, "releaseAgentConf", fault => fault with { Acted = false });

        var clearing = scene.Inspector.ClearConferenceAsync(await scene.FindAsync(), scene.Request(), cancellation.Token);
        var before = scene.Bench.Seen(900, "queryConfInfos").Length;
        await Eventually.TrueAsync(
            () => scene.Asked.Contains("releaseAgentConf") && scene.Bench.Seen(900, "queryConfInfos").Length >= before + 1,
            "the confirmation");
        await cancellation.CancelAsync();

        Assert.Equal(CleanupOutcome.Unknown, await OutcomeOfAsync(clearing));
    }

    [Fact]
    public async Task A_clean_up_that_is_repeated_finds_the_conference_gone()
    {
        await using var scene = await CleanupScene.StartAsync();
        var found = await scene.FindAsync();

        var first = await scene.ClearAsync(found);
        var second = await scene.ClearAsync(found);

        Assert.Equal([CleanupOutcome.Ended, CleanupOutcome.Gone], [first.Outcome, second.Outcome]);
        Assert.Single(scene.Bench.Seen(scene.Chairperson, "login"));
    }

    private static async Task<CleanupOutcome?> OutcomeOfAsync(Task<AgwCleanupResult> clearing)
    {
        try
        {
            return (await clearing.WithinTimeout()).Outcome;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
