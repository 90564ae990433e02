using System.Text.Json;

namespace AgentGateway.Benchmarks;

/// <summary>
/// Ends half of the conferences of a gateway that delays each reply, compared with the possible minimum, with a bare HttpClient that sends
/// as many requests in a new process, and with a script for Invoke-RestMethod that does the same.
/// </summary>
internal static class CleanupRun
{
    private const string Parallel = "ForEach-Object -Parallel { Invoke-RestMethod }";
    private const int Inspector = 5000;
    private const int Window = 16;

    // On the critical path of one conference: sign-in, verification, release, confirmation, sign-out.
    private const int Exchanges = 5;

    public static async Task RunAsync(int conferences, int milliseconds, int turns)
    {
        Report.Begin(
            $"cleanup: {conferences / 2} of {conferences} conferences, {milliseconds} ms at the gateway (simulator), window {Window}");
        var (ofBare, ofModule, ofScript) = (new List<double>(), new List<double>(), new List<double>());
        for (var turn = 0; turn < turns; turn++)
        {
            ofBare.Add(await MeasureBareAsync(Exchanges * (conferences / 2), milliseconds));
            ofModule.Add(await MeasureAsync("cleanup-module.ps1", conferences, milliseconds));
            ofScript.Add(await MeasureAsync("cleanup-restmethod.ps1", conferences, milliseconds));
        }

        var bound = Exchanges * milliseconds / 1000d * (conferences / 2) / Window;
        var (bare, module, script) = (Statistic.Of(ofBare), Statistic.Of(ofModule), Statistic.Of(ofScript));
        var table = new ResultTable(
            "cleanup",
            "contender",
            new Column("time", "s", "0.00", "fastest and slowest turn"),
            Column.Ratio("x bound"),
            Column.Ratio("x bare"));
        void Row(string contender, Statistic seconds) =>
            table.Add(contender, seconds, seconds.Median / bound, seconds.Median / bare.Median);
        Row($"bound: {Exchanges} exchanges x latency x conferences / window", bound);
        Row("bare HttpClient, as many requests", bare);
        Row("Clear-AgwConference", module);
        Row(Parallel, script);
        Report.Show(table);
        Report.Goal("at most 1.25 x bound", module.Median <= 1.25 * bound, $"{module.Median / bound:0.00} x");
    }

    /// <summary>Sends requests from a new process, as the scripts do, so that the time includes its first requests.</summary>
    private static async Task<double> MeasureBareAsync(int requests, int milliseconds)
    {
        await using var gateway = await SignedInSimulator.StartAsync();
        await gateway.Process.ChangeAsync($$"""{"latency":{{milliseconds}}}""");
        await using var bare = await Contender.BareHttpClientAsync(gateway.Target(Window));
        return (await bare.RunAsync(requests)).Seconds;
    }

    /// <summary>Runs a script against a gateway of its own, and checks at the gateway that it has done all of its work.</summary>
    private static async Task<double> MeasureAsync(string script, int conferences, int milliseconds)
    {
        await using var gateway = await CleanupGateway.StartAsync(conferences, Inspector, milliseconds);
        var output = await PowerShell.ReadAsync(script, gateway.Arguments(Window, Inspector));
        await gateway.CheckAsync(script, conferences / 2);
        return JsonSerializer.Deserialize<double>(output.Split('\n')[^1], JsonSerializerOptions.Default);
    }
}
