namespace AgentGateway.Benchmarks;

/// <summary>Agent IDs piped to a cmdlet, beside what people would use instead. The contenders take turns; medians of the turns.</summary>
internal static class BulkRun
{
    // A slow contender gets fewer calls, so that its turn is not the whole benchmark; speeds are compared, not times.
    private const int SlowerBy = 20;

    public static async Task NginxAsync(int count, int window, int turns)
    {
        Report.Begin($"bulk: {count:N0} agent IDs, window {window}, nginx that answers at once");
        await using var nginx = await Nginx.StartAsync();
        await CompareAsync(new Target(nginx.Address, nginx.CertificatePath, window), count, turns);
    }

    public static async Task SimulatorAsync(int count, int window, int turns)
    {
        Report.Begin($"bulk: {count:N0} calls for {SignedInSimulator.Agents} agents, window {window}, simulator");
        await using var simulator = await SignedInSimulator.StartAsync();
        await CompareAsync(simulator.Target(window), count, turns);
    }

    private static async Task CompareAsync(Target target, int count, int turns)
    {
        await using var bare = await Contender.BareHttpClientAsync(target);
        await using var client = await Contender.ClientAsync(target);
        await using var module = await Contender.ModuleAsync(target);
        await using var loop = await Contender.RestMethodAsync(target);
        await using var parallel = await Contender.ParallelAsync(target);
        (Contender Contender, int Count)[] field = [(bare, count), (client, count), (module, count), (loop, count / SlowerBy), (parallel, count / SlowerBy)];

        var first = new Dictionary<string, Repetition>();
        foreach (var (contender, calls) in field)
        {
            first[contender.Name] = await contender.RunAsync(calls);
        }

        // The compiler of the runtime has settled after that; everybody gets it.
        foreach (var (contender, calls) in field.Take(3))
        {
            _ = await contender.RunAsync(calls);
            _ = await contender.RunAsync(calls);
        }

        var warm = field.ToDictionary(entry => entry.Contender.Name, _ => new List<Repetition>());
        for (var turn = 0; turn < turns; turn++)
        {
            foreach (var (contender, calls) in field)
            {
                warm[contender.Name].Add(await contender.RunAsync(calls));
            }
        }

        Print(first, warm, bare.Name, module.Name, parallel.Name, count, target.Window);
    }

    private static void Print(Dictionary<string, Repetition> first, Dictionary<string, List<Repetition>> warm, string bare, string module, string parallel, int count, int window)
    {
        double Rate(string name) => Report.Median(warm[name].Select(repetition => repetition.Rate));
        var table = Report.Table("contender", "calls/s", "slowest and fastest turn", $"time for {count:N0}", "x bare", "CPU per call", "first turn, calls/s");
        foreach (var (name, repetitions) in warm)
        {
            table.Row(
                $"{name}",
                $"{Rate(name):N0}",
                $"{repetitions.Min(repetition => repetition.Rate):N0} - {repetitions.Max(repetition => repetition.Rate):N0}",
                $"{count / Rate(name):0.0} s",
                $"{Rate(name) / Rate(bare):0.00}",
                $"{Report.Median(repetitions.Select(repetition => 1000 * repetition.CpuMilliseconds / repetition.Count)):0} us",
                $"{first[name].Rate:N0}");
        }

        Report.Show(table);
        Report.Goal("at least 0.9 x bare HttpClient", Rate(module) >= 0.9 * Rate(bare), $"{Rate(module) / Rate(bare):0.00} x (window {window}); first turn of fresh processes {first[module].Rate / first[bare].Rate:0.00} x");
        Report.Goal("at least 50 x ForEach-Object -Parallel", Rate(module) >= 50 * Rate(parallel), $"{Rate(module) / Rate(parallel):0} x");
    }
}
