using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>A specified phone call is the one that is changed, or nothing is sent (decision 0020).</summary>
public sealed class CallVerificationTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private Bench Bench => shared.Bench;

    [Fact]
    public async Task The_current_call_is_verified_and_then_changed()
    {
        var (session, callId) = await TalkingAsync();

        var result = await session.InvokeAsync(VoiceCalls.Hold(callId), new OperationTarget { CallId = callId }, TargetScene.TestTimeout);

        Assert.Equal((callId, "AgentEvent_Hold"), (result.CallId, result.Events[^1].EventType));
        Assert.Equal(["queryCallInfo", "hold"], Bench.Asked(session));
    }

    [Fact]
    public async Task Another_current_call_is_CallChanged_and_nothing_is_sent()
    {
        var (session, callId) = await TalkingAsync();

        foreach (var call in new[] { VoiceCalls.Hold(), VoiceCalls.Mute(), VoiceCalls.Unmute(), VoiceCalls.Release, Transfer() })
        {
            var failure = await FailsAsync(session, call, "1-1");
            Assert.Equal(FailureKind.CallChanged, failure.Kind);
            Assert.Contains($"{callId} instead of 1-1", failure.Message, StringComparison.Ordinal);
        }

        Assert.All(Bench.Asked(session), operation => Assert.Equal("queryCallInfo", operation));
    }

    [Fact]
    public async Task A_call_that_has_ended_is_CallNotFound_and_nothing_is_sent()
    {
        var (session, callId) = await TalkingAsync();
        Bench.Control.EndCall(session.AgentId!.Value, callId);

        Assert.Equal(FailureKind.CallNotFound, (await FailsAsync(session, VoiceCalls.Hold(callId), callId)).Kind);
        Assert.Equal(FailureKind.CallNotFound, (await FailsAsync(session, VoiceCalls.Resume(callId), callId)).Kind);
        Assert.Equal(FailureKind.CallNotFound, (await FailsAsync(session, VoiceCalls.Answer(callId), callId)).Kind);
        Assert.Equal(["queryCallInfo", "queryHoldListInfo", "queryCallInfoBeforeAnswer"], Bench.Asked(session));
    }

    [Fact]
    public async Task A_held_and_a_ringing_call_are_verified_in_their_own_lists()
    {
        var (session, _) = await TalkingAsync("Held");
        var ringing = Bench.Control.CreateCall(session.AgentId!.Value, new SimulatedCall { State = "Ringing" });

        var answered = await session.InvokeAsync(
            VoiceCalls.Answer(ringing), new OperationTarget { CallId = ringing }, TargetScene.TestTimeout);
        Assert.Equal(ringing, answered.CallId);

        Assert.Equal(FailureKind.CallNotFound, (await FailsAsync(session, VoiceCalls.Resume(ringing), ringing)).Kind);
    }

    [Fact]
    public async Task A_call_in_the_path_is_not_queried_before()
    {
        var (session, callId) = await TalkingAsync();

        _ = await session.InvokeAsync(VoiceCalls.Drop(callId), new OperationTarget { CallId = callId });

        Assert.Equal(["dropCall"], Bench.Asked(session));
    }

    [Fact]
    public async Task Without_a_specified_call_nothing_is_queried()
    {
        var (session, _) = await TalkingAsync();

        _ = await session.InvokeAsync(VoiceCalls.Hold(), new OperationTarget());

        Assert.Equal(["hold"], Bench.Asked(session));
    }

    [Fact]
    public async Task A_query_that_fails_is_the_failure_and_nothing_is_sent()
    {
        var (session, callId) = await TalkingAsync();
        Bench.Control.AddFault(
            new Fault { Kind = FaultKind.RetCode, RetCode = "100-009", AgentId = session.AgentId, Operation = "queryCallInfo" });

        Assert.Equal(FailureKind.PermissionDenied, (await FailsAsync(session, VoiceCalls.Hold(callId), callId)).Kind);
        Assert.Equal(["queryCallInfo"], Bench.Asked(session));
    }

    [Fact]
    public async Task The_event_of_another_call_does_not_complete_the_operation()
    {
        var (session, callId) = await TalkingAsync();
        var agent = session.AgentId!.Value;
        Bench.Control.AddFault(new Fault { Kind = FaultKind.Latency, Milliseconds = 300, AgentId = agent, Operation = "hold" });

        var holding = session.InvokeAsync(VoiceCalls.Hold(callId), wait: TargetScene.TestTimeout).AsTask();
        Bench.Control.RaiseEvent(agent, "AgentEvent_Hold", "\"1-1\"");

        var held = (await holding).Events.Where(received => received.EventType == "AgentEvent_Hold").Select(received => received.CallId);
        Assert.Equal(callId, held.Last());
    }

    [Theory]
    [InlineData("40040", null)]
    [InlineData("400000", FailureKind.OperationFailed)]
    public async Task A_call_out_returns_the_ID_of_its_call_and_waits_for_its_answer(string called, FailureKind? kind)
    {
        var session = await Bench.SignInAsync();
        var call = VoiceCalls.CallOut(new CallOutRequest { Called = called });

        var outcome = await session.TryInvokeAsync(call, null, TargetScene.TestTimeout, CancellationToken.None);

        Assert.Equal(kind, outcome.Failure?.Kind);
        Assert.Matches("^[0-9]+-[0-9]+$", (outcome.Value ?? outcome.Failure!.Result!).CallId);
    }

    [Theory]
    [InlineData(CallTransferMode.Blind, "AgentEvent_Call_Release")]
    [InlineData(CallTransferMode.AfterSuccess, "AgentEvent_SuccTransResult")]
    [InlineData(CallTransferMode.Consult, "AgentEvent_Talking")]
    [InlineData(CallTransferMode.ThreeParty, "AgentEvent_Conference")]
    public async Task A_transfer_waits_for_the_event_of_its_mode(CallTransferMode mode, string eventType)
    {
        var (session, callId) = await TalkingAsync();

        var result = await session.InvokeAsync(Transfer(mode, callId), wait: TargetScene.TestTimeout);

        Assert.Equal(eventType, result.Events[^1].EventType);
    }

    private static OperationCall Transfer(CallTransferMode mode = CallTransferMode.Blind, string? callId = null) => VoiceCalls.Transfer(
        new CallTransferRequest { Address = "40040", TargetType = CallTargetType.PhoneNumber, Mode = mode }, callId);

    private static async Task<GatewayException> FailsAsync(AgwSession session, OperationCall call, string callId) =>
        await Assert.ThrowsAsync<GatewayException>(
            () => session.InvokeAsync(call, new OperationTarget { CallId = callId }).AsTask()).WithinTimeout();

    private async Task<(AgwSession Session, string CallId)> TalkingAsync(string state = "Talking")
    {
        var session = await Bench.SignInAsync();
        return (session, Bench.Control.CreateCall(session.AgentId!.Value, new SimulatedCall { State = state }));
    }
}
