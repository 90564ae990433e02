using System.Text.Json;

namespace AgentGateway.PowerShell.Tests;

/// <summary>One run of the Pester suite in a PowerShell of its own, and what came of each of its tests.</summary>
internal static class PesterRun
{
    // The suite takes a few minutes; a hung one fails instead of hanging everything.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task<IReadOnlyList<PesterTest>> RunAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        if (await PowerShellProgram.WhyNotAsync(patience.Token) is { } reason)
        {
            return [new PesterTest("The Pester suite", "Skipped", reason)];
        }

        var resultPath = Path.Combine(Repository.Root, "out", "pester", "results.json");
        Directory.CreateDirectory(Path.GetDirectoryName(resultPath)!);
        File.Delete(resultPath);
        var script = Path.Combine(Repository.Root, "tests", "Pester", "Invoke-Suite.ps1");
        var (output, errors, exitCode) = await PowerShellProgram.RunAsync(
            ["-NoProfile", "-NonInteractive", "-File", script, "-Configuration", Repository.Configuration, "-ResultPath", resultPath, "-ModulePath", TestedModule.Prepare()], patience.Token);
        if (!File.Exists(resultPath))
        {
            return [new PesterTest("The Pester suite", "Failed", $"It ended with exit code {exitCode} and without results.\n{errors}\n{output}")];
        }

        return JsonSerializer.Deserialize<PesterTest[]>(await File.ReadAllTextAsync(resultPath), Json)!;
    }
}

/// <summary>One test of the Pester suite.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Result">Passed, Failed or Skipped, as Pester says.</param>
/// <param name="Message">Why it failed or was skipped.</param>
internal sealed record PesterTest(string Name, string Result, string? Message);
