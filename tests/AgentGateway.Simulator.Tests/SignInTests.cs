using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace AgentGateway.Simulator.Tests;

/// <summary>Tests sign-ins, refusals and sign-outs.</summary>
public class SignInTests
{
    private const string Sample = """{"password":"","phonenum":"40038","status":"4","releasephone":"true","agenttype":"4"}""";
    private const string Plain = """{"password":"secret","phonenum":"40038"}""";

    [Fact]
    public async Task The_sample_sign_in_gets_the_sample_reply_and_a_guid()
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(1471585949806);
        await using var gateway = await TestGateway.StartAsync(
            TestGateway.Options with { Agents = "291", Password = "", TimeProvider = new FakeTimeProvider(now) });
        gateway.Control.ChangeAgent(291, new AgentChange { TimeRemaining = "9" });

        var answer = await gateway.SendAsync("PUT", "onlineagent/291", Sample);

        Assert.Equal(
            """
            {"message":"","retcode":"0","result":{"vdnid":1,"workno":"291","mediatype":"TTF","loginTime":"1471585949806",
            "isForceChange":"false","serverName":"AgentGateway","timeRemaining":"9"}}
            """.ReplaceLineEndings(""),
            answer.Body);
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\.AgentGateway0$", answer.SetGuid);
        var first = await gateway.SendAsync("GET", "agentevent/291", guid: answer.SetGuid);
        Assert.Equal(
            """{"message":"","retcode":"0","event":{"eventType":"AgentOther_InService","workNo":"291","content":null}}""", first.Body);
    }

    [Theory]
    [InlineData("", 3, "AgentState_Ready,AgentState_SetNotReady_Success")]
    [InlineData("", 4, "AgentState_Ready")]
    [InlineData("", 5, "AgentState_Ready,AgentState_Work")]
    [InlineData("/loginex", 3, "AgentState_Ready,AgentState_SetNotReady_Success")]
    [InlineData("/forcelogin", 5, "AgentState_Ready,AgentState_Work")]
    public async Task The_state_after_sign_in_is_reported_by_events(string kind, int status, string events)
    {
        await using var gateway = await TestGateway.StartAsync();

        var answer = await gateway.SendAsync(
            "PUT", $"onlineagent/101{kind}", $$"""{"password":"secret","phonenum":"40038","status":{{status}}}""");
        var agent = new SignedInAgent(gateway, 101, answer.SetGuid!);

        Assert.Equal($"AgentOther_InService,{events}", string.Join(',', await agent.EventTypesAsync()));
        Assert.Equal(status, (int)(await agent.OwnAsync("GET", "agentstatus")).Result!["agentState"]!);
    }

    [Theory]
    [InlineData("101", null, "100-001")]
    [InlineData("101", "{}", "100-001")]
    [InlineData("101", """{"password":"secret"}""", "100-001")]
    [InlineData("101", """{"phonenum":"40038"}""", "100-001")]
    [InlineData("101", """{"password":"wrong","phonenum":"40038"}""", "100-004")]
    [InlineData("102", """{"password":"secret","phonenum":"40038"}""", "100-004")]
    [InlineData("4711", """{"password":"secret","phonenum":"40038"}""", "100-004")]
    [InlineData("101", """{"password":"123456789012345678901234567890123","phonenum":"40038"}""", "100-011")]
    [InlineData("101", """{"password":"secret","phonenum":"1234567890123456789012345"}""", "100-013")]
    [InlineData("101", """{"password":"secret","phonenum":"forty"}""", "100-013")]
    [InlineData("101", """{"password":"secret","phonenum":"40038","agenttype":5}""", "100-012")]
    [InlineData("101", """{"password":"secret","phonenum":"40038","ip":"::1"}""", "100-016")]
    [InlineData("101", """{"password":"secret","phonenum":"40038","status":7}""", "100-011")]
    [InlineData("101", """{"password":"secret","phonenum":"40038","autoanswer":"perhaps"}""", "100-011")]
    [InlineData("101", """{"password":"secret","phonenum":"40038","serviceToken":"<script>"}""", "100-011")]
    [InlineData("99", """{"password":"secret","phonenum":"40038"}""", "000-002")]
    public async Task A_refused_sign_in_has_a_reason_and_returns_no_guid(string agentId, string? body, string retCode)
    {
        await using var gateway = await TestGateway.StartAsync(
            TestGateway.Options with { AgentPasswords = new Dictionary<int, string> { [102] = "another" } });

        var answer = await gateway.SendAsync("PUT", $"onlineagent/{agentId}", body);

        Assert.Equal((retCode, null), (answer.RetCode, answer.SetGuid));
    }

    [Fact]
    public async Task A_signed_in_agent_can_only_be_signed_in_by_force()
    {
        await using var gateway = await TestGateway.StartAsync();
        var first = await gateway.SignInAsync(101);
        Assert.Equal("100-002", (await gateway.SendAsync("PUT", "onlineagent/101", Plain)).RetCode);
        Assert.Equal("100-002", (await gateway.SendAsync("PUT", "onlineagent/101/loginex", Plain)).RetCode);

        var second = await gateway.SignInAsync(101, "/forcelogin");

        Assert.StartsWith("AgentOther_ShutdownService {\"loginTime\":\"", (await first.PollAsync()).Event, StringComparison.Ordinal);
        Assert.Equal("100-006", (await first.PollAsync()).RetCode);
        Assert.Equal("100-006", (await first.OwnAsync("GET", "agentstatus")).RetCode);
        Assert.Equal("0", (await second.OwnAsync("GET", "agentstatus")).RetCode);
    }

    [Fact]
    public async Task If_forced_sign_ins_are_disabled_nobody_can_be_forced_out()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { ForcedSignIn = false });
        await gateway.SignInAsync(101);

        Assert.Equal("100-015", (await gateway.SendAsync("PUT", "onlineagent/101", Plain)).RetCode);
        Assert.Equal("100-015", (await gateway.SendAsync("PUT", "onlineagent/101/forcelogin", Plain)).RetCode);
    }

    [Fact]
    public async Task Of_many_simultaneous_sign_ins_exactly_one_succeeds()
    {
        await using var gateway = await TestGateway.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => gateway.SendAsync("PUT", "onlineagent/101", Plain)));

        Assert.Single(answers, static answer => answer.RetCode == "0");
        Assert.Equal(49, answers.Count(static answer => answer.RetCode == "100-002"));
    }

    [Fact]
    public async Task Only_a_sign_in_reply_has_the_cookie_of_the_load_balancer()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { SetCookie = "loadbalance=a; Path=/" });

        var signIn = await gateway.SendAsync("PUT", "onlineagent/101", Plain);
        var poll = await gateway.SendAsync("GET", "agentevent/101", guid: signIn.SetGuid);

        Assert.Equal("loadbalance=a; Path=/", Assert.Single(signIn.Message.Headers.GetValues("Set-Cookie")));
        Assert.False(poll.Message.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Changed_properties_of_an_agent_are_in_its_next_sign_in_reply()
    {
        await using var gateway = await TestGateway.StartAsync();
        await gateway.SendRawAsync(
            "POST", "simulator/agents/101/state", """{"timeRemaining":"3","isForceChange":true,"mediaType":"FTF"}""");

        var result = (await gateway.SendAsync("PUT", "onlineagent/101", Plain)).Result!;

        Assert.Equal(
            ("3", "true", "FTF"), ((string)result["timeRemaining"]!, (string)result["isForceChange"]!, (string)result["mediatype"]!));
    }

    [Theory]
    [InlineData("logout", """{"result":{},"message":"success","retcode":"0"}""")]
    [InlineData("forcelogout", """{"message":"success","retcode":"0"}""")]
    [InlineData("forcelogoutwithreason/255", """{"message":"success","retcode":"0"}""")]
    public async Task A_signed_out_agent_gets_no_event_and_is_not_signed_in(string operation, string reply)
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        Assert.Equal(reply, (await agent.OwnAsync("DELETE", operation)).Body);

        Assert.Equal("""{"message":"agent not login","result":"","retcode":"100-006"}""", (await agent.PollAsync()).Body);
        Assert.False((bool)gateway.Control.GetAgent(101)["signedIn"]!);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("256")]
    [InlineData("x")]
    public async Task A_sign_out_reason_outside_1_to_255_is_refused(string reason)
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        Assert.Equal("100-005", (await agent.OwnAsync("DELETE", $"forcelogoutwithreason/{reason}")).RetCode);
    }

    [Fact]
    public async Task Inspectors_are_notified_of_sign_ins_with_listenStatus()
    {
        await using var gateway = await TestGateway.StartAsync();
        var inspector = await gateway.SignInAsync(900);
        var answer = await gateway.SendAsync("PUT", "onlineagent/108", """{"password":"secret","phonenum":"40038","listenStatus":true}""");
        await gateway.SignInAsync(109);
        await gateway.SendAsync("DELETE", "onlineagent/108/logout", guid: answer.SetGuid);

        var subtypes = (await inspector.EventsAsync()).Select(
            static raised => (string)JsonNode.Parse(raised.Split(' ', 2)[1])!["subtype"]!);

        Assert.Equal(["QC_AgentState_Login", "QC_AgentState_Logout"], subtypes);
    }
}
