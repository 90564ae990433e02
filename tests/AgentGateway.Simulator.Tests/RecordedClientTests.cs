using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace AgentGateway.Simulator.Tests;

/// <summary>Tests that the simulator answers the requests of public clients of real gateways (Samples/README.md).</summary>
public class RecordedClientTests
{
    /// <summary>The requests without an interface: queues, notes, and HTTP methods that the reference no longer has.</summary>
    public static TheoryData<string, string[]> Clients => new()
    {
        {
            "agentserverdemo",
            [
                "404 POST onlineagent/101/autoanswer/true",
                "404 POST onlineagent/101/autoenteridle/false",
                "404 POST onlineagent/101/sendnoteletex", "404 POST onlineagent/101/notifybulletin",
                "404 GET agentgroup/101/onlineagentonvdn",
                "404 GET agentgroup/101/restreason",
            ]
        },
        { "icp_bridge", ["404 PUT thirdcontrol/900/setstatus/101"] },
        {
            "quickagent",
            [
                "405 PUT agentconf/103/playvoicetoconf", "405 PUT agentconf/103/stopvoicetoconf",
                "405 PUT agentconf/103/applytoshiftpresident?destWorkNo=104",
                "405 PUT agentconf/103/answeragentconf", "405 DELETE agentconf/103/rejectagentconf",
                "405 DELETE agentconf/103/requestleaveagentconf",
            ]
        },
        {
            "zz_cti",
            [
                "404 POST agentgroup/105/agentinfonoskills", "404 GET agentgroup/105/groupbyagent/105",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Every_request_of_a_client_is_answered_except_the_listed_ones(string client, string[] unanswered)
    {
        await using var gateway = await TestGateway.StartAsync(
            TestGateway.Options with { AgentPasswords = new Dictionary<int, string> { [105] = "" } });
        var guids = new Dictionary<string, string>();
        var others = new List<string>();
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Samples", client + ".jsonl")))
        {
            var recorded = JsonNode.Parse(line)!;
            var (method, path) = ((string)recorded["request"]!).Split(' ') is [var first, var second]
                ? (first, second["/agentgateway/resource/".Length..])
                : default;
            var agent = path.Split('/')[1];
            var answer = await SendAsync(gateway, method, path, recorded, guids.GetValueOrDefault(agent));
            guids[agent] = answer.SetGuid ?? guids.GetValueOrDefault(agent, "");
            if (answer.Status != HttpStatusCode.OK)
            {
                others.Add($"{(int)answer.Status} {method} {path}");
            }
        }

        Assert.Equal(unanswered, others);
    }

    private static async Task<Answer> SendAsync(TestGateway gateway, string method, string path, JsonNode recorded, string? guid)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), TestGateway.Root + path);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes((string)recorded["body"]!));
        if ((string?)recorded["contentType"] is { } type)
        {
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        if (!string.IsNullOrEmpty(guid))
        {
            request.Headers.Add("guid", guid);
        }

        return await Answer.ReadAsync(await gateway.Http.SendAsync(request));
    }
}
