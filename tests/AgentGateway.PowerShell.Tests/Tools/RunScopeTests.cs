using System.Diagnostics;
using AgentGateway.Reaper;

namespace AgentGateway.PowerShell.Tests;

/// <summary>No process and no temporary file remains after a run, regardless of how the run ends.</summary>
public sealed class RunScopeTests
{
    [Fact]
    public async Task The_leftovers_of_a_run_are_found_and_then_removed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are found in /proc.");
        var run = RunScope.Begin();
        using var process = Start(run);
        var file = Path.Combine(run.Folder, "left.txt");
        await File.WriteAllTextAsync(file, "");

        var remains = await run.FindRemainsAsync(TimeSpan.Zero);
        await run.DisposeAsync();

        Assert.Equal([$"process {process.Id}: sleep 600", $"file {file}"], remains);
        await AssertGoneAsync(run.Folder, process);
    }

    [Fact]
    public async Task A_process_without_the_marker_is_found_by_an_open_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are found in /proc.");
        var run = RunScope.Begin();
        using var process = Process.Start("env", ["-i", "sh", "-c", $"exec sleep 600 > {run.Folder}/log"]);
        while (!File.Exists(Path.Combine(run.Folder, "log")))
        {
            await Task.Delay(10);
        }

        Assert.Contains(
            await run.FindRemainsAsync(TimeSpan.Zero), found => found.StartsWith($"process {process.Id}:", StringComparison.Ordinal));

        await run.DisposeAsync();
        await AssertGoneAsync(run.Folder, process);
    }

    [Fact]
    public async Task A_run_without_leftovers_reports_none()
    {
        await using var run = RunScope.Begin();

        Assert.Empty(await run.FindRemainsAsync(TimeSpan.Zero));
    }

    [Fact]
    public async Task The_reaper_survives_Ctrl_C_and_removes_everything_after_the_run()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are found in /proc.");
        var folder = Directory.CreateTempSubdirectory("agw-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "left.txt"), "");
        var sleep = new ProcessStartInfo("sleep", ["600"]) { Environment = { [RunScope.Marker] = Path.GetFileName(folder) } };
        using var process = Process.Start(sleep)!;
        using var reaper = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(RunScope).Assembly.Location, folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        _ = await reaper.StandardOutput.ReadLineAsync();

        foreach (var signal in new[] { "-INT", "-TERM", "-HUP" })
        {
            using var kill = Process.Start("kill", [signal, $"{reaper.Id}"]);
            await kill.WaitForExitAsync();
        }

        Assert.False(reaper.HasExited || process.HasExited);

        // Closes the input, as the end of the run does, even by SIGKILL.
        reaper.StandardInput.Close();
        await reaper.WaitForExitAsync();
        Assert.Equal(0, reaper.ExitCode);
        await AssertGoneAsync(folder, process);
    }

    private static Process Start(RunScope run)
    {
        var start = new ProcessStartInfo("sleep", ["600"]);
        run.Include(start);
        return Process.Start(start)!;
    }

    private static async Task AssertGoneAsync(string folder, Process process)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync(timeout.Token);
        Assert.False(Directory.Exists(folder));
    }
}
