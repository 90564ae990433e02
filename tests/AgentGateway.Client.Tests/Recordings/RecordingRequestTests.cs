namespace AgentGateway.Client.Tests;

/// <summary>Compares the downloads that the gateway received with the documented ones (media.md 2).</summary>
public sealed class RecordingRequestTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private const string File = "y:/1/0/20181217/120/1524488.V3";

    private Bench Bench => shared.Bench;

    public static TheoryData<string, string> Cases => new()
    {
        { "nothing but the path", $"recordfile/{{0}}?recordId={File}" },
        { "everything", $"recordfile/{{0}}?recordId={File}&filetype=2&locationId=256" },
        { "other characters", "recordfile/{0}?recordId=y:%5C1%5Ca%20b%26c%3Dd%23%25%2B%C3%BC.V3" },
        { "a call", "recordfile/{0}/recordfiledownloadEx?callId=1621413752-2011" },
        { "a call with everything", $"recordfile/{{0}}/recordfiledownloadEx?callId=1-1&hwFileName={File}&workNo=120" },
        { "a video", $"recordfile/{{0}}/videofiledownloadEx?recordId={File}&locationId=0" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Method_path_and_query_are_the_documented_ones(string name, string path)
    {
        using var folder = new TemporaryFolder();
        var session = await Bench.SignInAsync();

        await Assert.ThrowsAnyAsync<GatewayException>(async () =>
        {
            _ = await session.SaveRecordingAsync(CallOf(name), folder.File("a"));
            throw GatewayException.For(FailureKind.NotSent, default);
        });

        var seen = Assert.Single(
            Bench.Seen(session.AgentId!.Value), request => request.Path.Contains("recordfile", StringComparison.Ordinal));
        var agent = session.AgentId.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal("GET", seen.Method);
        Assert.Equal("/agentgateway/resource/" + path.Replace("{0}", agent, StringComparison.Ordinal), seen.Path + seen.Query);
        Assert.Equal("application/json; charset=UTF-8", seen.ContentType);
        Assert.Equal("current", seen.GuidMatched);
        Assert.Equal("", seen.Body);
    }

    [Fact]
    public async Task A_download_without_a_file_to_save_to_is_refused_before_it_is_sent()
    {
        var session = await Bench.SignInAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(RecordingCalls.Download(File)).AsTask());

        Assert.Equal(FailureKind.InvalidArgument, failure.Kind);
        Assert.Contains("Save", failure.Remedy, StringComparison.Ordinal);
        Assert.Empty(Bench.Seen(session.AgentId!.Value, "downloadRecordFile"));
    }

    private static OperationCall CallOf(string name) => name switch
    {
        "nothing but the path" => RecordingCalls.Download(File),
        "everything" => RecordingCalls.Download(File, RecordingFileType.Ivr, 256),
        "other characters" => RecordingCalls.Download("y:\\1\\a b&c=d#%+ü.V3"),
        "a call" => RecordingCalls.DownloadOfCall("1621413752-2011"),
        "a call with everything" => RecordingCalls.DownloadOfCall("1-1", File, 120),
        _ => RecordingCalls.DownloadVideo(File, 0),
    };
}
