namespace AgentGateway.Benchmarks;

/// <summary>Compares piping agent IDs to a cmdlet with its alternatives. The contenders take turns; the results are medians.</summary>
internal static class BulkRun
{
    // A slow contender makes fewer calls, because otherwise its turns would take most of the time. The comparison is by rate.
    private const int SlowContenderDivisor = 20;

    public static async Task NginxAsync(int count, int window, int turns)
    {
        Report.Begin($"bulk: {count:N0} agent IDs, window {window}, nginx with immediate replies");
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
        var fewer = count / SlowContenderDivisor;
        (Contender Contender, int Count)[] field = [(bare, count), (client, count), (module, count), (loop, fewer), (parallel, fewer)];

        var first = new Dictionary<string, Repetition>();
        foreach (var (contender, calls) in field)
        {
            first[contender.Name] = await contender.RunAsync(calls);
        }

        // Warms up the JIT compiler of the fast contenders.
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

    private static void Print(
        Dictionary<string,
        Repetition> first,
        Dictionary<string,
        List<Repetition>> warm,
        string bare,
        string module,
        string parallel,
        int count,
        int window)
    {
        double Rate(string name) => Report.Median(warm[name].Select(repetition => repetition.Rate));
        var table = Report.Table(
            "contender", "calls/s", "slowest and fastest turn", $"time for {count:N0}", "x bare", "CPU per call", "first turn, calls/s");
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
        var (ratio, firstRatio) = (Rate(module) / Rate(bare), first[module].Rate / first[bare].Rate);
        Report.Goal(
            "at least 0.9 x bare HttpClient",
            ratio >= 0.9,
            $"{ratio:0.00} x (window {window}); first turn of new processes {firstRatio:0.00} x");
        Report.Goal("at least 50 x ForEach-Object -Parallel", Rate(module) >= 50 * Rate(parallel), $"{Rate(module) / Rate(parallel):0} x");
    }
}
