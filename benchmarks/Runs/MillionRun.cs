using System.Diagnostics;
using System.Text.Json;
using AgentGateway.PowerShellHost;

namespace AgentGateway.Benchmarks;

/// <summary>Checks that memory doesn't grow with the number of agent IDs in one pipeline.</summary>
internal static class MillionRun
{
    public const string WhatIf = "whatif";
    public const string Send = "send";
    public const string Time = "time";

    // The first samples include the start of the process and the JIT compiler, so they don't count.
    private const int Samples = 20;
    private const double SettledAfter = 0.2;

    public static async Task RunAsync(int count)
    {
        Report.Begin($"million: {count:N0} agent IDs in one pipeline, window 16");
        await using var nginx = await Nginx.StartAsync();
        await MeasureAsync("no requests (-WhatIf)", WhatIf, nginx, count);
        await MeasureAsync("nginx with immediate replies", Send, nginx, count);
    }

    private static async Task MeasureAsync(string name, string how, Nginx nginx, int count)
    {
        var start = await PowerShell.ScriptAsync(
            "million.ps1",
            [Repository.ModulePath, nginx.Address.GetLeftPart(UriPartial.Authority), nginx.CertificatePath, $"{count}", $"{Samples}", how]);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var samples = new List<(long Done, double Seconds, double WorkingSet, double Heap)>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            // -WhatIf also writes to the console.
            if (line.StartsWith("{\"done\"", StringComparison.Ordinal))
            {
                using var json = JsonDocument.Parse(line);
                double Number(string field) => json.RootElement.GetProperty(field).GetDouble();
                samples.Add(((long)Number("done"), Number("seconds"), Number("workingSet"), Number("heap")));
            }
        }

        await process.WaitForExitAsync();
        if (samples.Count == 0 || samples[^1].Done != count)
        {
            throw new BenchmarkException($"{name}: the run didn't complete.");
        }

        var table = new ResultTable(
            how,
            "completed IDs",
            new Column(Time, "s", "0.0"),
            new Column("working set", "MB", "0"),
            new Column("heap after a collection", "MB", "0.0"));
        foreach (var sample in samples)
        {
            table.Add(sample.Done, sample.Seconds, sample.WorkingSet, sample.Heap);
        }

        Report.WriteLine($"{name}: {count / samples[^1].Seconds:N0} per second");
        Report.Show(table);
        var settled = samples.Where(sample => sample.Done >= SettledAfter * count).ToArray();
        var growth = settled[^1].Heap - settled[0].Heap;
        var growthOfSet = settled[^1].WorkingSet - settled[0].WorkingSet;
        var (heap, workingSet) = (Math.Round(growth, 1), Math.Round(growthOfSet));
        Report.Goal(
            "memory does not grow with the count",
            growth < 2 && growthOfSet < 20,
            $"heap {heap:+0.0;-0.0;0.0} MB, working set {workingSet:+0;-0;0} MB from {settled[0].Done:N0} to {count:N0}");
    }
}
