using System.Diagnostics;
using System.Net;

namespace AgentGateway.Simulator.Tests;

/// <summary>Tests what each kind of fault looks like on the wire.</summary>
public class FaultTests
{
    private const string Release = "agentconf/101/releaseagentconf";

    public static TheoryData<FaultKind> Cuts => [FaultKind.CutBefore, FaultKind.CutAfter, FaultKind.CutDuringBody];

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_request_with_a_closed_connection_is_carried_out_or_not_as_specified(FaultKind kind)
    {
        await using var gateway = await TestGateway.StartAsync();
        var chairperson = await gateway.SignInChairpersonAsync(101);
        gateway.Control.AddFault(new Fault { Kind = kind, Operation = "releaseAgentConf", Count = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => chairperson.ConferenceAsync("releaseagentconf"));

        var acted = kind != FaultKind.CutBefore;
        Assert.Equal(acted ? 1 : 0, gateway.Control.CountOperation(101, "releaseAgentConf"));
        Assert.Equal(acted ? "101-001" : "0", (await chairperson.ConferenceAsync("releaseagentconf")).RetCode);
        Assert.Equal(acted ? "0" : null, gateway.Control.GetRequests().Single(static request => request.Fault is not null).RetCode);
    }

    [Fact]
    public async Task A_reply_that_is_cut_in_the_middle_of_its_body_always_has_its_headers()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        gateway.Control.AddFault(new Fault { Kind = FaultKind.CutDuringBody, Operation = "getAgentStatus" });

        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => ReadHeadersAsync(gateway, agent)));

        foreach (var reply in replies)
        {
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            reply.Dispose();
        }
    }

    private static async Task<HttpResponseMessage> ReadHeadersAsync(TestGateway gateway, SignedInAgent agent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{TestGateway.Root}onlineagent/101/agentstatus")
        {
            Headers = { { "Guid", agent.Guid } },
        };
        return await gateway.Http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(101, null)]
    [InlineData(900, 101)]
    public async Task A_conference_is_replaced_before_the_request_is_carried_out(int asks, int? chairperson)
    {
        await using var gateway = await TestGateway.StartAsync();
        var old = gateway.Control.CreateConference(101, []);
        var agent = await gateway.SignInAsync(asks);
        gateway.Control.AddFault(
            new Fault { Kind = FaultKind.ReplaceConference, Chairperson = chairperson, Operation = "queryConfInfos", Count = 1 });

        var answer = await agent.ConferenceAsync("queryconfinfos", $$"""{"confIds":[{{old}}]}""");

        Assert.Empty(answer.Result!["confs"]!.AsArray());
        Assert.NotEqual(old, (long)gateway.Control.GetAgent(101)["confId"]!);
        Assert.Equal(FaultKind.ReplaceConference, gateway.Control.GetRequests()[^1].Fault);
    }

    [Fact]
    public async Task A_missing_reply_lasts_until_the_client_cancels()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        gateway.Control.AddFault(new Fault { Kind = FaultKind.NoAnswer });
        using var giveUp = new CancellationTokenSource(300);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{TestGateway.Root}onlineagent/101/agentstatus")
        {
            Headers = { { "Guid", agent.Guid } },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gateway.Http.SendAsync(request, giveUp.Token));

        await Eventually.BecomesTrueAsync(() => gateway.Control.GetRequests()[^1] is { RetCode: "0", HttpStatus: null });
    }

    [Theory]
    [InlineData(FaultKind.Latency, 200, 200)]
    [InlineData(FaultKind.SlowDrip, 5, 47 * 5)]
    public async Task A_slow_reply_is_complete_and_late(FaultKind kind, int milliseconds, int least)
    {
        await using var gateway = await TestGateway.StartAsync();
        var chairperson = await gateway.SignInChairpersonAsync(101);
        gateway.Control.AddFault(new Fault { Kind = kind, Milliseconds = milliseconds, Operation = "stopVoiceToConf" });
        var clock = Stopwatch.StartNew();

        Assert.Equal("""{"result":{},"message":"success","retcode":"0"}""", (await chairperson.ConferenceAsync("stopvoicetoconf")).Body);

        Assert.InRange(clock.ElapsedMilliseconds, least - 5, 30_000);
    }

    [Theory]
    [InlineData(502, "html", "text/html", "<html>")]
    [InlineData(500, "json", "application/json", "\"retcode\":\"100-007\"")]
    [InlineData(401, "empty", null, "")]
    [InlineData(302, "empty", null, "")]
    public async Task Another_status_has_the_specified_body_and_nothing_is_carried_out(
        int status, string body, string? type, string content)
    {
        await using var gateway = await TestGateway.StartAsync();
        var chairperson = await gateway.SignInChairpersonAsync(101);
        await InjectAsync(
            gateway,
            $$"""{"agentId":101,"operation":"releaseAgentConf","fault":"status","httpStatus":{{status}}"""
            + $$""","body":"{{body}}","location":"https://example.org/"}""");

        var answer = await chairperson.ConferenceAsync("releaseagentconf");

        Assert.Equal((HttpStatusCode)status, answer.Status);
        Assert.Equal(type, answer.Message.Content.Headers.ContentType?.MediaType);
        Assert.Contains(content, answer.Body, StringComparison.Ordinal);
        Assert.Equal("https://example.org/", answer.Message.Headers.Location!.ToString());
        Assert.Equal(0, gateway.Control.CountOperation(101, "releaseAgentConf"));
    }

    [Theory]
    [InlineData("truncated", """{"result":{},"message":""")]
    [InlineData("empty", "")]
    [InlineData("arrayRoot", """[{"result":{},"message":"success","retcode":"0"}]""")]
    [InlineData("numberRetCode", """{"result":{},"message":"success","retcode":0}""")]
    [InlineData("stringResult", """{"result":"","message":"success","retcode":"0"}""")]
    [InlineData("textResult", """{"result":"1455885056-1095","message":"success","retcode":"0"}""")]
    [InlineData("booleanResult", """{"result":true,"message":"success","retcode":"0"}""")]
    [InlineData("nulPadding", """{"result":{},"message":"success\u0000\u0000""")]
    [InlineData("nullResult", """{"result":null,"message":"success","retcode":"0"}""")]
    [InlineData("absentResult", """{"message":"success","retcode":"0"}""")]
    [InlineData("notJson", "OK")]
    public async Task A_reply_can_be_corrupted_although_the_request_was_carried_out(string fault, string body)
    {
        await using var gateway = await TestGateway.StartAsync();
        var chairperson = await gateway.SignInChairpersonAsync(101);
        await InjectAsync(gateway, $$"""{"operation":"releaseAgentConf","fault":"{{fault}}","count":1}""");

        var answer = await chairperson.ConferenceAsync("releaseagentconf");

        Assert.Equal((HttpStatusCode.OK, body), (answer.Status, answer.Body[..Math.Min(body.Length, answer.Body.Length)]));
        Assert.Equal("101-001", (await chairperson.ConferenceAsync("releaseagentconf")).RetCode);
    }

    [Theory]
    [InlineData("wrongEncoding", new byte[] { (byte)'{', 0, (byte)'"', 0 })]
    [InlineData("byteOrderMark", new byte[] { 0xEF, 0xBB, 0xBF, (byte)'{' })]
    public async Task A_reply_can_start_with_the_wrong_bytes(string fault, byte[] beginning)
    {
        await using var gateway = await TestGateway.StartAsync();
        await InjectAsync(gateway, $$"""{"fault":"{{fault}}"}""");

        var answer = await gateway.SendAsync("POST", Release);

        Assert.Equal(beginning, (await answer.Message.Content.ReadAsByteArrayAsync())[..4]);
    }

    [Theory]
    [InlineData("", "UTF-8")]
    [InlineData(",\"charset\":\"GBK\"", "GBK")]
    public async Task A_reply_can_be_in_GBK_with_or_without_the_matching_charset(string more, string charset)
    {
        await using var gateway = await TestGateway.StartAsync();
        await gateway.SignInChairpersonAsync(101);
        await InjectAsync(gateway, $$"""{"fault":"gbk"{{more}}}""");

        using var answer = await gateway.Http.PostAsync(TestGateway.Root + Release, null);

        var body = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(charset, answer.Content.Headers.ContentType!.CharSet);
        byte[] message = [0xB3, 0xC9, 0xB9, 0xA6, 0x95, (byte)'\\', (byte)'"'];
        Assert.True(body.AsSpan().IndexOf(message) > 0);
    }

    [Fact]
    public async Task A_reply_can_have_a_guid_that_is_no_UUID()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        await InjectAsync(gateway, """{"fault":"hexadecimalGuid","count":1}""");

        agent.Guid = (await agent.OwnAsync("GET", "agentstatus")).SetGuid!;

        Assert.Matches("^[0-9a-f]{48}[.]AgentGateway0$", agent.Guid);
        Assert.Equal("0", (await agent.OwnAsync("GET", "agentstatus")).RetCode);
        Assert.Equal("current", gateway.Control.GetRequests()[^1].GuidMatched);
    }

    [Fact]
    public async Task A_body_can_be_huge_or_deep()
    {
        await using var gateway = await TestGateway.StartAsync();
        await InjectAsync(gateway, """{"fault":"hugeBody","bytes":3000000,"count":1}""");
        await InjectAsync(gateway, """{"fault":"deep","levels":100000,"count":1}""");

        Assert.InRange((await gateway.SendAsync("POST", Release)).Body.Length, 3_000_000, 3_000_100);
        Assert.Contains(new string('[', 100_000), (await gateway.SendAsync("POST", Release)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_return_code_can_be_injected_for_the_next_calls_of_an_agent()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (first, second) = (await gateway.SignInChairpersonAsync(101), await gateway.SignInChairpersonAsync(102));
        await InjectAsync(gateway, """{"agentId":101,"fault":"retCode","retCode":"000-004","count":2}""");

        Assert.Equal("0", (await second.ConferenceAsync("stopvoicetoconf")).RetCode);
        Assert.Equal("000-004", (await first.ConferenceAsync("stopvoicetoconf")).RetCode);
        Assert.Equal("000-004", (await first.OwnAsync("GET", "agentstatus")).RetCode);
        Assert.Equal("0", (await first.ConferenceAsync("stopvoicetoconf")).RetCode);
    }

    [Theory]
    [InlineData("\u001b[31m")]
    [InlineData("0\r\n1")]
    [InlineData("{\"password\":\"x\"}")]
    [InlineData("a\\")]
    public async Task An_injected_return_code_can_be_any_text(string retCode)
    {
        await using var gateway = await TestGateway.StartAsync();
        var chairperson = await gateway.SignInChairpersonAsync(101);
        await InjectAsync(
            gateway, $$"""{"agentId":101,"fault":"retCode","retCode":"{{System.Text.Json.JsonEncodedText.Encode(retCode)}}"}""");

        Assert.Equal(retCode, (await chairperson.ConferenceAsync("stopvoicetoconf")).RetCode);
    }

    [Fact]
    public async Task A_return_code_can_be_injected_although_the_request_was_carried_out()
    {
        await using var gateway = await TestGateway.StartAsync();
        var chairperson = await gateway.SignInChairpersonAsync(101);
        await InjectAsync(gateway, """{"operation":"releaseAgentConf","fault":"retCode","retCode":"100-007","acted":true}""");

        Assert.Equal("100-007", (await chairperson.ConferenceAsync("releaseagentconf")).RetCode);
        Assert.Equal(1, gateway.Control.CountOperation(101, "releaseAgentConf"));
    }

    [Fact]
    public async Task Cleared_faults_have_no_effect()
    {
        await using var gateway = await TestGateway.StartAsync();
        await InjectAsync(gateway, """{"fault":"status"}""");
        await gateway.SendRawAsync("DELETE", "simulator/faults");

        Assert.Equal(HttpStatusCode.OK, (await gateway.SendAsync("POST", Release)).Status);
    }

    [Fact]
    public async Task A_fault_with_a_count_affects_exactly_that_number_of_concurrent_calls()
    {
        await using var gateway = await TestGateway.StartAsync();
        await InjectAsync(gateway, """{"fault":"status","httpStatus":503,"body":"empty","count":25}""");

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => gateway.SendAsync("POST", Release)));

        Assert.Equal(25, answers.Count(static answer => answer.Status == HttpStatusCode.ServiceUnavailable));
    }

    [Theory]
    [InlineData("""{"fault":"unheardOf"}""")]
    [InlineData("""{"operation":"releaseAgentConf"}""")]
    [InlineData("""{"fault":"status","operation":"releaseagentconf"}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task An_invalid_fault_is_refused_with_a_reason(string body)
    {
        await using var gateway = await TestGateway.StartAsync();

        var answer = await gateway.SendRawAsync("POST", "simulator/faults", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotEmpty((string)answer.Json["error"]!);
    }

    private static async Task InjectAsync(TestGateway gateway, string fault)
    {
        var answer = await gateway.SendRawAsync("POST", "simulator/faults", fault);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
    }
}
