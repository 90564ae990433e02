using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>The properties of a session are correct.</summary>
public sealed class SessionStateTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private Bench Bench => shared.Bench;

    [Fact]
    public async Task A_refusal_for_another_agent_does_not_end_a_session()
    {
        var session = await Bench.SignInAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree, Bench.NextAgent()).AsTask());

        Assert.Equal("100-006", failure.RetCode);
        Assert.Equal(SessionState.SignedIn, session.State);
        Assert.Equal(AgentState.Idle, (await session.GetStatusAsync()).State);
    }

    [Theory]
    [MemberData(nameof(EndingCodes.All), MemberType = typeof(EndingCodes))]
    public async Task A_refusal_that_reports_the_end_of_the_session_ends_a_session_that_does_not_poll(string code)
    {
        var owner = await Bench.SignInAsync();
        var session = await AgwSession.AttachAsync(Bench.Gateway, Secrets.Of(owner), owner.AgentId);
        Bench.Control.AddFault(new Fault { Kind = FaultKind.RetCode, RetCode = code, AgentId = owner.AgentId, Operation = "sayFree" });

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree).AsTask());

        Assert.Equal((SessionState.Ended, failure.Message), (session.State, session.LastError));
    }

    [Theory]
    [MemberData(nameof(EndingCodes.All), MemberType = typeof(EndingCodes))]
    public async Task The_refusal_of_one_command_does_not_end_a_session_whose_polls_succeed(string code)
    {
        var session = await Bench.SignInAsync();
        Bench.Control.AddFault(new Fault { Kind = FaultKind.RetCode, RetCode = code, AgentId = session.AgentId, Operation = "sayFree" });

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree).AsTask());

        Assert.Equal((FailureKind.NotSignedIn, code), (failure.Kind, failure.RetCode));
        Assert.Equal((SessionState.SignedIn, true), (session.State, session.IsPolling));
        Assert.Equal("0", (await session.InvokeAsync(AgentCalls.SayBusy(), wait: TimeSpan.FromSeconds(10))).RetCode);
    }

    [Fact]
    public async Task An_ended_session_reports_the_same_reason_at_each_use()
    {
        var session = await Bench.SignInAsync();
        session.End(SessionState.Ended, "the reason");
        var messages = new List<string>();

        for (var i = 0; i < 5; i++)
        {
            messages.Add((await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree).AsTask())).Message);
        }

        Assert.Single(messages.Distinct());
        Assert.Contains("the reason", messages[0], StringComparison.Ordinal);
        Assert.Equal("the reason", session.LastError);
    }

    [Fact]
    public async Task The_first_end_is_kept()
    {
        var session = await Bench.SignInAsync();

        session.End(SessionState.Ended, "first");
        session.End(SessionState.Ended, "second");
        await session.DetachAsync();

        Assert.Equal((SessionState.Ended, "first"), (session.State, session.LastError));
    }

    [Fact]
    public async Task The_conference_of_an_agent_is_known_from_its_events()
    {
        var session = await Bench.SignInAsync();
        Assert.Null(session.ConferenceId);

        var result = await session.InvokeAsync(
            ConferenceCalls.Request(new ConferenceRequest { MemberCount = 2 }), wait: TimeSpan.FromSeconds(10));

        Assert.Equal(((ConferenceEvent)result.Events[^1].Content!).ConferenceId, session.ConferenceId);
        _ = await session.InvokeAsync(ConferenceCalls.Release, wait: TimeSpan.FromSeconds(10));
        Assert.Null(session.ConferenceId);
    }

    [Fact]
    public async Task Last_operation_is_that_of_a_call_and_last_contact_that_of_a_reply()
    {
        var session = await Bench.SignInAsync();
        var signedIn = session.LastContactAt;

        _ = await session.InvokeAsync(AgentCalls.SayBusy());

        Assert.Equal("sayBusy", session.LastOperation);
        Assert.InRange(session.LastContactAt, signedIn, DateTimeOffset.Now);
        Assert.Equal($"{session.AgentId} at {Bench.Gateway.Address.Authority}", session.ToString());
    }
}
