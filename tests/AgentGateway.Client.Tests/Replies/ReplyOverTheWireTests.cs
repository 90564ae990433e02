using System.Text.Json.Nodes;
using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>Any reply of a gateway, or of another server in its place, has one clear outcome, and a write is never repeated.</summary>
public sealed class ReplyOverTheWireTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private const int ReadsAndTheirRepetitions = 3;

    private Bench Bench => shared.Bench;

    public static TheoryData<FaultKind> Tolerated =>
        [
            FaultKind.ByteOrderMark, FaultKind.NumberRetCode, FaultKind.StringResult, FaultKind.TextResult, FaultKind.BooleanResult,
            FaultKind.NullResult, FaultKind.AbsentResult,
            FaultKind.Gbk, FaultKind.NulPadding, FaultKind.HexadecimalGuid,
        ];

    public static TheoryData<FaultKind, string> Refused => new()
    {
        { FaultKind.NotJson, "not JSON" },
        { FaultKind.Truncated, "not JSON" },
        { FaultKind.Empty, "an empty body" },
        { FaultKind.WrongEncoding, "not JSON" },
        { FaultKind.ArrayRoot, "not an object" },
        { FaultKind.HugeBody, "more than 1 MiB" },
        { FaultKind.Deep, "not JSON" },
    };

    [Theory]
    [MemberData(nameof(Tolerated))]
    public async Task A_success_in_another_form_is_a_success(FaultKind dress)
    {
        var session = await Bench.SignInAsync();
        Order(session, "sayFree", new Fault { Kind = dress });

        var result = await session.InvokeAsync(AgentCalls.SayFree);

        Assert.Equal(("0", "sayFree"), (result.RetCode, result.Operation));
        Assert.Single(Bench.Seen(session.AgentId!.Value, "sayFree"));
    }

    [Theory]
    [InlineData("UTF-8")]
    [InlineData("GBK")]
    public async Task The_message_of_a_reply_in_GBK_is_read(string charset)
    {
        var session = await Bench.SignInAsync();
        Order(session, "sayFree", new Fault { Kind = FaultKind.Gbk, Charset = charset });

        Assert.Equal("成功昞", (await session.InvokeAsync(AgentCalls.SayFree)).Message);
    }

    [Fact]
    public async Task An_event_in_GBK_reaches_its_reader()
    {
        var session = await Bench.SignInAsync();
        var events = session.ReadEvents();
        Order(session, "getAgentEvent", new Fault { Kind = FaultKind.Gbk });
        Bench.Control.RaiseEvent(session.AgentId!.Value, "AgentOther_Note", """{"sendername":"昞","context":"运输"}""");

        AgentEvent? received;
        do
        {
            received = await events.ReadAsync().AsTask().WithinTimeout();
        }
        while (received!.EventType != "AgentOther_Note");

        var content = JsonNode.Parse(received.Raw)!["content"]!;
        Assert.Equal(("昞", "运输"), ((string?)content["sendername"], (string?)content["context"]));
    }

    [Fact]
    public async Task A_padded_event_reaches_its_reader_without_its_padding()
    {
        var session = await Bench.SignInAsync();
        var events = session.ReadEvents();
        Order(session, "getAgentEvent", new Fault { Kind = FaultKind.NulPadding });
        Bench.Control.RaiseEvent(session.AgentId!.Value, "AgentEvent_Hold", "\"1397104272-3397\"");

        AgentEvent? received;
        do
        {
            received = await events.ReadAsync().AsTask().WithinTimeout();
        }
        while (received!.EventType != "AgentEvent_Hold");

        Assert.Equal(session.AgentId, received.AgentId);
        Assert.Equal("1397104272-3397", received.Content);
        Assert.DoesNotContain("u0000", received.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_works_with_a_GUID_that_is_no_UUID()
    {
        var session = await Bench.SignInAsync();
        Order(session, "sayFree", new Fault { Kind = FaultKind.HexadecimalGuid, Count = 1 });
        await session.InvokeAsync(AgentCalls.SayFree);

        await session.InvokeAsync(AgentCalls.SayFree);

        Assert.Equal(["current", "current"], Bench.Seen(session.AgentId!.Value, "sayFree").Select(request => request.GuidMatched));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_write_with_an_unreadable_reply_may_have_been_carried_out_so_it_is_OutcomeUnknown_and_sent_once(
        FaultKind kind, string why)
    {
        var session = await Bench.SignInAsync();
        Order(session, "sayFree", new Fault { Kind = kind });

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree).AsTask());

        Assert.Equal(
            (FailureKind.OutcomeUnknown, 200, "sayFree", session.AgentId),
            (failure.Kind, failure.HttpStatus, failure.Operation, failure.AgentId));
        Assert.Contains("the address is that of the gateway", failure.Remedy, StringComparison.Ordinal);
        Assert.Null(failure.RetCode);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.Single(Bench.Seen(session.AgentId!.Value, "sayFree"));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_read_without_a_reply_of_a_gateway_is_repeated_and_then_a_BadReply(FaultKind kind, string why)
    {
        var session = await Bench.SignInAsync();
        Order(session, "getAgentStatus", new Fault { Kind = kind });

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.GetStatusAsync());

        Assert.Equal(FailureKind.BadReply, failure.Kind);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.Equal(ReadsAndTheirRepetitions, Bench.Seen(session.AgentId!.Value, "getAgentStatus").Length);
    }

    [Fact]
    public async Task A_read_that_succeeds_at_the_second_attempt_is_no_failure()
    {
        var session = await Bench.SignInAsync();
        Order(session, "getAgentStatus", new Fault { Kind = FaultKind.NotJson, Count = 1 });

        Assert.Equal(AgentState.Idle, (await session.GetStatusAsync()).State);
        Assert.Equal(2, Bench.Seen(session.AgentId!.Value, "getAgentStatus").Length);
    }

    [Theory]
    [InlineData((1024 * 1024) - 40, true)]
    [InlineData((1024 * 1024) - 39, false)]
    public async Task A_body_is_read_to_one_MiB(int bytes, bool isRead)
    {
        // The simulator puts 40 bytes around the message: {"result":{},"retcode":"0","message":"…"}
        var session = await Bench.SignInAsync();
        Order(session, "sayFree", new Fault { Kind = FaultKind.HugeBody, Bytes = bytes });

        var outcome = await session.TryInvokeAsync(AgentCalls.SayFree, null, null, CancellationToken.None);

        Assert.Equal(isRead, !outcome.Failed);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    [InlineData(308)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(501)]
    public async Task A_write_that_is_refused_with_an_HTTP_status_is_a_BadReply_with_the_status(int status) =>
        await AssertWriteAsync(status, FailureKind.BadReply);

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_write_that_a_server_or_a_proxy_failed_on_may_have_been_carried_out_so_it_is_OutcomeUnknown(int status) =>
        await AssertWriteAsync(status, FailureKind.OutcomeUnknown);

    [Theory]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_read_without_a_reply_of_a_gateway_is_repeated_and_then_a_BadReply_with_the_HTTP_status(int status)
    {
        var session = await Bench.SignInAsync();
        Order(session, "getAgentStatus", new Fault { Kind = FaultKind.Status, HttpStatus = status });

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.GetStatusAsync());

        Assert.Equal((FailureKind.BadReply, (int?)status), (failure.Kind, failure.HttpStatus));
        Assert.Equal(ReadsAndTheirRepetitions, Bench.Seen(session.AgentId!.Value, "getAgentStatus").Length);
    }

    [Theory]
    [InlineData(401, "000-003", FailureKind.PermissionDenied)]
    [InlineData(403, "100-009", FailureKind.PermissionDenied)]
    [InlineData(404, "101-001", FailureKind.ConferenceNotFound)]
    [InlineData(500, "100-007", FailureKind.OutcomeUnknown)]
    [InlineData(503, "100-003", FailureKind.GatewayBusy)]
    public async Task An_HTTP_failure_with_a_reply_of_the_gateway_is_treated_as_that_reply(int status, string code, FailureKind kind)
    {
        var session = await Bench.SignInAsync();
        Order(session, "sayFree", new Fault { Kind = FaultKind.Status, HttpStatus = status, Body = "json", RetCode = code });

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree).AsTask());

        Assert.Equal((kind, code, (int?)status), (failure.Kind, failure.RetCode, failure.HttpStatus));
    }

    [Fact]
    public async Task A_success_with_the_status_of_a_failure_is_not_trusted()
    {
        var session = await Bench.SignInAsync();
        Order(session, "sayFree", new Fault { Kind = FaultKind.Status, HttpStatus = 500, Body = "json", RetCode = "0" });

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree).AsTask());

        Assert.Equal(FailureKind.OutcomeUnknown, failure.Kind);
    }

    [Fact]
    public async Task A_sign_in_that_a_proxy_failed_on_is_OutcomeUnknown_and_sent_once()
    {
        var agent = Bench.NextAgent();
        Bench.Control.AddFault(new Fault { Kind = FaultKind.Status, AgentId = agent, HttpStatus = 502 });

        var failure = await Assert.ThrowsAsync<GatewayException>(() => Bench.SignInAsync(agent));

        Assert.Equal((FailureKind.OutcomeUnknown, (int?)502), (failure.Kind, failure.HttpStatus));
        Assert.Single(Bench.Seen(agent));
    }

    private async Task AssertWriteAsync(int status, FailureKind kind)
    {
        var session = await Bench.SignInAsync();
        var other = new Uri(Bench.Gateway.Address, "/agentgateway/resource/onlineagent/101/sayfree").ToString();
        foreach (var body in new[] { "html", "empty" })
        {
            Bench.Control.ClearRequests();
            Order(
                session,
                "sayFree",
                new Fault { Kind = FaultKind.Status, HttpStatus = status, Body = body, Count = 1, Location = status < 400 ? other : null });

            var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree).AsTask());

            Assert.Equal((kind, (int?)status), (failure.Kind, failure.HttpStatus));
            Assert.Contains($"HTTP {status}", failure.Message, StringComparison.Ordinal);
            Assert.Equal(status < 400, failure.Message.Contains("redirect", StringComparison.Ordinal));
            Assert.Single(Bench.Control.GetRequests(), request => request.Operation == "sayFree");
        }
    }

    private void Order(AgwSession session, string operation, Fault fault) =>
        Bench.Control.AddFault(fault with { AgentId = session.AgentId, Operation = operation, Result = new JsonObject() });
}
