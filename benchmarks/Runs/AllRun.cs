namespace AgentGateway.Benchmarks;

/// <summary>Runs all benchmarks one after the other, each in a new process.</summary>
internal static class AllRun
{
    private static readonly string[][] Benchmarks =
    [
        ["bulk", "--turns", "15"], ["warm", "--turns", "15"], ["latency"], ["windows"], ["million"], ["import"], ["stop"],
        ["allocations"], ["rotation"], ["cleanup"], ["job"], ["sessions"], ["soak"], ["soak", "--minutes", "12", "--outage", "5"],
    ];

    public static async Task RunAsync(string? json)
    {
        var failed = new List<string>();
        string[] result = json is null ? [] : [BenchmarkCommand.JsonOption, Folder(json)];
        foreach (var benchmark in Benchmarks)
        {
            if (!await OwnProgram.RunAsync([.. benchmark, .. result]))
            {
                failed.Add(string.Join(' ', benchmark));
            }
        }

        if (failed.Count > 0)
        {
            throw new BenchmarkException($"These benchmarks failed: {string.Join("; ", failed)}.");
        }
    }

    private static string Folder(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        ? throw new BenchmarkException($"{BenchmarkCommand.JsonOption} must be a folder here, because each benchmark has a file.")
        : path;
}
