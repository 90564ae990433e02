using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>Attaching to a session of another program doesn't affect the owner of the session.</summary>
public sealed class AttachTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private Bench Bench => shared.Bench;

    [Fact]
    public async Task Attaching_checks_the_GUID_with_a_single_read()
    {
        var owner = await Bench.SignInAsync();
        await owner.DetachAsync();
        Bench.Control.ClearRequests();

        var session = await AgwSession.AttachAsync(Bench.Gateway, Secrets.Of(owner), owner.AgentId);
        await Task.Delay(100);

        Assert.Equal("getAgentStatus", Assert.Single(Bench.Seen(owner.AgentId!.Value)).Operation);
        Assert.Equal((SessionState.Attached, false, owner.AgentId), (session.State, session.IsPolling, session.AgentId));
        Assert.Null(session.SignedInAt);
        Assert.Null(session.VdnId);
    }

    [Fact]
    public async Task An_attached_session_sends_calls_and_is_detached_without_a_sign_out()
    {
        var owner = await Bench.SignInAsync();
        var session = await AgwSession.AttachAsync(Bench.Gateway, Secrets.Of(owner), owner.AgentId);

        _ = await session.InvokeAsync(AgentCalls.SayBusy());
        await session.DetachAsync();

        Assert.Equal(SessionState.SignedOut, session.State);
        Assert.Equal(AgentState.Busy, (await owner.GetStatusAsync()).State);
        Assert.Empty(Bench.Seen(owner.AgentId!.Value, "logout"));
    }

    [Theory]
    [InlineData("279fe21d-2caa-4437-84c3-ab9e9dae20f5.AgentGateway0", "000-003", FailureKind.PermissionDenied)]
    public async Task A_GUID_that_is_not_accepted_creates_no_session(string guid, string code, FailureKind kind)
    {
        var owner = await Bench.SignInAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(
            () => AgwSession.AttachAsync(Bench.Gateway, guid, owner.AgentId)).WithinTimeout();

        Assert.Equal((kind, code), (failure.Kind, failure.RetCode));
        Assert.DoesNotContain(guid, failure.ToString(), StringComparison.Ordinal);
        Assert.Single(Bench.Seen(owner.AgentId!.Value, "getAgentStatus"));
    }

    [Fact]
    public async Task A_GUID_of_an_agent_that_is_signed_out_creates_no_session()
    {
        var owner = await Bench.SignInAsync();
        Bench.Control.ChangeAgent(owner.AgentId!.Value, new AgentChange { State = (int)AgentState.SignedOut });

        var failure = await Assert.ThrowsAsync<GatewayException>(
            () => AgwSession.AttachAsync(Bench.Gateway, Secrets.Of(owner), owner.AgentId, poll: true)).WithinTimeout();

        Assert.Equal((FailureKind.NotSignedIn, "getAgentStatus", owner.AgentId), (failure.Kind, failure.Operation, failure.AgentId));
    }

    [Theory]
    [InlineData(FaultKind.AbsentResult)]
    [InlineData(FaultKind.NullResult)]
    [InlineData(FaultKind.StringResult)]
    public async Task A_reply_without_the_state_of_the_agent_creates_no_session(FaultKind kind)
    {
        var owner = await Bench.SignInAsync();
        Bench.Control.AddFault(new Fault { Kind = kind, AgentId = owner.AgentId, Operation = "getAgentStatus", Count = 1 });

        var failure = await Assert.ThrowsAsync<GatewayException>(
            () => AgwSession.AttachAsync(Bench.Gateway, Secrets.Of(owner), owner.AgentId)).WithinTimeout();

        Assert.Equal(FailureKind.BadReply, failure.Kind);
    }

    [Fact]
    public async Task A_GUID_of_an_agent_that_is_not_signed_in_is_a_NotSignedIn() =>
        Assert.Equal(
            FailureKind.NotSignedIn,
            (await Assert.ThrowsAsync<GatewayException>(() => AgwSession.AttachAsync(Bench.Gateway, "abc", Bench.NextAgent()))).Kind);

    [Fact]
    public async Task An_attached_session_that_polls_receives_events_and_new_GUIDs()
    {
        var owner = await Bench.SignInAsync();
        await owner.DetachAsync();
        var session = Bench.Keep(await AgwSession.AttachAsync(Bench.Gateway, Secrets.Of(owner), owner.AgentId, poll: true));
        var reader = session.ReadEvents(fromStart: true);

        Bench.Control.RotateGuid(owner.AgentId!.Value);
        Bench.Control.RaiseEvent(owner.AgentId.Value, "AgentState_Test");

        Assert.True(session.IsPolling);
        while (await reader.ReadAsync().AsTask().WithinTimeout() is { } received && received.EventType != "AgentState_Test")
        {
        }

        await Eventually.TrueAsync(() => Secrets.Of(session) != Secrets.Of(owner), "a new GUID");
        Assert.Equal("current", (await SeenStatusAsync(session)).GuidMatched);
    }

    [Fact]
    public async Task A_session_that_does_not_poll_cannot_wait_and_its_error_has_a_remedy()
    {
        var owner = await Bench.SignInAsync();
        var session = await AgwSession.AttachAsync(Bench.Gateway, Secrets.Of(owner), owner.AgentId);

        var failure = await Assert.ThrowsAsync<GatewayException>(
            () => session.InvokeAsync(AgentCalls.SayBusy(), wait: TimeSpan.FromSeconds(1)).AsTask());

        Assert.Equal(FailureKind.InvalidArgument, failure.Kind);
        Assert.Contains("doesn't poll", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Attach it with polling", failure.Remedy, StringComparison.Ordinal);
        Assert.Empty(Bench.Seen(owner.AgentId!.Value, "sayBusy"));
    }

    [Fact]
    public async Task A_shared_GUID_is_used_for_any_specified_agent_and_survives_a_refusal_for_one_agent()
    {
        var owner = await Bench.SignInAsync();
        var otherAgent = Bench.NextAgent();
        var lent = await AgwSession.AttachAsync(Bench.Gateway, Secrets.Of(owner));

        var refusal = await Assert.ThrowsAsync<GatewayException>(() => lent.InvokeAsync(AgentCalls.SayFree, otherAgent).AsTask());
        var nobody = await Assert.ThrowsAsync<GatewayException>(() => lent.InvokeAsync(AgentCalls.SayFree).AsTask());

        Assert.Equal((FailureKind.NotSignedIn, (int?)otherAgent), (refusal.Kind, refusal.AgentId));
        Assert.Equal(FailureKind.InvalidArgument, nobody.Kind);
        Assert.Equal(AgentState.Idle, (await lent.GetStatusAsync(owner.AgentId)).State);
        Assert.Equal(SessionState.Attached, lent.State);
    }

    [Fact]
    public async Task Polling_with_a_GUID_of_an_unknown_agent_is_refused()
    {
        var failure = await Assert.ThrowsAsync<GatewayException>(() => AgwSession.AttachAsync(Bench.Gateway, "abc", poll: true));

        Assert.Equal(FailureKind.InvalidArgument, failure.Kind);
    }

    private async Task<SeenRequest> SeenStatusAsync(AgwSession session)
    {
        Bench.Control.ClearRequests();
        _ = await session.GetStatusAsync();
        return Assert.Single(Bench.Seen(session.AgentId!.Value, "getAgentStatus"));
    }
}
