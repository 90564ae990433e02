using System.Text;
using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>The queries about calls (queues.md 4).</summary>
public sealed class CallQueryTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private static readonly Uri Gateway = new("https://gw:8043");

    // com.zz.CTI quotes this call (queues.md 1).
    private const string Sample =
        """{"callfeature": 0, "callid": "1476838963-224", "caller": "70004", "called": 60015, "callskill": "voice", "callskillid": 20011,"""
            + """ "orgicallednum": "", "calldata": "", "begintime": 1476838963000, "endtime": null, "userPriority": 0, "trunkNo": 65535}""";

    private Bench Bench => shared.Bench;

    [Theory]
    [InlineData(Sample)]
    [InlineData($"[{Sample}]")]
    public void A_call_is_read_from_an_object_and_from_an_array(string json)
    {
        var began = DateTimeOffset.FromUnixTimeMilliseconds(1476838963000);

        var call = Assert.Single(Read(json, began.AddMinutes(90))!);

        Assert.Equal(
            ("1476838963-224", CallType.Inbound, "70004", "60015", "voice", 20011),
            (call.CallId, call.CallType, call.Caller, call.Called, call.Queue, call.QueueId));
        Assert.Equal(
            (101, AgwCallState.Talking, began, TimeSpan.FromMinutes(90)), (call.AgentId, call.State, call.StartedAt, call.Duration));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"callid": ""}""")]
    [InlineData("""{"callid": "../x"}""")]
    [InlineData("""{"callid": "1-1", "begintime": 1476838963000, "endtime": 1476838964000}""")]
    public void No_call_and_an_ended_call_are_no_result(string json) => Assert.Empty(Read(json)!);

    [Theory]
    [InlineData("7")]
    [InlineData("true")]
    [InlineData("\"x\"")]
    public void Another_result_is_no_list_of_calls(string json) => Assert.Null(Read(json));

    [Fact]
    public void A_call_without_an_answer_time_rings()
    {
        Assert.Equal(AgwCallState.Ringing, Assert.Single(Read("""{"callid": "1-1", "begintime": 0}""")!).State);
        var call = Assert.Single(Read("""{"callid": "1-1"}""")!);
        Assert.Equal((AgwCallState.Talking, null, null), (call.State, call.StartedAt, call.Duration));
    }

    [Fact]
    public void A_duration_is_never_negative() =>
        Assert.Equal(TimeSpan.Zero, Assert.Single(Read(Sample, DateTimeOffset.FromUnixTimeMilliseconds(1))!).Duration);

    [Fact]
    public async Task An_agents_own_calls_are_the_current_and_the_held_ones()
    {
        var session = await Bench.SignInAsync();
        var agent = session.AgentId!.Value;
        Assert.Empty(await session.GetCallsAsync());
        var held = Bench.Control.CreateCall(agent, new SimulatedCall { State = "Held", AgeMinutes = 90 });
        var current = Bench.Control.CreateCall(agent, new SimulatedCall { Feature = 7 });

        var calls = await session.GetCallsAsync();

        Assert.Equal([(current, AgwCallState.Talking), (held, AgwCallState.Held)], calls.Select(call => (call.CallId, call.State)));
        Assert.Equal((CallType.Outbound, agent, session.Gateway), (calls[0].CallType, calls[0].AgentId, calls[0].Gateway));
        Assert.True(calls[1].Duration >= TimeSpan.FromMinutes(90));
    }

    [Fact]
    public async Task A_ringing_call_is_an_own_call()
    {
        var session = await Bench.SignInAsync();
        var callId = Bench.Control.CreateCall(session.AgentId!.Value, new SimulatedCall { State = "Ringing" });

        var call = Assert.Single(await session.GetCallsAsync());

        Assert.Equal((callId, AgwCallState.Ringing), (call.CallId, call.State));
    }

    [Fact]
    public async Task If_the_list_of_held_calls_is_refused_the_list_of_all_calls_is_queried()
    {
        var session = await Bench.SignInAsync();
        var agent = session.AgentId!.Value;
        var held = Bench.Control.CreateCall(agent, new SimulatedCall { State = "Held" });
        var current = Bench.Control.CreateCall(agent, new SimulatedCall());
        Bench.Control.AddFault(
            new Fault { Kind = FaultKind.RetCode, RetCode = "300-001", AgentId = agent, Operation = "queryHoldListInfo" });

        var calls = await session.GetCallsAsync();

        Assert.Equal([(current, AgwCallState.Talking), (held, AgwCallState.Answered)], calls.Select(call => (call.CallId, call.State)));
    }

    [Fact]
    public async Task An_inspector_gets_the_calls_of_another_agent()
    {
        var inspector = await Bench.SignInAsync(900);
        var session = await Bench.SignInAsync();
        var agent = session.AgentId!.Value;
        var held = Bench.Control.CreateCall(agent, new SimulatedCall { State = "Held" });
        var current = Bench.Control.CreateCall(agent, new SimulatedCall { AgeMinutes = 90 });

        var calls = await inspector.GetCallsOfAsync(agent);

        Assert.Equal([current, held], calls.Select(call => call.CallId));
        Assert.All(calls, call => Assert.Equal((agent, AgwCallState.Answered), (call.AgentId, call.State)));
        Assert.True(calls[0].Duration >= TimeSpan.FromMinutes(90));
    }

    [Fact]
    public async Task An_agent_that_is_no_inspector_may_not_query_another_one()
    {
        var (session, other) = (await Bench.SignInAsync(), await Bench.SignInAsync());

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.GetCallsOfAsync(other.AgentId!.Value));

        Assert.Equal((FailureKind.PermissionDenied, "900-002"), (failure.Kind, failure.RetCode));
        Assert.Equal(failure.Message, session.LastError);
    }

    private static IReadOnlyList<AgwCall>? Read(string json, DateTimeOffset now = default) =>
        CallDataResults.Calls(Encoding.UTF8.GetBytes(json), 101, AgwCallState.Talking, Gateway, now);
}
