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
        await CompareAsync("nginx", new Target(nginx.Address, nginx.CertificatePath, window), count, turns);
    }

    public static async Task SimulatorAsync(int count, int window, int turns)
    {
        Report.Begin($"bulk: {count:N0} calls for {SignedInSimulator.Agents} agents, window {window}, simulator");
        await using var simulator = await SignedInSimulator.StartAsync();
        await CompareAsync("simulator", simulator.Target(window), count, turns);
    }

    private static async Task CompareAsync(string gateway, Target target, int count, int turns)
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

        Print(gateway, first, warm, (bare.Name, module.Name, parallel.Name), count, target.Window);
    }

    private static void Print(
        string table,
        Dictionary<string, Repetition> first,
        Dictionary<string, List<Repetition>> warm,
        (string Bare, string Module, string Parallel) names,
        int count,
        int window)
    {
        Statistic Rates(string name) => Statistic.Of(warm[name].Select(repetition => repetition.Rate));
        double Rate(string name) => Rates(name).Median;
        var results = new ResultTable(
            table,
            "contender",
            new Column("rate", "calls/s", "N0", "slowest and fastest turn"),
            new Column($"time for {count:N0}", "s", "0.0"),
            Column.Ratio("x bare"),
            new Column("processor time per call", "µs", "N0"),
            new Column("rate of the first turn", "calls/s", "N0"));
        foreach (var (name, repetitions) in warm)
        {
            results.Add(
                name,
                Rates(name),
                count / Rate(name),
                Rate(name) / Rate(names.Bare),
                Statistic.Of(repetitions.Select(repetition => 1000 * repetition.CpuMilliseconds / repetition.Count)),
                first[name].Rate);
        }

        Report.Show(results);
        var (ratio, firstRatio) = (Rate(names.Module) / Rate(names.Bare), first[names.Module].Rate / first[names.Bare].Rate);
        Report.Goal(
            "at least 0.9 x bare HttpClient",
            ratio >= 0.9,
            $"{ratio:0.00} x (window {window}); first turn of new processes {firstRatio:0.00} x");
        var times = Rate(names.Module) / Rate(names.Parallel);
        Report.Goal("at least 50 x ForEach-Object -Parallel", times >= 50, $"{times:0} x");
    }
}
