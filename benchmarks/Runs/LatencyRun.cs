namespace AgentGateway.Benchmarks;

/// <summary>Compares the rate with a slow gateway to the possible maximum, which is the window divided by the latency.</summary>
internal static class LatencyRun
{
    // The scripts are slow, so they make fewer calls. The comparison is by rate.
    private const int ScriptCalls = 20;
    private const int MaxScriptCalls = 1000;

    public static async Task RunAsync(int milliseconds, int turns)
    {
        Report.Begin($"latency: {milliseconds} ms at the gateway (simulator)");
        await using var gateway = await SignedInSimulator.StartAsync();
        await gateway.Process.ChangeAsync($$"""{"latency":{{milliseconds}}}""");
        var table = new ResultTable(
            "latency",
            "window",
            new Column("window / latency", "calls/s", "N0"),
            new Column("bare HttpClient", "calls/s", "N0"),
            new Column("Stop-AgwConfVoice", "calls/s", "N0", "slowest and fastest turn"),
            new Column("ForEach-Object -Parallel", "calls/s", "N0"),
            new Column("loop", "calls/s", "N0"),
            Column.Ratio("x window / latency"),
            Column.Ratio("x bare"),
            Column.Ratio("x -Parallel"));
        var share = 0d;
        foreach (var window in new[] { 1, 16, 64, 256 })
        {
            await using var bare = await Contender.BareHttpClientAsync(gateway.Target(window));
            await using var module = await Contender.ModuleAsync(gateway.Target(window));
            await using var parallel = await Contender.ParallelAsync(gateway.Target(window));
            await using var loop = await Contender.RestMethodAsync(gateway.Target(window));
            (Contender Contender, int Calls, List<double> Rates)[] field =
            [
                (bare, window * 100, []), (module, window * 100, []),
                (parallel, Math.Min(window * ScriptCalls, MaxScriptCalls), []), (loop, ScriptCalls, []),
            ];
            for (var turn = -1; turn < turns; turn++)
            {
                // The first turn opens the connections.
                foreach (var (contender, calls, rates) in field)
                {
                    var repetition = await contender.RunAsync(calls);
                    if (turn >= 0)
                    {
                        rates.Add(repetition.Rate);
                    }
                }
            }

            var possible = window * 1000d / milliseconds;
            var measured = field.Select(contender => Statistic.Of(contender.Rates)).ToArray();
            var (rateOfBare, rate, rateOfParallel) = (measured[0].Median, measured[1].Median, measured[2].Median);
            share = window == 16 ? rate / possible : share;
            table.Add(window, [possible, .. measured, rate / possible, rate / rateOfBare, rate / rateOfParallel]);
        }

        Report.Show(table);
        Report.Goal("at least 0.95 x (window / latency), window 16", share >= 0.95, $"{share:0.000} x");
    }
}
