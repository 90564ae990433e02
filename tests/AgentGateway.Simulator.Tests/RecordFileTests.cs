using System.Net;
using System.Text;

namespace AgentGateway.Simulator.Tests;

/// <summary>Tests the downloads of recordings: files, refusals, and faults.</summary>
public class RecordFileTests
{
    private const string Path = "Y:/1/0/20181217/120/1524488.V3";

    [Fact]
    public async Task A_recording_is_a_WAV_file_of_the_requested_length()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        gateway.Control.AddRecording(Path, 5000, locationId: 7);

        var reply = await GetAsync(gateway, agent, $"?recordId={Path}&filetype=1&locationId=7");

        Assert.Equal("application/octet-stream; charset=utf-8", reply.Content.Headers.ContentType!.ToString());
        var file = await reply.Content.ReadAsByteArrayAsync();
        Assert.Equal((5000, 5000L), (file.Length, reply.Content.Headers.ContentLength!.Value));
        Assert.Equal("RIFF", Encoding.ASCII.GetString(file, 0, 4));
        Assert.Equal(5000 - 8, BitConverter.ToInt32(file, 4));
        Assert.Equal(5000 - 44, BitConverter.ToInt32(file, 40));
    }

    [Fact]
    public async Task The_file_in_the_event_of_a_recording_can_be_downloaded_by_its_path_and_by_its_call()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (agent, other) = (await gateway.SignInAsync(101), await gateway.SignInAsync(102));
        var inspector = await gateway.SignInAsync(900);
        var callId = gateway.Control.CreateCall(101, new SimulatedCall());
        await agent.EventsAsync();

        await agent.PlaybackAsync("PUT", "record", """{"fileName":"mine","mediaType":5}""");
        Assert.Contains("\"fileName\":\"mine\"", Assert.Single(await agent.EventsAsync()), StringComparison.Ordinal);

        Assert.Equal("RIFF", await StartOfAsync(await GetAsync(gateway, agent, "?recordId=mine&locationId=0")));
        Assert.Equal("RIFF", await StartOfAsync(await GetAsync(gateway, agent, $"/recordfiledownloadEx?callId={callId}")));
        Assert.Equal("RIFF", await StartOfAsync(await GetAsync(gateway, inspector, $"/recordfiledownloadEx?callId={callId}&workNo=101")));
        Assert.Equal("104-005", await CodeOfAsync(gateway, other, $"/recordfiledownloadEx?callId={callId}"));
        Assert.Equal("104-002", await CodeOfAsync(gateway, other, $"/recordfiledownloadEx?callId={callId}&workNo=101"));
        Assert.Equal("000-002", await CodeOfAsync(gateway, inspector, $"/recordfiledownloadEx?callId={callId}"));
    }

    [Theory]
    [InlineData("", "000-002")]
    [InlineData("?recordId=", "000-002")]
    [InlineData("?recordId=Y:/1/a.V3&filetype=3", "000-002")]
    [InlineData("?recordId=Y:/1/a.V3&locationId=x", "000-002")]
    [InlineData("?recordId=Yc1v1a503d", "104-003")]
    [InlineData("?recordId=Y:/1/missing.V3", "104-005")]
    [InlineData("?recordId=Y:/1/a.V3&locationId=99", "104-010")]
    [InlineData("?recordId=Y:/1/a.V3&locationId=7", "104-005")]
    [InlineData("/videofiledownloadEx?recordId=Y:/1/missing.mp4", "104-005")]
    public async Task A_refusal_is_a_frame_with_an_empty_result(string query, string code)
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        gateway.Control.AddRecording(Path, 100, locationId: 7);

        var reply = await GetAsync(gateway, agent, query);

        Assert.Equal("application/json", reply.Content.Headers.ContentType!.MediaType);
        var answer = await Answer.ReadAsync(reply);
        Assert.Equal(code, answer.RetCode);
        if (code != "000-002")
        {
            Assert.Equal("", (string?)answer.Result);
        }
    }

    [Fact]
    public async Task Without_a_valid_GUID_there_is_no_file()
    {
        await using var gateway = await TestGateway.StartAsync();
        await gateway.SignInAsync(101);

        Assert.Equal("000-003", (await gateway.SendAsync("GET", $"recordfile/101?recordId={Path}", guid: "x")).RetCode);
    }

    [Fact]
    public async Task Faults_cut_a_file_or_hide_its_length()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        AddFault(gateway, FaultKind.Chunked);
        var chunked = await GetAsync(gateway, agent, $"?recordId={Path}");
        Assert.True(chunked.Headers.TransferEncodingChunked);
        Assert.Equal("RIFF", await StartOfAsync(chunked));

        foreach (var kind in new[] { FaultKind.ShortBody, FaultKind.CutDuringBody })
        {
            AddFault(gateway, kind);
            await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(gateway, agent, $"?recordId={Path}"));
        }

        AddFault(gateway, FaultKind.NullResult);
        Assert.Equal("0", await CodeOfAsync(gateway, agent, $"?recordId={Path}"));
        AddFault(gateway, FaultKind.Status);
        Assert.Equal(HttpStatusCode.BadGateway, (await GetAsync(gateway, agent, $"?recordId={Path}")).StatusCode);
    }

    private static void AddFault(TestGateway gateway, FaultKind kind) =>
        gateway.Control.AddFault(new Fault { Kind = kind, Operation = "downloadRecordFile", Count = 1 });

    private static async Task<string> StartOfAsync(HttpResponseMessage reply) =>
        Encoding.ASCII.GetString(await reply.Content.ReadAsByteArrayAsync(), 0, 4);

    private static async Task<string> CodeOfAsync(TestGateway gateway, SignedInAgent agent, string query) =>
        (await Answer.ReadAsync(await GetAsync(gateway, agent, query))).RetCode;

    private static async Task<HttpResponseMessage> GetAsync(TestGateway gateway, SignedInAgent agent, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{TestGateway.Root}recordfile/{agent.Id}{query}");
        request.Headers.Add("Guid", agent.Guid);
        return await gateway.Http.SendAsync(request);
    }
}
