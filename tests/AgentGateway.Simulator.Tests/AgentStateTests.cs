namespace AgentGateway.Simulator.Tests;

/// <summary>Tests the states busy, rest, wrap-up and idle, and the password.</summary>
public class AgentStateTests
{
    [Theory]
    [InlineData(
        "saybusy?reason=200&prolong=false",
        3,
        "AgentState_SetNotReady_Success {\"reason\":\"200\"}",
        "cancelbusy",
        "AgentState_CancelNotReady_Success")]
    [InlineData("saybusy", 3, "AgentState_SetNotReady_Success {\"reason\":\"0\"}", "sayfree", "AgentState_CancelNotReady_Success")]
    [InlineData("rest/60/1", 8, "AgentState_SetRest_Success", "cancelrest", "AgentState_CancelRest_Success")]
    [InlineData("rest/60/0?prolong=true", 8, "AgentState_SetRest_Success", "sayfree", "AgentState_CancelRest_Success")]
    [InlineData("work", 5, "AgentState_SetWork_Success", "cancelwork", "AgentState_CancelWork_Success")]
    [InlineData("work", 5, "AgentState_SetWork_Success", "sayfree", "AgentState_CancelWork_Success")]
    public async Task A_state_is_entered_and_left_with_its_events(string enter, int state, string entered, string leave, string left)
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        Assert.Equal("""{"result":{},"message":"success","retcode":"0"}""", (await agent.OwnAsync("POST", enter)).Body);
        Assert.Equal([entered], await agent.EventsAsync());
        Assert.Equal(
            $$$"""{"message":"","retcode":"0","result":{"agentState":{{{state}}},"isWorking":false}}""",
            (await agent.OwnAsync("GET", "agentstatus")).Body);
        Assert.Equal("0", (await agent.OwnAsync("POST", leave)).RetCode);
        Assert.Equal([left], await agent.EventsAsync());
        Assert.Equal(4, (int)(await agent.OwnAsync("GET", "agentstatus")).Result!["agentState"]!);
    }

    [Theory]
    [InlineData("cancelbusy", "100-009")]
    [InlineData("cancelrest", "100-009")]
    [InlineData("cancelwork", "100-009")]
    [InlineData("saybusy?reason=199", "000-002")]
    [InlineData("saybusy?reason=251", "000-002")]
    [InlineData("saybusy?prolong=maybe", "000-002")]
    [InlineData("rest/0/1", "000-002")]
    [InlineData("rest/86400/1", "000-002")]
    [InlineData("rest/60/256", "000-002")]
    [InlineData("resetskill/false?skillid=1;b", "000-002")]
    [InlineData("resetskill/true?phonelinkage=2", "000-002")]
    public async Task A_change_that_is_not_possible_is_refused(string operation, string retCode)
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        Assert.Equal(retCode, (await agent.OwnAsync("POST", operation)).RetCode);
        Assert.Empty(await agent.EventsAsync());
    }

    [Fact]
    public async Task A_busy_agent_must_specify_reason_and_prolong_to_be_busy_again()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        await agent.OwnAsync("POST", "saybusy");

        Assert.Equal("000-002", (await agent.OwnAsync("POST", "saybusy?reason=201")).RetCode);
        Assert.Equal("0", (await agent.OwnAsync("POST", "saybusy?reason=201&prolong=true")).RetCode);
    }

    [Fact]
    public async Task Busy_that_is_requested_during_a_call_begins_at_its_end()
    {
        await using var gateway = await TestGateway.StartAsync();
        var chairperson = await gateway.SignInChairpersonAsync(101);

        Assert.Equal("0", (await chairperson.OwnAsync("POST", "saybusy?reason=200&prolong=false")).RetCode);
        Assert.Empty(await chairperson.EventsAsync());
        await chairperson.ConferenceAsync("releaseagentconf");

        Assert.Equal(["AgentState_Ready", "AgentState_SetNotReady_Success {\"reason\":\"200\"}"], (await chairperson.EventsAsync())[^2..]);
    }

    [Fact]
    public async Task A_rest_raises_an_event_when_its_time_is_over_and_continues()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        await agent.OwnAsync("POST", "rest/30/1");
        await agent.EventsAsync();

        gateway.Control.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(["AgentState_Rest_Timeout"], await agent.EventsAsync());
        Assert.Equal(8, (int)(await agent.OwnAsync("GET", "agentstatus")).Result!["agentState"]!);
    }

    [Fact]
    public async Task Without_autoenteridle_a_call_ends_in_wrap_up()
    {
        await using var gateway = await TestGateway.StartAsync();
        var answer = await gateway.SendAsync(
            "PUT", "onlineagent/101", """{"password":"secret","phonenum":"40038","autoenteridle":false}""");
        var agent = new SignedInAgent(gateway, 101, answer.SetGuid!);
        await agent.ConferenceAsync("requestagentconf", """{"memberNum":4}""");
        gateway.AnswerPhones();
        await agent.EventsAsync();

        await agent.ConferenceAsync("releaseagentconf");

        Assert.Equal("AgentState_Work", (await agent.EventsAsync())[^1]);
    }

    [Theory]
    [InlineData("Abcdef1!", "0")]
    [InlineData("Abcde1!", "000-002")]
    [InlineData("abcdefg1", "000-002")]
    [InlineData("Abbbdef1!", "000-002")]
    [InlineData("Abc101xy!", "000-002")]
    [InlineData("secret", "000-002")]
    public async Task A_new_password_must_follow_the_rules(string password, string retCode)
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        Assert.Equal(
            retCode,
            (await agent.OwnAsync("POST", "modifyaccountpwdex", $$"""{"oldPassword":"secret","newPassword":"{{password}}"}""")).RetCode);
        await agent.OwnAsync("DELETE", "logout");
        var next = retCode == "0" ? password : "secret";
        Assert.Equal("0", (await gateway.SendAsync("PUT", "onlineagent/101", $$"""{"password":"{{next}}","phonenum":"1"}""")).RetCode);
    }

    [Fact]
    public async Task The_old_password_must_be_correct()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        Assert.Equal(
            "000-002",
            (await agent.OwnAsync("POST", "modifyaccountpwdex", """{"oldPassword":"guess","newPassword":"Abcdef1!"}""")).RetCode);
    }
}
