using System.Diagnostics;
using System.Text.Json;

namespace AgentGateway.Client.Tests;

/// <summary>A trace file contains every line of all its writers, and never delays a call.</summary>
public sealed class TraceFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string TracePath => _folder.File("trace.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_gateways_with_one_file_lose_no_line_of_each_other()
    {
        await using var bench = await Bench.StartAsync(client: options => options with { TracePath = TracePath });
        var other = bench.NewGateway(options => options with { OperationTimeout = TimeSpan.FromSeconds(19) });
        var sessions = new[] { await AgwSession.AttachAsync(bench.Gateway, "abc"), await AgwSession.AttachAsync(other, "abc") };

        await Task.WhenAll(
            Enumerable.Range(0, 200).Select(
                i => Task.Run(() => sessions[i % 2].TryInvokeAsync(AgentCalls.SayFree, 101 + i, null, CancellationToken.None).AsTask())));
        bench.Gateway.Dispose();
        _ = await sessions[1].TryInvokeAsync(AgentCalls.SayFree, 999, null, CancellationToken.None);
        other.Dispose();

        var agents = (await File.ReadAllLinesAsync(TracePath))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("agentId").GetInt32())
            .Distinct()
            .Order();
        Assert.Equal(Enumerable.Range(101, 200).Append(999), agents);
    }

    [Fact]
    public async Task Another_process_that_writes_to_the_file_loses_nothing()
    {
        await using var bench = await Bench.StartAsync(client: options => options with { TracePath = TracePath });
        var session = await AgwSession.AttachAsync(bench.Gateway, "abc");
        _ = await session.TryInvokeAsync(AgentCalls.SayFree, 101, null, CancellationToken.None);

        await File.AppendAllTextAsync(TracePath, "{\"other\":1}\n");
        _ = await session.TryInvokeAsync(AgentCalls.SayFree, 102, null, CancellationToken.None);

        Assert.Equal(
            ["101", "other", "102"],
            Read().Select(line => line.TryGetProperty("other", out _) ? "other" : line.GetProperty("agentId").GetRawText()));
    }

    [Fact]
    public void Without_a_request_no_file_is_created()
    {
        using var gateway = new Gateway(new GatewayOptions { Address = new Uri("https://gw:8043"), TracePath = TracePath });

        Assert.False(File.Exists(TracePath));
    }

    [Fact]
    public async Task A_file_that_can_no_longer_be_created_causes_an_error_and_nothing_is_sent()
    {
        var folder = _folder.File("gone");
        _ = Directory.CreateDirectory(folder);
        await using var bench = await Bench.StartAsync(client: options => options with { TracePath = Path.Combine(folder, "trace.jsonl") });
        Directory.Delete(folder);

        var failure = await Assert.ThrowsAsync<GatewayException>(() => bench.SignInAsync(101));

        Assert.Equal((FailureKind.InvalidArgument, 101), (failure.Kind, failure.AgentId));
        Assert.Contains("the trace can't be written to " + Path.Combine(folder, "trace.jsonl"), failure.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Seen(101));
    }

    [Fact]
    public async Task A_named_pipe_is_refused_immediately()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes in folders.");
        using (var made = Process.Start("mkfifo", [TracePath]))
        {
            await made.WaitForExitAsync().WithinTimeout();
        }

        var failure = await Assert.ThrowsAsync<GatewayException>(
            () => Task.Run(
                () => new Gateway(new GatewayOptions { Address = new Uri("https://gw:8043"), TracePath = TracePath })).WithinTimeout());

        Assert.Equal(FailureKind.InvalidArgument, failure.Kind);
        Assert.Contains("not a file", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_refused()
    {
        var failure = Assert.Throws<GatewayException>(
            () => new Gateway(new GatewayOptions { Address = new Uri("https://gw:8043"), TracePath = _folder.File("") }));

        Assert.Equal(FailureKind.InvalidArgument, failure.Kind);
    }

    private IEnumerable<JsonElement> Read()
    {
        using var stream = new FileStream(TracePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
