using System.Diagnostics;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace AgentGateway.Benchmarks;

/// <summary>Thousands of sessions kept alive for minutes by their own polling, GUIDs rotating all the while. The simulator is a process of its own.</summary>
internal static class SoakRun
{
    private const int FirstAgent = 101;
    private const int SignInsAtOnce = 32;

    public static async Task RunAsync(int sessions, TimeSpan duration)
    {
        Report.Begin($"soak: {sessions:N0} sessions for {duration.TotalMinutes:0.#} minutes");
        await using var simulator = await SimulatorProcess.StartAsync("--agents", $"{FirstAgent}-{FirstAgent + sessions - 1}", "--inspectors", "");
        using var gateway = new Gateway(new GatewayOptions { Address = simulator.Address, CACertificate = X509CertificateLoader.LoadCertificateFromFile(simulator.CertificatePath), NoProxy = true, OperationTimeout = TimeSpan.FromMinutes(2) });
        var started = Stopwatch.GetTimestamp();
        var all = await SignInAsync(gateway, sessions);
        Report.Say($"{all.Count:N0} signed in within {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        await WatchAsync(all, duration);

        // The gateway is asked, and not only the client.
        using var state = await simulator.AskAsync("state");
        var atTheGateway = CountSignedIn(state.RootElement);
        Report.Goal("none lost", all.All(IsAlive) && atTheGateway == sessions, $"{all.Count(session => !IsAlive(session))} lost for the client; {atTheGateway:N0} signed in at the gateway");
        var freshest = TimeSpan.FromMinutes(Math.Min(2, duration.TotalMinutes));
        Report.Say($"GUIDs that changed within the last {freshest.TotalMinutes:0.#} minutes: {all.Count(session => DateTimeOffset.Now - session.GuidChangedAt < freshest):N0}");
        await Task.WhenAll(all.Select(session => session.DetachAsync()));
    }

    private static async Task WatchAsync(List<AgwSession> all, TimeSpan duration)
    {
        using var self = Process.GetCurrentProcess();
        var table = Report.Table("minute", "alive", "CPU, share of one core", "working set");
        var (started, cpuAtStart, most) = (Stopwatch.GetTimestamp(), self.TotalProcessorTime, 0d);
        var (last, cpuAtLast) = (started, cpuAtStart);
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            var left = duration - Stopwatch.GetElapsedTime(started);
            await Task.Delay(left < TimeSpan.FromMinutes(1) ? left : TimeSpan.FromMinutes(1));
            self.Refresh();
            var share = (self.TotalProcessorTime - cpuAtLast) / Stopwatch.GetElapsedTime(last);
            (last, cpuAtLast) = (Stopwatch.GetTimestamp(), self.TotalProcessorTime);
            most = Math.Max(most, self.WorkingSet64 / 1048576d);
            table.Row($"{Stopwatch.GetElapsedTime(started).TotalMinutes:0.0}", $"{all.Count(IsAlive):N0}", $"{share:0.0%}", $"{self.WorkingSet64 / 1048576d:0} MB");
        }

        Report.Show(table);
        var overall = (self.TotalProcessorTime - cpuAtStart) / Stopwatch.GetElapsedTime(started);
        Report.Goal("at most 10 % of one core", overall <= 0.1, $"{overall:0.0%}");
        Report.Goal("at most 200 MB", most <= 200, $"{most:0} MB at the most");
    }

    private static async Task<List<AgwSession>> SignInAsync(Gateway gateway, int count)
    {
        var sessions = new List<AgwSession>(count);
        await Parallel.ForEachAsync(Enumerable.Range(FirstAgent, count), new ParallelOptions { MaxDegreeOfParallelism = SignInsAtOnce }, async (agent, cancellationToken) =>
        {
            var session = await AgwSession.SignInAsync(gateway, new SignInRequest { AgentId = agent, Credential = new NetworkCredential("agent", "secret") }, cancellationToken);
            lock (sessions)
            {
                sessions.Add(session);
            }
        });
        return sessions;
    }

    private static bool IsAlive(AgwSession session) => session.State == SessionState.SignedIn && session.IsPolling;

    private static int CountSignedIn(JsonElement state) => state.GetProperty("agents").EnumerateArray().Count(agent => agent.GetProperty("signedIn").GetBoolean());
}
