using System.Text.Json;
using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>A gateway that repeats secrets of any shape is quoted without them: in errors, results, LastError and the trace.</summary>
public sealed class QuotedSecretTests
{
    private const string LongGuid = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a6978";

    [Theory]
    [InlineData("1001")]
    [InlineData("abc")]
    [InlineData("1")]
    [InlineData("user")]
    [InlineData("Zx9-q\"w\\e/密")]
    public async Task A_sign_in_that_is_refused_quotes_no_password_in_any_form(string password)
    {
        using var folder = new TemporaryFolder();
        await using var bench = await Bench.StartAsync(client: options => options with { TracePath = folder.File("trace.jsonl") });
        bench.Control.AddFault(new Fault
        {
            Kind = FaultKind.RetCode,
            AgentId = 1001,
            RetCode = "100-001",
            Message = $"wrong {password} name",
            Result = JsonSerializer.SerializeToNode(new { echo = password, number = 1001, mediatype = password }),
        });

        var failure = await Assert.ThrowsAsync<GatewayException>(() => bench.SignInAsync(Bench.Request(1001, password)));
        bench.Gateway.Dispose();

        Assert.Equal("***", failure.GatewayMessage);
        Assert.Contains("100-001", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong ", failure.ToString(), StringComparison.Ordinal);
        var line = JsonDocument.Parse((await File.ReadAllLinesAsync(folder.File("trace.jsonl"))).Single()).RootElement;
        Assert.Equal(1001, line.GetProperty("agentId").GetInt32());
        Assert.Equal("/agentgateway/resource/onlineagent/1001", line.GetProperty("path").GetString());
        Assert.Equal("***", line.GetProperty("message").GetString());
        Assert.Equal("""{"***":"***","***":"***","mediatype":"***"}""", line.GetProperty("result").GetString());
        Assert.Equal("""{"password":"***","phonenum":"41001"}""", line.GetProperty("body").GetString());
    }

    [Fact]
    public async Task A_GUID_without_dashes_is_in_no_error_result_or_trace()
    {
        using var folder = new TemporaryFolder();
        await using var bench = await Bench.StartAsync(client: options => options with { TracePath = folder.File("trace.jsonl") });
        var session = await AgwSession.AttachAsync(bench.Gateway, LongGuid);
        AnswerNext(bench, 101, "sayBusy", "100-007", $"session {LongGuid} is busy");
        AnswerNext(bench, 101, "sayFree", "0", $"done for sid_{LongGuid}");
        bench.Control.AddFault(
            new Fault
            {
                Kind = FaultKind.RetCode,
                AgentId = 101,
                Operation = "getAgentStatus",
                RetCode = "0",
                Result = JsonSerializer.SerializeToNode(new { agentState = 4, note = $"of {LongGuid}" }),
                Count = 1,
            });

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayBusy(), 101).AsTask());
        var result = await session.InvokeAsync(AgentCalls.SayFree, 101);
        _ = await session.GetStatusAsync(101);
        bench.Gateway.Dispose();

        Assert.Equal("session *** is busy", failure.GatewayMessage);
        Assert.Equal("done for sid_***", result.Message);
        var all = failure.ToString() + session.LastError + await File.ReadAllTextAsync(folder.File("trace.jsonl"));
        Assert.DoesNotContain(LongGuid[..16], all, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("of ***", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_later_error_contains_the_password_of_the_sign_in()
    {
        await using var bench = await Bench.StartAsync();
        var session = await bench.SignInAsync();
        AnswerNext(bench, session.AgentId, "sayBusy", "100-007", $"you are {Bench.Password}, aren't you");

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayBusy()).AsTask());

        Assert.Equal("***", failure.GatewayMessage);
        Assert.DoesNotContain(Bench.Password, failure.ToString() + session.LastError, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_GUID_before_the_current_one_is_also_a_secret()
    {
        await using var bench = await Bench.StartAsync();
        var session = await bench.SignInAsync();
        var previous = Secrets.Of(session);
        await session.UpdateGuidAsync();
        var current = Secrets.Of(session)[..36].ToUpperInvariant();
        AnswerNext(bench, session.AgentId, "sayBusy", "100-007", $"{previous[..36]} was replaced by {current}");

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayBusy()).AsTask());

        Assert.Equal("*** was replaced by ***", failure.GatewayMessage);
    }

    /// <summary>The gateway answers the next request of an operation with this code and message.</summary>
    private static void AnswerNext(Bench bench, int? agentId, string operation, string code, string message) =>
        bench.Control.AddFault(new Fault
        {
            Kind = FaultKind.RetCode,
            AgentId = agentId,
            Operation = operation,
            RetCode = code,
            Message = message,
            Count = 1,
        });
}
