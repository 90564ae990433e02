using System.Text.Json;
using AgentGateway.PowerShellHost;
using AgentGateway.Reaper;

namespace AgentGateway.PowerShell.Tests;

/// <summary>One run of the Pester suite in a process of its own, and the result of each of its tests.</summary>
internal static class PesterRun
{
    // The suite takes about 25 minutes. If it hangs, it fails instead of blocking the run.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(45);

    // Processes whose parent has ended need a moment.
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(20);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Runs the suite and returns its tests as rows of a theory. A suite that can't run is one skipped row.</summary>
    public static async Task<IEnumerable<ITheoryDataRow>> RowsAsync(PesterVariant variant) =>
        (await RunAsync(variant)).Select(test => new TheoryDataRow<string, string, string?>(test.Name, test.Result, test.Message)
        {
            TestDisplayName = $"Pester, {variant}: {test.Name}",
            Label = "",
            Skip = test.Result == "Skipped" ? test.Message ?? "Skipped by the suite." : null,
        });

    /// <summary>The result of a suite that could not be run.</summary>
    private static PesterTest Failed(string message) => new("the suite", "Failed", message);

    private static async Task<IReadOnlyList<PesterTest>> RunAsync(PesterVariant variant)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        if (await variant.WhyNotAsync(timeout.Token) is { } reason)
        {
            return [new PesterTest("the suite", "Skipped", reason)];
        }

        await using var run = RunScope.Begin();
        IReadOnlyList<PesterTest> tests;
        try
        {
            tests = await RunAsync(variant, run, timeout.Token);
        }
        catch (PowerShellNotFoundException failure)
        {
            return [Failed(failure.Message)];
        }
        catch (OperationCanceledException)
        {
            tests = [Failed($"It did not end within {Timeout}.")];
        }

        var remains = string.Join("\n", await run.FindRemainsAsync(EndTimeout));
        const string Name = "The suite leaves no process and no temporary file behind";
        return [.. tests, new PesterTest(Name, remains == "" ? "Passed" : "Failed", remains)];
    }

    private static async Task<IReadOnlyList<PesterTest>> RunAsync(PesterVariant variant, RunScope run, CancellationToken cancellationToken)
    {
        var resultPath = Path.Combine(Repository.Root, "out", "pester", $"{variant.Name}.json");
        Directory.CreateDirectory(Path.GetDirectoryName(resultPath)!);
        File.Delete(resultPath);
        string[] excluded = variant.ExcludedTags.Count == 0 ? [] : ["-ExcludeTag", string.Join(',', variant.ExcludedTags)];
        var modulePath = variant.IsMeasured ? MeasuredModule.Prepare(variant.ModulePath) : variant.ModulePath;
        var start = await variant.CreateStartInfoAsync(
            [
                Path.Combine(Repository.Root, "tests", "Pester", variant.Script),
                "-Configuration", Repository.Configuration, "-ModulePath", modulePath, "-ResultPath", resultPath, .. excluded,
            ],
            cancellationToken);
        run.Include(start);
        foreach (var (name, value) in variant.Environment)
        {
            start.Environment[name] = value;
        }

        var output = await ProgramOutput.ReadAsync(start, cancellationToken);
        return File.Exists(resultPath)
            ? JsonSerializer.Deserialize<PesterTest[]>(await File.ReadAllTextAsync(resultPath, cancellationToken), Json)!
            : [Failed($"It ended with exit code {output.ExitCode} and without results.\n{output.Errors}\n{output.Output}")];
    }
}

/// <summary>One test of the Pester suite.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Result">Passed, Failed or Skipped, as Pester says.</param>
/// <param name="Message">Why it failed or was skipped.</param>
internal sealed record PesterTest(string Name, string Result, string? Message);
