using System.Globalization;
using System.Text.Json.Nodes;
using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>Every return code becomes the error that an admin catches.</summary>
public sealed class RetCodeTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private Bench Bench => shared.Bench;

    public static TheoryData<string> Codes => [.. CodeTable.Kinds.Keys];

    public static TheoryData<string> SignInCodes => [.. SessionOperations.Login.RetCodes];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_code_becomes_the_error_of_the_table_with_all_its_details(string code)
    {
        var session = await Bench.SignInAsync();
        Refuse(session, code, "words of the gateway");

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(ConferenceCalls.StopVoice).AsTask());

        Assert.Equal(CodeTable.Kinds[code], failure.Kind);
        Assert.Equal(code, failure.RetCode);
        Assert.Equal("stopVoiceToConf", failure.Operation);
        Assert.Equal(session.AgentId, failure.AgentId);
        Assert.Equal(Bench.Gateway.Address, failure.Gateway);
        Assert.Equal("words of the gateway", failure.GatewayMessage);
        Assert.Equal(200, failure.HttpStatus);
        Assert.NotEmpty(failure.Remedy);
        Assert.Equal(code, failure.Result!.RetCode);
        var agent = session.AgentId!.Value.ToString(CultureInfo.InvariantCulture);
        var parts = new[] { code, "words of the gateway", "stopVoiceToConf", agent, Bench.Gateway.Address.Authority };
        foreach (var part in parts)
        {
            Assert.Contains(part, failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_known_code_is_in_the_table_of_the_design()
    {
        Assert.Empty(RetCodes.Known.Select(known => known.Code).Except(CodeTable.Kinds.Keys));
        Assert.All(RetCodes.Known, known => Assert.NotEmpty(known.Meaning));
    }

    [Fact]
    public void Every_code_that_an_operation_lists_is_known() =>
        Assert.Empty(Catalogue.All.SelectMany(operation => operation.RetCodes).Except(RetCodes.Known.Select(known => known.Code)));

    [Theory]
    [MemberData(nameof(SignInCodes))]
    public async Task A_refused_sign_in_is_the_error_of_the_table(string code)
    {
        var agent = Bench.NextAgent();
        Bench.Control.AddFault(new Fault { Kind = FaultKind.RetCode, AgentId = agent, Operation = "login", RetCode = code });

        var failure = await Assert.ThrowsAsync<GatewayException>(() => Bench.SignInAsync(agent));

        Assert.Equal(
            (CodeTable.Kinds[code], code, "login", (int?)agent), (failure.Kind, failure.RetCode, failure.Operation, failure.AgentId));
        Assert.NotEmpty(failure.Remedy);
    }

    [Theory]
    [InlineData("""{"errorReason": 21234}""", 21234)]
    [InlineData("""{"errorReason": "21234"}""", 21234)]
    [InlineData("""{"errorReason": -1}""", -1)]
    [InlineData("""{"errorReason": {"a": 1}}""", null)]
    [InlineData("""{"other": 1}""", null)]
    [InlineData("""[21234]""", null)]
    [InlineData("\"21234\"", null)]
    public async Task The_cause_in_the_reply_is_kept(string result, int? cause)
    {
        var session = await Bench.SignInAsync();
        Bench.Control.AddFault(
            new Fault
            {
                Kind = FaultKind.RetCode,
                AgentId = session.AgentId,
                Operation = "stopVoiceToConf",
                RetCode = "101-001",
                Result = JsonNode.Parse(result),
            });

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(ConferenceCalls.StopVoice).AsTask());

        Assert.Equal(cause, failure.Cause);
    }

    [Fact]
    public async Task Message_and_code_of_a_hostile_gateway_become_one_harmless_line()
    {
        var session = await Bench.SignInAsync();
        Refuse(session, "101\u001b[31m-001\r\n", "\u001b]0;owned\u0007\r\n\u202eevil \u009b31m" + new string('x', 100_000));

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(ConferenceCalls.StopVoice).AsTask());

        // The message of the gateway can have up to 4,096 characters and an ellipsis. A sentence quotes only its beginning.
        string[] sentences = [failure.Message, failure.RetCode!, failure.Result!.RetCode, session.LastError!];
        string[] words = [failure.GatewayMessage!, failure.Result.Message];
        Assert.All([.. sentences, .. words], text => Assert.DoesNotContain(text, letter => char.IsControl(letter) || letter == '\u202e'));
        Assert.All(sentences, text => Assert.InRange(text.Length, 1, 1000));
        Assert.All(words, text => Assert.InRange(text.Length, 1, 4097));
    }

    [Fact]
    public async Task A_failure_is_returned_as_a_value()
    {
        var session = await Bench.SignInAsync();

        var outcome = await session.TryInvokeAsync(ConferenceCalls.StopVoice, null, null, CancellationToken.None);

        Assert.True(outcome.Failed);
        Assert.Equal(FailureKind.ConferenceNotFound, outcome.Failure.Kind);
        Assert.Equal(outcome.Failure.Message, session.LastError);
    }

    private void Refuse(AgwSession session, string code, string message) =>
        Bench.Control.AddFault(
            new Fault
            {
                Kind = FaultKind.RetCode,
                AgentId = session.AgentId,
                Operation = "stopVoiceToConf",
                RetCode = code,
                Message = message,
            });
}
