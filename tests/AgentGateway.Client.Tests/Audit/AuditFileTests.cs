using System.Text.Json;

namespace AgentGateway.Client.Tests;

/// <summary>The audit file contains every line of all its writers, whatever its size is.</summary>
public sealed class AuditFileTests : IDisposable
{
    private static readonly TimeSpan TurnTimeout = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();

    private string AuditPath => _folder.File("audit.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Independent_writers_lose_no_line()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Symbolic links need a right on Windows.");

        // Another path to the same folder: the writers share the file and nothing else, like processes.
        var link = _folder.File("link");
        var folder = _folder.File("audits");
        _ = Directory.CreateDirectory(folder);
        _ = Directory.CreateSymbolicLink(link, folder);
        using var one = AuditFile.Open(Path.Combine(folder, "audit.jsonl"), 1_000, TurnTimeout);
        using var other = AuditFile.Open(Path.Combine(link, "audit.jsonl"), 1_000, TurnTimeout);

        var problems = await Task.WhenAll(
            Enumerable.Range(0, 400).Select(i => Task.Run(() => (i % 2 == 0 ? one : other).AppendAsync(Line(i)))));

        Assert.All(problems, Assert.Null);
        Assert.Equal(Enumerable.Range(0, 400), Numbers(Path.Combine(folder, "audit.jsonl")).Order());
        Assert.NotEmpty(AuditFileNames.Rotated(Path.Combine(folder, "audit.jsonl")));
    }

    [Fact]
    public async Task A_file_that_has_reached_its_size_is_renamed_and_nothing_is_deleted()
    {
        using var file = AuditFile.Open(AuditPath, 100, TurnTimeout);
        for (var i = 0; i < 60; i++)
        {
            Assert.Null(await file.AppendAsync(Line(i)));
        }

        var files = AuditFileNames.Rotated(AuditPath).Append(AuditPath).ToArray();
        Assert.Equal(
            Enumerable.Range(1, files.Length - 1).Select(i => $"audit.{i:D6}.jsonl").Append("audit.jsonl"),
            files.Select(Path.GetFileName));
        Assert.True(files.Length > 3);
        Assert.All(files, path => Assert.InRange(new FileInfo(path).Length, 1, 100));
        Assert.Equal(Enumerable.Range(0, 60), Numbers(AuditPath));
    }

    [Fact]
    public async Task An_incomplete_line_of_another_process_does_not_damage_the_next_line()
    {
        await File.WriteAllTextAsync(AuditPath, """{"time":"2026-01-01T""");
        using var file = AuditFile.Open(AuditPath, 1_000, TurnTimeout);

        Assert.Null(await file.AppendAsync(Line(7)));

        Assert.Equal(["""{"time":"2026-01-01T""", """{"number":7}"""], await File.ReadAllLinesAsync(AuditPath));
    }

    [Fact]
    public async Task A_named_pipe_is_refused_at_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes in folders.");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [AuditPath]))
        {
            await made.WaitForExitAsync().WithinTimeout();
        }

        var failure = await Assert.ThrowsAsync<GatewayException>(
            () => Task.Run(() => AuditFile.Open(AuditPath, 1_000, TurnTimeout)).WithinTimeout());

        Assert.Equal(FailureKind.AuditFailed, failure.Kind);
    }

    [Fact]
    public async Task An_unexpected_failure_is_returned_and_does_not_block_the_lines_that_follow()
    {
        using var file = AuditFile.Open(AuditPath, 1_000, TurnTimeout);

        Assert.NotNull(await file.AppendAsync(null!).WithinTimeout());
        Assert.Null(await file.AppendAsync(Line(1)).WithinTimeout());

        Assert.Equal([1], Numbers(AuditPath));
    }

    private static byte[] Line(int number) => System.Text.Encoding.UTF8.GetBytes($$"""{"number":{{number}}}""" + "\n");

    private static IEnumerable<int> Numbers(string path) => AuditFileNames.Rotated(path)
        .Append(path)
        .SelectMany(File.ReadAllLines)
        .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("number").GetInt32());
}
