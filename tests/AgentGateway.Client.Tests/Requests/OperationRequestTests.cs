using System.Globalization;
using System.Text.Json.Nodes;
using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>Compares the requests that the gateway received with the documented ones.</summary>
public sealed class OperationRequestTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private static readonly Dictionary<string, RequestCase> Cases =
        new[] { ConferenceRequestCases.All, PlaybackRequestCases.All, AgentRequestCases.All, QueueRequestCases.All, CallRequestCases.All }
            .SelectMany(cases => cases)
            .ToDictionary();

    // Sign-in, sign-out, polling, the GUID, and the downloads have their own tests.
    private static readonly string[] Elsewhere =
    [
        "login", "forceLogin", "loginEx", "logout", "forceLogout", "forceLogoutWithReason", "updateGuid", "getAgentEvent",
        "downloadRecordFile", "recordfiledownloadEx", "videofiledownloadEx",
    ];

    private Bench Bench => shared.Bench;

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Method_path_headers_and_body_are_the_documented_ones(string name)
    {
        var expected = Cases[name];
        var session = await Bench.SignInAsync();

        _ = await session.TryInvokeAsync(expected.Call(), null, null, CancellationToken.None);

        var seen = Assert.Single(Bench.Seen(session.AgentId!.Value, expected.Operation));
        var path = "/agentgateway/resource/" + string.Format(CultureInfo.InvariantCulture, expected.Path, session.AgentId);
        Assert.Equal(expected.Method, seen.Method);
        Assert.Equal(path, seen.Path + seen.Query);
        Assert.Equal("application/json; charset=UTF-8", seen.ContentType);
        Assert.Equal("current", seen.GuidMatched);
        AssertBody(expected.Body, seen.Body);
    }

    [Fact]
    public void Every_operation_of_the_catalogue_is_covered()
    {
        var covered = Cases.Values.Select(expected => expected.Operation).Concat(Elsewhere).Distinct().Order();

        Assert.Equal(Catalogue.All.Select(operation => operation.Name).Distinct().Order(), covered);
    }

    [Fact]
    public void Every_operation_declares_what_it_sends()
    {
        foreach (var expected in Cases.Values)
        {
            var call = expected.Call();
            Assert.Equal(expected.Operation, call.Operation.Name);
            Assert.Equal(expected.Method, call.Operation.Method.Method);
            Assert.StartsWith(expected.Path.Split('/')[0] + "/{agentid}", call.Operation.Path, StringComparison.Ordinal);
            Assert.NotEmpty(call.Operation.Source);
        }
    }

    [Theory]
    [InlineData("y:/Ansagen/grüß Gott & <ü>.V3")]
    [InlineData("y:/公告/会议.V3")]
    [InlineData("y:\\conf\\120\\\"quoted\".V3")]
    public async Task Paths_are_sent_without_escapes(string path)
    {
        var session = await Bench.SignInAsync();

        _ = await session.TryInvokeAsync(ConferenceCalls.PlayVoice(path), null, null, CancellationToken.None);

        var seen = Assert.Single(Bench.Seen(session.AgentId!.Value, "playVoiceToConf"));
        Assert.Equal(path, (string?)JsonNode.Parse(seen.Body)!["voicePath"]);
        Assert.DoesNotContain("\\u", seen.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_ID_of_a_gateway_since_2025_can_have_six_digits()
    {
        await using var bench = await Bench.StartAsync(
            new SimulatorOptions
            {
                Agents = "999999-999999",
                MaximumAgentId = 999_999,
            }, options => options with { MaximumAgentId = 999_999 });
        var session = await bench.SignInAsync(999_999);

        var status = await session.GetStatusAsync();

        Assert.Equal(AgentState.Idle, status.State);
        Assert.Equal("/agentgateway/resource/onlineagent/999999/agentstatus", Assert.Single(bench.Seen(999_999, "getAgentStatus")).Path);
    }

    private static void AssertBody(string expected, string actual)
    {
        if (expected.Length == 0)
        {
            Assert.Equal("", actual);
        }
        else
        {
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), $"Expected {expected}, seen {actual}.");
        }
    }
}
