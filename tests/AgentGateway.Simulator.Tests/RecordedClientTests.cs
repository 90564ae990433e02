using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AgentGateway.Simulator.Tests;

/// <summary>Tests that the simulator answers the requests of public clients of real gateways (Samples/README.md).</summary>
public partial class RecordedClientTests
{
    public static TheoryData<string, string[]> Clients => RecordedClients.All;

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Every_request_of_a_client_succeeds_except_the_listed_ones(string client, string[] exceptions)
    {
        await using var gateway = await TestGateway.StartAsync(TestGateway.Options with
        {
            AgentPasswords = new Dictionary<int, string> { [105] = "" },
            GuidTimeout = TimeSpan.FromDays(1),
            IdleTimeout = TimeSpan.FromDays(1),
        });
        var replay = new Replay(gateway);
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Samples", client + ".jsonl")))
        {
            var recorded = JsonNode.Parse(line)!;
            if ((string?)recorded["control"] is { } control)
            {
                await replay.ControlAsync(control, (string)recorded["body"]!);
            }
            else
            {
                await replay.SendAsync((string)recorded["request"]!, (string?)recorded["contentType"], (string)recorded["body"]!);
            }
        }

        Assert.Equal(exceptions, replay.Exceptions);
    }

    /// <summary>Sends recorded requests with the GUIDs and the call IDs of this run, and keeps the replies that aren't a success.</summary>
    private sealed partial class Replay(TestGateway gateway)
    {
        private readonly Dictionary<string, string> guids = [];
        private readonly List<string> calls = [];

        public List<string> Exceptions { get; } = [];

        public async Task ControlAsync(string control, string body)
        {
            var parts = control.Split(' ');
            var answer = await gateway.SendRawAsync(parts[0], Fill(parts[1]), Fill(body));
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Keep((string?)answer.Json["callId"]);
        }

        public async Task SendAsync(string recorded, string? contentType, string body)
        {
            var parts = recorded.Split(' ');
            var path = parts[1]["/agentgateway/resource/".Length..];
            var agent = path.Split('/', '?')[1];
            using var request = new HttpRequestMessage(new HttpMethod(parts[0]), TestGateway.Root + Fill(path));
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Fill(body)));
            request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
            if (guids.GetValueOrDefault(agent) is { } guid)
            {
                request.Headers.Add("guid", guid);
            }

            var answer = await Answer.ReadAsync(await gateway.Http.SendAsync(request));
            if (answer.SetGuid is { } issued)
            {
                guids[agent] = issued;
            }

            var outcome = answer.Status == HttpStatusCode.OK ? answer.RetCode : ((int)answer.Status).ToString();
            if (outcome != "0")
            {
                Exceptions.Add($"{outcome} {parts[0]} {path}");
            }
            else if (answer.Result is JsonValue result && result.TryGetValue(out string? text))
            {
                Keep(text);
            }
        }

        private void Keep(string? text)
        {
            if (text is not null && CallId.IsMatch(text) && !calls.Contains(text))
            {
                calls.Add(text);
            }
        }

        /// <summary>Replaces {call1} with the ID of the first call of this run.</summary>
        private string Fill(string text) => Placeholder.Replace(text, match => calls[int.Parse(match.Groups[1].Value) - 1]);
    }

    [GeneratedRegex(@"^\d+-\d+$")]
    private static partial Regex CallId { get; }

    [GeneratedRegex(@"\{call(\d+)\}")]
    private static partial Regex Placeholder { get; }
}
