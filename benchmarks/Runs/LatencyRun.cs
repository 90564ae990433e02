namespace AgentGateway.Benchmarks;

/// <summary>Compares the rate with a slow gateway to the possible maximum, which is the window divided by the latency.</summary>
internal static class LatencyRun
{
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
            Column.Ratio("x window / latency"),
            Column.Ratio("x bare"));
        var share = 0d;
        foreach (var window in new[] { 1, 16, 64, 256 })
        {
            await using var bare = await Contender.BareHttpClientAsync(gateway.Target(window));
            await using var module = await Contender.ModuleAsync(gateway.Target(window));
            var (ofBare, ofModule) = (new List<double>(), new List<double>());
            for (var turn = -1; turn < turns; turn++)
            {
                // The first turn opens the connections.
                var (first, second) = ((await bare.RunAsync(window * 100)).Rate, (await module.RunAsync(window * 100)).Rate);
                if (turn >= 0)
                {
                    ofBare.Add(first);
                    ofModule.Add(second);
                }
            }

            var possible = window * 1000d / milliseconds;
            var (rateOfBare, rate) = (Statistic.Of(ofBare), Statistic.Of(ofModule));
            share = window == 16 ? rate.Median / possible : share;
            table.Add(window, possible, rateOfBare, rate, rate.Median / possible, rate.Median / rateOfBare.Median);
        }

        Report.Show(table);
        Report.Goal("at least 0.95 x (window / latency), window 16", share >= 0.95, $"{share:0.000} x");
    }
}
