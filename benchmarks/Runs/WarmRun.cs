using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentGateway.Benchmarks;

/// <summary>
/// Compares the cmdlet with HttpClient, the client library, and an empty cmdlet, all of them in one PowerShell process. They have the same
/// runtime, garbage collector, and thread pool, so the difference is the cost of the cmdlet.
/// </summary>
internal static class WarmRun
{
    private const int WarmUpTurns = 4;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly (string Key, string Name)[] Contenders =
    [
        ("bare", "bare HttpClient, C#"), ("client", "AgentGateway.Client, C#"), ("piped", "$ids | Stop-AgwConfVoice"),
        ("array", "Stop-AgwConfVoice -AgentId $ids"), ("dropped", "$ids | Stop-AgwConfVoice | Out-Null"),
        ("empty", "$ids | an empty cmdlet with the same parameters"),
    ];

    public static async Task RunAsync(int count, int window, int turns)
    {
        Report.Begin($"warm: {count:N0} agent IDs, window {window}, nginx with immediate replies, one warm process");
        await using var nginx = await Nginx.StartAsync();
        var target = new Target(nginx.Address, nginx.CertificatePath, window);
        var output = await PowerShell.ReadAsync("warm.ps1",
            [.. PowerShell.Arguments(target), typeof(WarmRun).Assembly.Location, $"{count}", $"{turns + WarmUpTurns}"]);
        var all = output.Split('\n')
            .Select(line => JsonSerializer.Deserialize<Turn>(line, Json)!)
            .Where(turn => turn.Number > WarmUpTurns)
            .ToLookup(turn => turn.Contender, StringComparer.Ordinal);
        Print(all, count);
    }

    private static void Print(ILookup<string, Turn> all, int count)
    {
        if (all.SelectMany(turns => turns).FirstOrDefault(turn => turn.Succeeded != count) is { } failed)
        {
            throw new BenchmarkException($"{failed.Contender}: only {failed.Succeeded} of {count} calls succeeded.");
        }

        // The speed of the machine varies, so a ratio is that of one turn, in which all contenders ran within a few seconds.
        Statistic Ratio(string key, Func<Turn, double> figure, Func<int, double> basis) =>
            Statistic.Of(all[key].Select(turn => figure(turn) / basis(turn.Number)));
        double Of(string key, int turn, Func<Turn, double> figure) => figure(all[key].Single(one => one.Number == turn));
        Statistic XBare(string key) => Ratio(key, turn => 1 / turn.Seconds, turn => Of("bare", turn, bare => 1 / bare.Seconds));
        double Cost(string key, int turn) => Of(key, turn, one => one.CpuMilliseconds);
        Statistic XCost(string key) => Ratio(key, turn => turn.CpuMilliseconds, turn => Cost("client", turn) + Cost("empty", turn));
        var table = new ResultTable(
            "warm",
            "contender",
            new Column("rate", "calls/s", "N0", "slowest and fastest turn"),
            Column.Ratio("x bare"),
            new Column("processor time per call", "µs", "0.0"),
            Column.Ratio("x (library + empty cmdlet)"));
        foreach (var (key, name) in Contenders)
        {
            table.Add(
                name,
                Statistic.Of(all[key].Select(turn => count / turn.Seconds)),
                XBare(key),
                Statistic.Of(all[key].Select(turn => 1000 * turn.CpuMilliseconds / count)),
                XCost(key));
        }

        Report.Show(table);
        var (rate, cost) = (XBare("piped").Median, XCost("piped").Median);
        Report.Goal("at least 0.9 x bare HttpClient, in one warm process", rate >= 0.9, $"{rate:0.00} x");
        Report.Goal("processor time at most 1.2 x (library + empty cmdlet)", cost <= 1.2, $"{cost:0.00} x");
    }

    private sealed record Turn(
        string Contender, [property: JsonPropertyName("turn")] int Number, double Seconds, double CpuMilliseconds, int Succeeded);
}
