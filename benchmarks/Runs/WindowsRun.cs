namespace AgentGateway.Benchmarks;

/// <summary>Measures the speed by -ThrottleLimit, with a gateway that replies immediately and one that delays replies by 20 ms.</summary>
internal static class WindowsRun
{
    public const string Table = "windows";
    public const string Module = "nginx, module";
    public const string Bare = "nginx, bare HttpClient";
    public const string Slow = "20 ms, module";
    public const int Milliseconds = 20;

    private const int Calls = 10_000;

    public static async Task RunAsync(int turns)
    {
        Report.Begin($"windows: -ThrottleLimit 1 to 256, nginx with immediate replies, simulator with {Milliseconds} ms");
        await using var nginx = await Nginx.StartAsync();
        await using var simulator = await SignedInSimulator.StartAsync();
        await simulator.Process.ChangeAsync($$"""{"latency":{{Milliseconds}}}""");
        var table = new ResultTable(
            Table,
            "-ThrottleLimit",
            new Column(Module, "calls/s", "N0", "slowest and fastest turn"),
            new Column(Bare, "calls/s", "N0"),
            Column.Ratio("x bare"),
            new Column(Slow, "calls/s", "N0"),
            Column.Ratio("x window / latency"));
        foreach (var window in new[] { 1, 2, 4, 8, 16, 32, 64, 128, 256 })
        {
            var target = new Target(nginx.Address, nginx.CertificatePath, window);
            await using var bare = await Contender.BareHttpClientAsync(target);
            await using var module = await Contender.ModuleAsync(target);
            await using var slow = await Contender.ModuleAsync(simulator.Target(window));
            var (ofBare, ofModule, ofSlow) = (new List<double>(), new List<double>(), new List<double>());
            for (var turn = -2; turn < turns; turn++)
            {
                var (first, second) = (await bare.RunAsync(Calls), await module.RunAsync(Calls));
                var third = await slow.RunAsync(window * 50);
                if (turn >= 0)
                {
                    ofBare.Add(first.Rate);
                    ofModule.Add(second.Rate);
                    ofSlow.Add(third.Rate);
                }
            }

            var (b, m, s) = (Statistic.Of(ofBare), Statistic.Of(ofModule), Statistic.Of(ofSlow));
            table.Add(window, m, b, m.Median / b.Median, s, s.Median * Milliseconds / 1000 / window);
        }

        Report.Show(table);
    }
}
