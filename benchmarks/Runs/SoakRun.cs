using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace AgentGateway.Benchmarks;

/// <summary>Keeps thousands of sessions alive for minutes by polling, while their GUIDs rotate.</summary>
internal static class SoakRun
{
    public const string Table = "soak";
    public const string ShareOfCore = "share of one core";
    public const string WorkingSet = "working set";

    private const int MaxMegaBytes = 150;

    public static async Task RunAsync(int sessions, TimeSpan duration)
    {
        Report.Begin($"soak: {sessions:N0} sessions for {duration.TotalMinutes:0.#} minutes");
        await using var simulator = await SimulatorProcess.StartAsync(
            "--agents", $"{SoakSessions.FirstAgent}-{SoakSessions.FirstAgent + sessions - 1}", "--inspectors", "");
        using var gateway = TrustedGateway.Create(simulator.Address, simulator.CertificatePath, TimeSpan.FromMinutes(2));
        var started = Stopwatch.GetTimestamp();
        var all = await SoakSessions.SignInAsync(gateway, sessions);
        Report.WriteLine($"{all.Count:N0} signed in within {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        await WatchAsync(all, duration);

        // Checks the gateway's own state, not only the client's.
        using var state = await simulator.ReadAsync("state");
        var atTheGateway = CountSignedIn(state.RootElement);
        var lost = all.Count(session => !SoakSessions.IsAlive(session));
        Report.Goal(
            "no session lost",
            lost == 0 && atTheGateway == sessions,
            $"{lost} lost at the client; {atTheGateway:N0} signed in at the gateway");
        var freshest = TimeSpan.FromMinutes(Math.Min(2, duration.TotalMinutes));
        var fresh = all.Count(session => DateTimeOffset.Now - session.GuidChangedAt < freshest);
        Report.WriteLine($"GUIDs that changed within the last {freshest.TotalMinutes:0.#} minutes: {fresh:N0}");
        await Task.WhenAll(all.Select(session => session.DetachAsync()));
    }

    private static async Task WatchAsync(List<AgwSession> all, TimeSpan duration)
    {
        using var self = Process.GetCurrentProcess();
        var table = new ResultTable(
            Table,
            "minute",
            new Column("alive", "", "N0"),
            new Column(ShareOfCore, "%", "0.0"),
            new Column(WorkingSet, "MB", "0"));
        var (started, cpuAtStart, max) = (Stopwatch.GetTimestamp(), self.TotalProcessorTime, 0d);
        var (last, cpuAtLast) = (started, cpuAtStart);
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            var left = duration - Stopwatch.GetElapsedTime(started);
            await Task.Delay(left < TimeSpan.FromMinutes(1) ? left : TimeSpan.FromMinutes(1));
            self.Refresh();
            var share = (self.TotalProcessorTime - cpuAtLast) / Stopwatch.GetElapsedTime(last);
            (last, cpuAtLast) = (Stopwatch.GetTimestamp(), self.TotalProcessorTime);
            max = Math.Max(max, self.WorkingSet64 / 1048576d);
            var minutes = Stopwatch.GetElapsedTime(started).TotalMinutes;
            table.Add(
                minutes.ToString("0.0", CultureInfo.InvariantCulture),
                all.Count(SoakSessions.IsAlive),
                100 * share,
                self.WorkingSet64 / 1048576d);
        }

        Report.Show(table);
        var heap = GC.GetGCMemoryInfo();
        var (objects, committed) = ((heap.HeapSizeBytes - heap.FragmentedBytes) / 1048576d, heap.TotalCommittedBytes / 1048576d);
        Report.WriteLine($"after the last garbage collection: {objects:0} MB of objects, {committed:0} MB committed");
        var overall = (self.TotalProcessorTime - cpuAtStart) / Stopwatch.GetElapsedTime(started);
        Report.Goal("at most 10 % of one core", overall <= 0.1, $"{overall:0.0%}");
        Report.Goal($"at most {MaxMegaBytes} MB", max <= MaxMegaBytes, $"{max:0} MB maximum");
    }

    private static int CountSignedIn(JsonElement state) =>
        state.GetProperty("agents").EnumerateArray().Count(agent => agent.GetProperty("signedIn").GetBoolean());
}
