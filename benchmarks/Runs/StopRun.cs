using System.Text.Json;
using AgentGateway.PowerShellHost;

namespace AgentGateway.Benchmarks;

/// <summary>Ctrl+C with many calls under way that are never answered: how long until the prompt is back, and is anything sent afterwards?</summary>
internal static class StopRun
{
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(int window, int turns)
    {
        Report.Begin($"stop: Ctrl+C with {window:N0} calls under way (simulator that never answers)");
        await using var simulator = await SimulatorProcess.StartAsync("--agents", "101-400");
        await simulator.OrderFaultAsync("""{"operation":"stopVoiceToConf","fault":"noAnswer","acted":false}""");
        var table = Report.Table("turn", "under way", "prompt back after", "reached the gateway", "of those, later than 3 s");
        var times = new List<double>();
        var isSilent = true;
        for (var turn = 1; turn <= turns; turn++)
        {
            var text = await PowerShell.ReadAsync("stop.ps1", [Repository.ModulePath, simulator.Address.GetLeftPart(UriPartial.Authority), simulator.CertificatePath, $"{window}"]);
            using var stopped = JsonDocument.Parse(text[text.LastIndexOf('{')..]);
            var milliseconds = stopped.RootElement.GetProperty("milliseconds").GetDouble();
            var atOnce = await CountAsync(simulator);
            await Task.Delay(Afterwards);
            var later = await CountAsync(simulator);
            times.Add(milliseconds);
            isSilent &= later == atOnce;
            table.Row($"{turn}", $"{stopped.RootElement.GetProperty("underWay").GetInt32():N0}", $"{milliseconds:0} ms", $"{atOnce:N0}", $"{later - atOnce}");
            await simulator.ForgetRequestsAsync();
        }

        Report.Show(table);
        Report.Goal("the prompt is back within 1 s", times.Max() <= 1000, $"{Report.Median(times):0} ms, longest {times.Max():0} ms");
        Report.Goal("nothing is sent afterwards", isSilent, $"{(isSilent ? "nothing" : "something")}");
    }

    private static async Task<int> CountAsync(SimulatorProcess simulator)
    {
        using var requests = await simulator.AskAsync("requests");
        var list = requests.RootElement.ValueKind == JsonValueKind.Array ? requests.RootElement : requests.RootElement.GetProperty("requests");
        return list.EnumerateArray().Count(request => request.GetProperty("operation").GetString() == "stopVoiceToConf");
    }
}
