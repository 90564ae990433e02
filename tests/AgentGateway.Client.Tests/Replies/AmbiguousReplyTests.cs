using System.Text;

namespace AgentGateway.Client.Tests;

/// <summary>
/// Replies that contradict themselves, are about another request, or aren't clearly a success: none is a success, and no write is repeated.
/// </summary>
public sealed class AmbiguousReplyTests
{
    private const string Success = """{"retcode":"0"}""";

    public static TheoryData<string> NoSuccess =>
    [
        """{"eventType":"AgentConf_RequestFailed","workNo":"101","content":{"cause":5}}""",
        """{"eventType":"error","message":"request rejected"}""",
        """{"retcode":["100-007"],"eventType":"x"}""",
        """{"retcode":null,"eventType":"x"}""",
        """{"retcode":"100-007","message":"boom","retcode":"0"}""",
        """{"retcode":"0","retcode":"100-007"}""",
        """{"retCode":"100-007","retcode":"0"}""",
        """{"retcode":"0","retcode":null}""",
        """{"retcode":"0","retcode":[]}""",
        """{"retcode":-0}""",
        """{"retcode":" 0 "}""",
        """{"retcode":"\u00a00"}""",
        """{"retcode":"\u200e0"}""",
        """{"retcode":"0\u202c"}""",
        """{"retcode":"\u200f100-006"}""",
        """{"retcode":"\u200f900-009"}""",
        """{"retcode":"100-007","retcode":"0","retcode":"0"}""",
    ];

    [Theory]
    [MemberData(nameof(NoSuccess))]
    public void A_reply_without_a_clear_success_is_no_reply_of_a_gateway(string body) =>
        Assert.Null(ReplyReader.Read(Encoding.UTF8.GetBytes(body), wantsResult: false, out _));

    [Fact]
    public void Control_characters_are_removed_from_a_return_code() =>
        Assert.Equal(
            "101 [31m-001", ReplyReader.Read("""{"retcode":"101\u001b[31m-001"}"""u8, wantsResult: false, out _)!.RetCode);

    [Theory]
    [MemberData(nameof(NoSuccess))]
    public async Task A_reply_without_a_clear_success_leaves_the_outcome_of_a_write_unknown(string body)
    {
        await using var fake = new FakeGateway(line => line.EndsWith("/sayfree", StringComparison.Ordinal) ? FakeGateway.Http(body) : null);
        var session = await fake.AttachAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree, 101).AsTask());

        Assert.Equal(FailureKind.OutcomeUnknown, failure.Kind);
        Assert.Equal(1, fake.Count("/sayfree"));
    }

    [Theory]
    [MemberData(nameof(NoSuccess))]
    public async Task A_reply_without_a_clear_success_is_no_reply_to_a_query(string body)
    {
        await using var fake = new FakeGateway(
            line => line.EndsWith("/agentstatus", StringComparison.Ordinal) ? FakeGateway.Http(body) : null);
        var session = await fake.AttachAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.Status, 101).AsTask());

        Assert.Equal(FailureKind.BadReply, failure.Kind);
    }

    [Theory]
    [InlineData("""{"retcode":"-0"}""")]
    [InlineData("""{"retcode":"00"}""")]
    public async Task A_code_that_only_resembles_success_is_no_success(string body)
    {
        await using var fake = new FakeGateway(line => line.EndsWith("/sayfree", StringComparison.Ordinal) ? FakeGateway.Http(body) : null);
        var session = await fake.AttachAsync();

        await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree, 101).AsTask());
    }

    [Theory]
    [InlineData("""{"retcode":"0  \u0000"}""")]
    [InlineData("""{"retcode":"0","retCode":0}""")]
    [InlineData("""{"retcode":"0","eventType":"x"}""")]
    public void Padding_and_a_repeated_code_are_no_contradiction(string body) =>
        Assert.True(ReplyReader.Read(Encoding.UTF8.GetBytes(body), wantsResult: false, out _)!.IsSuccess);

    [Fact]
    public async Task An_event_without_a_frame_is_accepted_only_as_the_reply_to_a_poll()
    {
        const string Bare = """{"eventType":"AgentState_Test","workNo":"101","content":null}""";
        await using var fake = new FakeGateway(
            line => line.Contains("/agentevent/", StringComparison.Ordinal) ? FakeGateway.Http(Bare) : null);
        var session = await fake.SignInAsync();

        Assert.Equal("AgentState_Test", (await session.ReadEvents(fromStart: true).ReadAsync().AsTask().WithinTimeout())!.EventType);
        await session.DetachAsync();
    }

    [Theory]
    [InlineData("429 Too Many Requests", Success)]
    [InlineData("404 Not Found", Success)]
    [InlineData("500 Internal Server Error", Success)]
    [InlineData("500 Internal Server Error", """{"retcode":"777-777","message":"boom"}""")]
    [InlineData("502 Bad Gateway", """{"retCode":"502"}""")]
    [InlineData("503 Service Unavailable", """{"retcode":"500-123"}""")]
    [InlineData("302 Found", "")]
    [InlineData("303 See Other", "")]
    [InlineData("408 Request Timeout", "")]
    [InlineData("460 Client Closed", "")]
    [InlineData("499 Client Closed", "")]
    public async Task A_status_after_which_a_write_may_have_been_carried_out_leaves_it_unknown_and_sent_once(string status, string body)
    {
        await using var fake = new FakeGateway(
            line => line.EndsWith("/sayfree", StringComparison.Ordinal)
                ? FakeGateway.Http(body, status, "Location: /agentgateway/ok\r\n")
                : null,
            options => options with { MaximumRetryCount = 2 });
        var session = await fake.AttachAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree, 101).AsTask());

        Assert.Equal(FailureKind.OutcomeUnknown, failure.Kind);
        Assert.Contains("HTTP " + status[..3], failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, fake.Count("/sayfree"));
    }

    [Fact]
    public async Task The_message_of_an_unknown_code_with_a_failed_status_is_quoted()
    {
        await using var fake = new FakeGateway(
            line => line.EndsWith("/sayfree", StringComparison.Ordinal)
                ? FakeGateway.Http("""{"retcode":"777-777","message":"boom"}""", "500 Error")
                : null);
        var session = await fake.AttachAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree, 101).AsTask());

        Assert.Equal(("777-777", "boom", (int?)500), (failure.RetCode, failure.GatewayMessage, failure.HttpStatus));
    }

    [Theory]
    [InlineData("300 Multiple Choices")]
    [InlineData("307 Temporary Redirect")]
    [InlineData("308 Permanent Redirect")]
    [InlineData("409 Conflict")]
    public async Task A_status_that_says_that_nothing_was_carried_out_is_a_BadReply(string status)
    {
        await using var fake = new FakeGateway(
            line => line.EndsWith("/sayfree", StringComparison.Ordinal) ? FakeGateway.Http("", status) : null);
        var session = await fake.AttachAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree, 101).AsTask());

        Assert.Equal(FailureKind.BadReply, failure.Kind);
    }

    [Theory]
    [InlineData("Content-Length: 15\r\nContent-Length: 5\r\n")]
    [InlineData("Content-Length: 5\r\nContent-Length: 15\r\n")]
    [InlineData("Content-Length: 15, 5\r\n")]
    [InlineData("Content-Length: 5\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n")]
    public async Task A_reply_with_two_lengths_has_no_length(string lengths)
    {
        var body = lengths.Contains("chunked", StringComparison.Ordinal) ? $"f\r\n{Success}\r\n0\r\n\r\n" : Success;
        await using var fake = new FakeGateway(
            line => line.EndsWith("/sayfree", StringComparison.Ordinal)
                ? $"HTTP/1.1 200 OK\r\n{lengths}\r\n{body}{FakeGateway.Cut}"
                : null);
        var session = await fake.AttachAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree, 101).AsTask());

        Assert.Equal(FailureKind.OutcomeUnknown, failure.Kind);
        Assert.Contains("two different lengths", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_whose_declared_length_is_too_large_is_refused_before_it_arrives()
    {
        await using var fake = new FakeGateway(
            line => line.EndsWith("/sayfree", StringComparison.Ordinal) ? "HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n" : null);
        var session = await fake.AttachAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree, 101).AsTask());

        Assert.Equal(FailureKind.OutcomeUnknown, failure.Kind);
        Assert.Contains("a body of more than 1 MiB", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("429 Too Many Requests", FailureKind.GatewayBusy)]
    [InlineData("428 Precondition Required", FailureKind.BadReply)]
    public async Task A_query_that_another_server_refuses_is_a_BadReply_unless_there_were_too_many_requests(string status, FailureKind kind)
    {
        await using var fake = new FakeGateway(
            line => line.EndsWith("/agentstatus", StringComparison.Ordinal) ? FakeGateway.Http("<html/>", status) : null);
        var session = await fake.AttachAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.Status, 101).AsTask());

        Assert.Equal(kind, failure.Kind);
    }

    [Theory]
    [InlineData("\"777\"")]
    [InlineData("777")]
    [InlineData("\"abc\"")]
    [InlineData("[]")]
    public async Task A_reply_about_another_agent_is_not_accepted(string workNo)
    {
        await using var fake = new FakeGateway(
            line => line.Contains("agentbyworkno", StringComparison.Ordinal)
                ? FakeGateway.Http($$$"""{"retcode":"0","result":{"workno":{{{workNo}}},"status":"4"}}""")
                : null);
        var session = await fake.SignInAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.GetDetailsAsync(108));

        Assert.Equal((FailureKind.BadReply, (int?)108), (failure.Kind, failure.AgentId));
        await session.DetachAsync();
    }

    [Fact]
    public async Task Conferences_that_were_not_requested_are_left_out_and_none_is_returned_twice()
    {
        const string Answer =
            """{"retcode":"0","result":{"confs":[{"confId":6,"confState":1},{"confId":5,"confState":1},{"confId":5,"confState":1}]}}""";
        await using var fake = new FakeGateway(
            line => line.Contains("queryconfinfos", StringComparison.Ordinal) ? FakeGateway.Http(Answer) : null);
        var session = await fake.SignInAsync();

        Assert.Equal([5L], (await session.GetConferencesAsync([5])).Select(conference => conference.ConferenceId));
        await session.DetachAsync();
    }

    [Theory]
    [InlineData("", 101)]
    [InlineData("\"workNo\":null,", 101)]
    [InlineData("\"workNo\":\"\",", 101)]
    [InlineData("\"workNo\":\"101\",", 101)]
    [InlineData("\"workNo\":101,", 101)]
    [InlineData("\"workNo\":\"99999999999\",", 0)]
    [InlineData("\"workNo\":99999999999,", 0)]
    [InlineData("\"workNo\":\"abc\",", 0)]
    [InlineData("\"workNo\":-5,", 0)]
    [InlineData("\"workNo\":{},", 0)]
    public void Only_an_event_without_an_agent_or_with_this_one_belongs_to_the_session(string workNo, int agentId)
    {
        var json = Encoding.UTF8.GetBytes("{" + workNo + """ "eventType":"AgentOther_ShutdownService","content":{}}""");

        Assert.Equal(agentId, Assert.Single(AgentEventReader.Read(json, 101, new Uri("https://gw:8043"), default)).AgentId);
    }
}
