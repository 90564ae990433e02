using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;

namespace AgentGateway.Simulator.Tests;

/// <summary>Tests the control surface over HTTP, and the records of requests.</summary>
public class ControlTests
{
    private const string SignIn = """{"password":"secret","phonenum":"40038"}""";

    [Fact]
    public async Task Requests_are_recorded_without_their_secrets()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        await agent.OwnAsync("POST", "saybusy?reason=200&prolong=true");
        await agent.OwnAsync("POST", "modifyaccountpwdex", """{"oldPassword": "secret", "newPassword" :"Abcdef1!\"x"}""");

        var answer = await gateway.SendRawAsync("GET", "simulator/requests");
        var requests = JsonNode.Parse(answer.Body)!.AsArray();

        Assert.DoesNotContain("secret", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Abcdef", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(agent.Guid, answer.Body, StringComparison.Ordinal);
        Assert.Equal("""{"password":"***","phonenum":"40038"}""", (string)requests[0]!["body"]!);
        var busy = requests.Single(static request => (string?)request!["operation"] == "sayBusy")!;
        Assert.Equal(
            ("POST", "/agentgateway/resource/onlineagent/101/saybusy", "?reason=200&prolong=true", 101, "current", "0", 200),
            (
                (string)busy["method"]!, (string)busy["path"]!, (string)busy["query"]!, (int)busy["agentId"]!,
                (string)busy["guidMatched"]!, (string)busy["retCode"]!, (int)busy["httpStatus"]!));
        Assert.Equal("application/json; charset=UTF-8", (string)busy["contentType"]!);
    }

    [Fact]
    public async Task Requests_can_be_read_from_a_sequence_number_on_and_cleared()
    {
        await using var gateway = await TestGateway.StartAsync();
        await gateway.SignInAsync(101);
        var last = gateway.Control.GetRequests()[^1].Sequence;
        await gateway.SendAsync("POST", "agentconf/102/releaseagentconf");

        var later = JsonNode.Parse((await gateway.SendRawAsync("GET", $"simulator/requests?since={last}")).Body)!.AsArray();
        Assert.Equal("releaseAgentConf", (string)Assert.Single(later)!["operation"]!);
        await gateway.SendRawAsync("DELETE", "simulator/requests");
        Assert.Empty(gateway.Control.GetRequests());
    }

    [Fact]
    public async Task Requests_can_be_filtered_by_agent_and_operation()
    {
        await using var gateway = await TestGateway.StartAsync();
        await gateway.SignInAsync(101, keepEvents: true);
        await gateway.SignInAsync(102, keepEvents: true);
        await gateway.SendAsync("POST", "agentconf/102/releaseagentconf");

        var ofAgent = JsonNode.Parse((await gateway.SendRawAsync("GET", "simulator/requests?agentId=102")).Body)!.AsArray();
        var ofOperation = JsonNode.Parse((await gateway.SendRawAsync("GET", "simulator/requests?operation=login")).Body)!.AsArray();

        Assert.Equal(["login", "releaseAgentConf"], ofAgent.Select(static request => (string?)request!["operation"]));
        Assert.Equal([101, 102], ofOperation.Select(static request => (int)request!["agentId"]!));
    }

    [Fact]
    public async Task A_single_conference_can_be_read_until_it_ends()
    {
        await using var gateway = await TestGateway.StartAsync();
        var id = gateway.Control.CreateConference(101, [new ParticipantAddress(ParticipantAddress.PhoneNumber, "88887946")]);

        var conference = (await gateway.SendRawAsync("GET", $"simulator/conferences/{id}")).Json;
        gateway.Control.Advance(TimeSpan.FromDays(2));
        var gone = await gateway.SendRawAsync("GET", $"simulator/conferences/{id}");

        Assert.Equal(101, (int)conference["chairperson"]!);
        Assert.Equal(2, conference["participants"]!.AsArray().Count);
        Assert.Equal(HttpStatusCode.NotFound, gone.Status);
    }

    [Fact]
    public async Task A_conference_can_be_ended_and_its_chairperson_is_notified()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInChairpersonAsync(101);
        var id = (long)(await gateway.SendRawAsync("GET", "simulator/agents/101")).Json["confId"]!;

        await gateway.SendRawAsync("DELETE", $"simulator/conferences/{id}");

        Assert.Contains($$"""AgentConf_SelfLeaveResult {"confId":{{id}}}""", await agent.EventsAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await gateway.SendRawAsync("DELETE", $"simulator/conferences/{id}")).Status);
    }

    [Fact]
    public async Task A_conference_can_be_replaced_and_its_chairperson_is_notified_of_both()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        var old = gateway.Control.CreateConference(101, []);

        var answer = await gateway.SendRawAsync(
            "POST", "simulator/agents/101/replaceconference", """{"participants":[{"addressType":"6","address":"88887946"}]}""");
        var created = (long)answer.Json["confId"]!;

        var events = (await agent.EventsAsync()).Where(static raised => raised.StartsWith("AgentConf_", StringComparison.Ordinal));
        Assert.Equal(
            [
                $$"""AgentConf_SelfLeaveResult {"confId":{{old}}}""",
                $$"""AgentConf_SelfJoinResult {"confId":{{created}}}""",
                $$"""AgentConf_RequestSuccess {"confId":{{created}}}""",
            ],
            events);
        Assert.Equal(2, (await gateway.SendRawAsync("GET", $"simulator/conferences/{created}")).Json["participants"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_conference_can_be_chaired_by_a_phone()
    {
        await using var gateway = await TestGateway.StartAsync();
        var inspector = await gateway.SignInAsync(900);

        var id = (long)(await gateway.SendRawAsync("POST", "simulator/conferences", """{"chairpersonPhone":"102"}""")).Json["confId"]!;

        var answer = await inspector.ConferenceAsync("queryconfinfos", $$"""{"confIds":[{{id}}]}""");
        var chairperson = answer.Result!["confs"]![0]!["addresses"]![0]!;
        Assert.Equal(("6", "102", 1), ((string)chairperson["addressType"]!, (string)chairperson["address"]!, (int)chairperson["role"]!));
    }

    [Fact]
    public async Task Settings_change_at_run_time_and_show_in_the_state()
    {
        const string Changed =
            """{"pollHold":5,"latency":300,"guidInterval":1500,"guidTimeout":3000,"idleTimeout":9000,"callDelay":1,"forcedSignIn":false}""";
        await using var gateway = await TestGateway.StartAsync();
        await gateway.SendRawAsync("POST", "simulator/settings", Changed);

        var settings = (await gateway.SendRawAsync("GET", "simulator/state")).Json["settings"]!;
        Assert.Equal(Changed, settings.ToJsonString());
        var clock = Stopwatch.StartNew();
        await gateway.SendAsync("PUT", "onlineagent/101", SignIn);
        Assert.InRange(clock.ElapsedMilliseconds, 295, 30_000);
    }

    [Fact]
    public async Task Latency_does_not_delay_polls()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        gateway.Control.Change(new SettingsChange { Latency = TimeSpan.FromMinutes(1) });

        Assert.Null((await agent.PollAsync()).Event);
    }

    [Fact]
    public async Task The_simulator_can_be_driven_over_http_alone()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        var created = await gateway.SendRawAsync(
            "POST",
            "simulator/conferences",
            """{"chairperson":101,"participants":[{"addressType":"6","address":"88887946"},{"addressType":"9","address":"102"}]"""
            + ""","ageMinutes":150}""");
        var confId = (long)created.Json["confId"]!;

        Assert.Equal(150, (int)(await gateway.SendRawAsync("GET", "simulator/state")).Json["conferences"]![0]!["ageMinutes"]!);
        await gateway.SendRawAsync("POST", $"simulator/conferences/{confId}/age", """{"minutes":1438}""");
        await gateway.SendRawAsync("POST", "simulator/time", """{"advanceMilliseconds":1000}""");
        Assert.Equal(["AgentConf_Timeout"], await agent.EventTypesAsync());
        await gateway.SendRawAsync("POST", "simulator/agents/101/rotateguid");
        Assert.NotNull((await agent.PollAsync()).SetGuid);
        await gateway.SendRawAsync("POST", "simulator/agents/101/expireguid");
        Assert.Equal("000-003", (await agent.PollAsync()).RetCode);
        await gateway.SendRawAsync("POST", "simulator/agents/101/signout");
        Assert.False((bool)(await gateway.SendRawAsync("GET", "simulator/agents/101")).Json["signedIn"]!);
    }

    [Theory]
    [InlineData("GET", "simulator/unknown", null, 404)]
    [InlineData("POST", "simulator/agents/4711/signout", null, 404)]
    [InlineData("POST", "simulator/agents/101/rotateguid", null, 400)]
    [InlineData("POST", "simulator/agents/101/dance", null, 404)]
    [InlineData("POST", "simulator/conferences/1/age", """{"minutes":5}""", 404)]
    [InlineData("POST", "simulator/conferences", "{}", 400)]
    [InlineData("POST", "simulator/time", """{"advanceMilliseconds":-1}""", 400)]
    [InlineData("POST", "simulator/agents/101/state", """{"state":99}""", 400)]
    public async Task A_refused_control_request_has_a_reason(string method, string path, string? body, int status)
    {
        await using var gateway = await TestGateway.StartAsync();

        var answer = await gateway.SendRawAsync(method, path, body);

        Assert.Equal((HttpStatusCode)status, answer.Status);
        Assert.NotEmpty((string)answer.Json["error"]!);
    }

    [Fact]
    public async Task Operations_count_the_requests_that_were_carried_out()
    {
        await using var gateway = await TestGateway.StartAsync();
        var chairperson = await gateway.SignInChairpersonAsync(101);
        await chairperson.ConferenceAsync("stopvoicetoconf");
        await chairperson.ConferenceAsync("stopvoicetoconf");
        await chairperson.ConferenceAsync("releaseagentconf");
        await chairperson.ConferenceAsync("releaseagentconf");

        var done = gateway.Control.GetState()["operations"]!["101"]!;

        Assert.Equal((2, 1), ((int)done["stopVoiceToConf"]!, (int)done["releaseAgentConf"]!));
    }

    [Fact]
    public async Task The_request_log_has_one_line_for_each_request_and_no_secrets()
    {
        var path = Path.GetTempFileName();
        try
        {
            string guid;
            await using (var gateway = await TestGateway.StartAsync(TestGateway.Options with { RequestLog = path }))
            {
                guid = (await gateway.SignInAsync(101)).Guid;
            }

            var lines = await File.ReadAllLinesAsync(path);
            Assert.Equal(
                ["login", "getAgentEvent", "getAgentEvent", "getAgentEvent"],
                lines.Select(static line => (string)JsonNode.Parse(line)!["operation"]!));
            Assert.All(lines, line => Assert.DoesNotContain(guid, line, StringComparison.Ordinal));
            Assert.DoesNotContain("secret", lines[0], StringComparison.Ordinal);
            Assert.Equal("current", (string)JsonNode.Parse(lines[1])!["guidMatched"]!);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_missing_content_type_means_json_and_another_one_is_refused()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var bare = new HttpRequestMessage(HttpMethod.Put, $"{TestGateway.Root}onlineagent/101")
        {
            Content = new StringContent(SignIn),
        };
        using var form = new HttpRequestMessage(HttpMethod.Put, $"{TestGateway.Root}onlineagent/102")
        {
            Content = new StringContent(SignIn),
        };
        bare.Content.Headers.ContentType = null;

        Assert.Equal("0", (await Answer.ReadAsync(await gateway.Http.SendAsync(bare))).RetCode);
        Assert.Equal("000-002", (await Answer.ReadAsync(await gateway.Http.SendAsync(form))).RetCode);
    }

    [Fact]
    public async Task A_body_over_a_mebibyte_is_too_large()
    {
        await using var gateway = await TestGateway.StartAsync();

        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            (await gateway.SendAsync("POST", "agentconf/101/prolongtime", new string(' ', 1024 * 1024 + 1))).Status);
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public async Task Http_2_is_offered_unless_it_is_disabled(bool http1Only, int major)
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { Http1Only = http1Only });
        using var request = new HttpRequestMessage(HttpMethod.Get, "simulator/state")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };

        using var answer = await gateway.Http.SendAsync(request);

        Assert.Equal(major, answer.Version.Major);
    }

    [Fact]
    public async Task Plain_http_is_offered_on_loopback_only()
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with { PlainHttp = true });

        Assert.Equal("http", gateway.Host.Address.Scheme);
        Assert.Equal("0", (await gateway.SendAsync("PUT", "onlineagent/101", SignIn)).RetCode);
        await Assert.ThrowsAsync<ArgumentException>(
            () => SimulatorHost.StartAsync(TestGateway.Options with { PlainHttp = true, Host = "0.0.0.0" }));
    }
}
