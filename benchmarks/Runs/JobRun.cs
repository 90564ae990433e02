using System.Diagnostics;
using System.Text.Json;
using AgentGateway.PowerShellHost;

namespace AgentGateway.Benchmarks;

/// <summary>
/// A scheduled task from the start of its PowerShell process to its exit: it signs in an inspector, clears the forgotten conferences, and
/// signs out. Compared with scripts for Invoke-RestMethod that do the same.
/// </summary>
internal static class JobRun
{
    public const string Table = "job";
    public const string Module = "Clear-AgwConference";
    public const string Loop = "script, loop";
    public const string Parallel = "script, -Parallel";

    private const int Inspector = 5000;
    private const int Window = 16;

    private static readonly (string Name, string Script)[] Field =
        [(Module, "job-module.ps1"), (Loop, "job-loop.ps1"), (Parallel, "job-parallel.ps1")];

    // The end of each part, in the order of the time stamps of job-module.ps1. The last one is the exit of the process.
    private static readonly string[] Parts =
        ["process start", "import", "sign-in", "first conference", "other conferences", "sign-out", "exit"];

    public static async Task RunAsync(int[] counts, int milliseconds, int turns)
    {
        Report.Begin($"job: new process, {milliseconds} ms at the gateway (simulator), window {Window}");
        var contenders = Field.Select(contender => new Column(contender.Name, "s", "0.00", "fastest - slowest"));
        var times = new ResultTable(Table, "conferences", [.. contenders, Column.Ratio("x faster script")]);
        var parts = new ResultTable($"parts of {Module}", "conferences", [.. Parts.Select(part => new Column(part, "ms", "0"))]);
        var slower = new List<string>();

        // The first processes read their files from the disk.
        foreach (var (_, script) in Field)
        {
            _ = await MeasureAsync(script, 1, milliseconds);
        }

        foreach (var count in counts)
        {
            var measured = await MeasureAllAsync(count, milliseconds, turns);
            var seconds = measured.Select(all => Statistic.Of(all.Select(job => job.Seconds))).ToArray();
            var ratio = seconds[0].Median / seconds.Skip(1).Min(script => script.Median);
            times.Add(count, [.. seconds, ratio]);
            parts.Add(count, [.. Parts.Select((_, part) => Statistic.Of(measured[0].Select(job => job.Parts[part])))]);
            if (ratio > 1)
            {
                slower.Add($"{count}");
            }
        }

        Report.Show(times);
        Report.WriteLine($"The time of {Module} by its parts:");
        Report.Show(parts);
        var figure = slower.Count == 0 ? "at no count" : $"slower at {string.Join(", ", slower)}";
        Report.Goal("never slower than a script, at any count", slower.Count == 0, $"{figure}");
    }

    private static async Task<List<Job>[]> MeasureAllAsync(int count, int milliseconds, int turns)
    {
        var measured = Field.Select(_ => new List<Job>()).ToArray();
        for (var turn = 0; turn < turns; turn++)
        {
            for (var place = 0; place < Field.Length; place++)
            {
                // The order changes in each turn, so that none of them always follows the same one.
                var contender = (turn + place) % Field.Length;
                measured[contender].Add(await MeasureAsync(Field[contender].Script, count, milliseconds));
            }
        }

        return measured;
    }

    /// <summary>Runs a job against a gateway of its own, and checks at the gateway that it has done all of its work.</summary>
    private static async Task<Job> MeasureAsync(string script, int count, int milliseconds)
    {
        // Every second conference of the simulator is older than two hours.
        await using var gateway = await CleanupGateway.StartAsync(2 * count, Inspector, milliseconds);
        var start = await PowerShell.ScriptAsync(script, gateway.Arguments(Window, Inspector));
        var started = Stopwatch.GetTimestamp();
        var read = await ProgramOutput.ReadAsync(start);
        var ended = Stopwatch.GetTimestamp();
        if (read.ExitCode != 0)
        {
            throw new BenchmarkException($"{script} exited with code {read.ExitCode}: {read.Output.Trim()} {read.Errors.Trim()}");
        }

        await gateway.CheckAsync(script, count);
        return new Job(Stopwatch.GetElapsedTime(started, ended).TotalSeconds, SplitTime(read.Output, started, ended));
    }

    /// <summary>Returns the duration of each part. The time stamps of all processes have the same origin.</summary>
    private static double[] SplitTime(string output, long started, long ended)
    {
        var line = output.Split('\n').LastOrDefault(line => line.StartsWith('[')) ?? "[]";
        long[] stamps = [started, .. JsonSerializer.Deserialize<long[]>(line)!, ended];
        return [.. stamps.Zip(stamps.Skip(1), (from, to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds)];
    }

    private sealed record Job(double Seconds, double[] Parts);
}
