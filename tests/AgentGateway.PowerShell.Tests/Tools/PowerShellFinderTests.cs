using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AgentGateway.PowerShellHost;

namespace AgentGateway.PowerShell.Tests;

/// <summary>
/// The demo, the tests and the benchmarks get the pinned or specified PowerShell, as one process, or an error with a remedy.
/// </summary>
public sealed class PowerShellFinderTests
{
    [Fact]
    public async Task The_tool_that_the_manifest_pins_is_used()
    {
        Assert.SkipWhen(
            Environment.GetEnvironmentVariable(PowerShellFinder.OverrideVariable) is not null,
            $"{PowerShellFinder.OverrideVariable} names another PowerShell.");
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, ".config", "dotnet-tools.json")));

        var powerShell = await PowerShellFinder.FindAsync();

        Assert.Equal(
            manifest.RootElement.GetProperty("tools").GetProperty("powershell").GetProperty("version").GetString(), powerShell.Version);
        Assert.Equal($"PowerShell {powerShell.Version} on .NET {powerShell.DotNetVersion} (pinned tool)", $"{powerShell}");
    }

    [Fact]
    public async Task It_is_one_process_so_that_killing_it_leaves_none_behind()
    {
        var powerShell = await PowerShellFinder.FindAsync();
        var start = powerShell.CreateStartInfo(
            "-NoProfile", "-NonInteractive", "-Command", "$PID; $null = [System.Console]::In.ReadLine()");
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;

        Assert.Equal($"{process.Id}", await process.StandardOutput.ReadLineAsync());

        process.StandardInput.Close();
        await process.WaitForExitAsync();
    }

    [Fact]
    public async Task A_specified_PowerShell_is_used_instead()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The other PowerShell is a shell script.");
        var pinned = (await PowerShellFinder.FindAsync()).CreateStartInfo();
        using var other = new ShellScript(
            $"exec '{pinned.FileName}' {string.Join(' ', pinned.ArgumentList.Select(argument => $"'{argument}'"))} \"$@\"");

        var powerShell = await PowerShellFinder.FindAsync(other.Path);

        Assert.Equal(other.Path, powerShell.Source);
    }

    [Theory]
    [InlineData("7.3.12", "7.0.20")]
    [InlineData("5.1.22621.1", "4.8.9232")]
    public async Task A_PowerShell_that_is_too_old_is_refused_and_the_error_contains_both_versions(string version, string dotNetVersion)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The old PowerShell is a shell script.");
        using var old = new ShellScript(
            $$"""echo '{"FilePath":"pwsh","ArgumentList":[],"Version":"{{version}}","DotNetVersion":"{{dotNetVersion}}"}'""");

        var failure = await Assert.ThrowsAsync<PowerShellNotFoundException>(() => PowerShellFinder.FindAsync(old.Path));

        Assert.Contains($"PowerShell {version} on .NET {dotNetVersion}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("PowerShell 7.4 on .NET 8.0 or later", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_version_is_compared_by_its_number()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The preview is a shell script.");
        using var preview = new ShellScript(
            """echo '{"FilePath":"pwsh","ArgumentList":[],"Version":"7.7.0-preview.1","DotNetVersion":"11.0.0-preview.3.1"}'""");

        Assert.Equal("7.7.0-preview.1", (await PowerShellFinder.FindAsync(preview.Path)).Version);
    }

    [Fact]
    public async Task The_error_contains_a_path_that_is_no_PowerShell()
    {
        var path = Path.Combine(Path.GetTempPath(), "no-such-pwsh");

        var failure = await Assert.ThrowsAsync<PowerShellNotFoundException>(() => PowerShellFinder.FindAsync(path));

        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
    }

    private sealed class ShellScript : IDisposable
    {
        public ShellScript(string text)
        {
            Path = System.IO.Path.Combine(
                System.IO.Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"pwsh-{Guid.NewGuid():N}"));
            File.WriteAllText(Path, $"#!/bin/sh\n{text}\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        public string Path { get; }

        public void Dispose() => File.Delete(Path);
    }
}
