using System.Text.Json;
using AgentGateway.PowerShellHost;

namespace AgentGateway.Benchmarks;

/// <summary>Measures the time from Ctrl+C to the prompt during many calls without a reply, and checks that nothing is sent later.</summary>
internal static class StopRun
{
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(int window, int turns)
    {
        Report.Begin($"stop: Ctrl+C during {window:N0} calls (simulator that never replies)");
        await using var simulator = await SimulatorProcess.StartAsync("--agents", "101-400");
        await simulator.InjectFaultAsync("""{"operation":"stopVoiceToConf","fault":"noAnswer","acted":false}""");
        var table = new ResultTable(
            "stop",
            "turn",
            new Column("running calls", "", "N0"),
            new Column("time to the prompt", "ms", "0"),
            new Column("received by the gateway", "", "N0"),
            new Column("of these, later than 3 s", "", "N0"));
        var times = new List<double>();
        var nothingSent = true;
        for (var turn = 1; turn <= turns; turn++)
        {
            var text = await PowerShell.ReadAsync(
                "stop.ps1",
                [Repository.ModulePath, simulator.Address.GetLeftPart(UriPartial.Authority), simulator.CertificatePath, $"{window}"]);
            using var stopped = JsonDocument.Parse(text[text.LastIndexOf('{')..]);
            var milliseconds = stopped.RootElement.GetProperty("milliseconds").GetDouble();
            var received = await CountAsync(simulator);
            await Task.Delay(Afterwards);
            var later = await CountAsync(simulator);
            times.Add(milliseconds);
            nothingSent &= later == received;
            table.Add(turn, stopped.RootElement.GetProperty("underWay").GetInt32(), milliseconds, received, later - received);
            await simulator.ClearRequestsAsync();
        }

        Report.Show(table);
        Report.Goal("the prompt returns within 1 s", times.Max() <= 1000, $"{Report.Median(times):0} ms, longest {times.Max():0} ms");
        Report.Goal("nothing is sent afterwards", nothingSent, $"{(nothingSent ? "nothing" : "something")}");
    }

    private static async Task<int> CountAsync(SimulatorProcess simulator)
    {
        using var requests = await simulator.ReadAsync("requests");
        var list = requests.RootElement.ValueKind == JsonValueKind.Array
            ? requests.RootElement
            : requests.RootElement.GetProperty("requests");
        return list.EnumerateArray().Count(request => request.GetProperty("operation").GetString() == "stopVoiceToConf");
    }
}
