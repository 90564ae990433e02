namespace AgentGateway.Benchmarks;

/// <summary>Draws the charts from the results of the benchmarks.</summary>
internal static class ChartsRun
{
    private static readonly (string File, string Benchmark, Func<BenchmarkResult, Chart> Draw)[] Charts =
    [
        ("throughput.svg", "windows", Throughput),
        ("million.svg", "million", Million),
        ("sessions.svg", "sessions", Sessions),
        ("job.svg", "job", Job),
    ];

    /// <summary>Draws a chart for each result in a folder that has one.</summary>
    /// <param name="results">The folder with the results.</param>
    /// <param name="pictures">The folder for the pictures.</param>
    public static async Task RunAsync(string results, string pictures)
    {
        var all = ResultFile.ReadAll(results);
        _ = Directory.CreateDirectory(pictures);
        foreach (var (file, benchmark, draw) in Charts)
        {
            if (!all.TryGetValue(benchmark, out var result))
            {
                Report.WriteLine($"SKIPPED {file}: {results} has no result of the benchmark {benchmark}");
                continue;
            }

            var path = Path.Combine(pictures, file);
            await File.WriteAllTextAsync(path, draw(result).ToSvg());
            Report.WriteLine($"{path}");
        }
    }

    private static Chart Throughput(BenchmarkResult result)
    {
        ChartLine Line(string column, string label, LineStyle style) => ChartLine.Read(result, WindowsRun.Table, column, label, style);
        return Of(
            "Calls per second by the number of concurrent calls",
            "-ThrottleLimit (concurrent calls)",
            "calls per second",
            [
                Line(WindowsRun.Module, "module", LineStyle.Module),
                Line(WindowsRun.Bare, "bare HttpClient", LineStyle.Alternative),
                Line(WindowsRun.Slow, $"module, gateway with {WindowsRun.Milliseconds} ms", LineStyle.Second),
            ],
            isLogarithmic: true);
    }

    private static Chart Million(BenchmarkResult result)
    {
        ChartLine Line(string table, string label, LineStyle style) => ChartLine.Read(result, table, MillionRun.Time, label, style);
        return Of(
            "One pipeline with a million agent IDs",
            "completed agent IDs",
            "seconds",
            [
                Line(MillionRun.Send, "Stop-AgwConfVoice", LineStyle.Module),
                Line(MillionRun.WhatIf, "with -WhatIf", LineStyle.Second),
            ],
            isLogarithmic: false);
    }

    private static Chart Sessions(BenchmarkResult result) => Of(
        "Memory by the number of sessions that are kept alive",
        "sessions",
        "working set (MB)",
        [ChartLine.Read(result, SessionsRun.Table, SoakRun.WorkingSet, "", LineStyle.Module)],
        isLogarithmic: false);

    private static Chart Job(BenchmarkResult result)
    {
        ChartLine Line(string column, string label, LineStyle style) => ChartLine.Read(result, JobRun.Table, column, label, style);
        return Of(
            "A scheduled task that ends forgotten conferences",
            "ended conferences",
            "seconds, from start to exit of the process",
            [
                Line(JobRun.Module, "Clear-AgwConference", LineStyle.Module),
                Line(JobRun.Loop, "Invoke-RestMethod, loop", LineStyle.OtherAlternative),
                Line(JobRun.Parallel, "Invoke-RestMethod, -Parallel", LineStyle.Alternative),
            ],
            isLogarithmic: true);
    }

    private static Chart Of(string title, string horizontal, string vertical, ChartLine[] lines, bool isLogarithmic)
    {
        var points = lines.SelectMany(line => line.Points).ToArray();
        var counts = points.Select(point => point.At);
        return new Chart(
            title,
            isLogarithmic ? Scale.OfValues(horizontal, counts, isLogarithmic) : Scale.Linear(horizontal, counts.Max()),
            isLogarithmic
                ? Scale.Logarithmic(vertical, points.Min(point => point.Min), points.Max(point => point.Max))
                : Scale.Linear(vertical, points.Max(point => point.Max)),
            lines)
        {
            ShareOfLines = lines.Length == 1 ? 0.97 : 0.66,
        };
    }
}
