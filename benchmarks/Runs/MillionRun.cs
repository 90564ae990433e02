using System.Diagnostics;
using System.Text.Json;
using AgentGateway.PowerShellHost;

namespace AgentGateway.Benchmarks;

/// <summary>A million agent IDs in one pipeline: does memory grow with the count?</summary>
internal static class MillionRun
{
    // Sampled along the way; the first samples are the start of the process and its compiler.
    private const int Samples = 20;
    private const double SettledAfter = 0.2;

    public static async Task RunAsync(int count)
    {
        Report.Begin($"million: {count:N0} agent IDs in one pipeline, window 16");
        await using var nginx = await Nginx.StartAsync();
        await MeasureAsync("answered locally (-WhatIf)", "whatif", nginx, count);
        await MeasureAsync("nginx that answers at once", "send", nginx, count);
    }

    private static async Task MeasureAsync(string name, string how, Nginx nginx, int count)
    {
        var start = await PowerShell.ScriptAsync("million.ps1", [Repository.ModulePath, nginx.Address.GetLeftPart(UriPartial.Authority), nginx.CertificatePath, $"{count}", $"{Samples}", how]);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var samples = new List<(long Done, double Seconds, double WorkingSet, double Heap)>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            // -WhatIf speaks to the console as well.
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
            throw new BenchmarkException($"{name}: the run did not come to its end.");
        }

        var table = Report.Table("done", "seconds", "working set", "heap after a collection");
        foreach (var sample in samples)
        {
            table.Row($"{sample.Done:N0}", $"{sample.Seconds:0.0}", $"{sample.WorkingSet:0} MB", $"{sample.Heap:0.0} MB");
        }

        Report.Say($"{name}: {count / samples[^1].Seconds:N0} a second");
        Report.Show(table);
        var settled = samples.Where(sample => sample.Done >= SettledAfter * count).ToArray();
        var growth = settled[^1].Heap - settled[0].Heap;
        var growthOfSet = settled[^1].WorkingSet - settled[0].WorkingSet;
        Report.Goal("memory does not grow with the count", growth < 2 && growthOfSet < 20, $"heap {Math.Round(growth, 1):+0.0;-0.0;0.0} MB, working set {Math.Round(growthOfSet):+0;-0;0} MB from {settled[0].Done:N0} to {count:N0}");
    }
}
