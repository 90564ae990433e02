using System.Net;

namespace AgentGateway.Benchmarks;

/// <summary>Checks that no call fails when agents call without a pause while their GUIDs change every 1.5 seconds.</summary>
internal static class RotationRun
{
    private const int FirstAgent = 101;

    public static async Task RunAsync(int agents, TimeSpan duration)
    {
        Report.Begin($"rotation: {agents} agents for {duration.TotalSeconds:0} s, GUIDs renewed after 1.5 s, expired after 3 s");
        await using var simulator = await SimulatorProcess.StartAsync(
            "--agents", $"{FirstAgent}-{FirstAgent + agents - 1}", "--inspectors", "", "--conferences", $"{agents}",
            "--guid-interval", "1500", "--guid-timeout", "3000", "--poll-hold", "500");
        using var gateway = TrustedGateway.Create(simulator.Address, simulator.CertificatePath);
        using var stop = new CancellationTokenSource();
        var workers = Enumerable.Range(FirstAgent, agents).Select(agent => Task.Run(() => WorkAsync(gateway, agent, stop.Token))).ToArray();
        await Task.Delay(duration);
        await stop.CancelAsync();
        var worked = await Task.WhenAll(workers);
        var (calls, rotations) = (worked.Sum(result => result.Calls), worked.Sum(result => result.Rotations));
        var failures = worked.SelectMany(result => result.Failures).ToArray();
        var table = new ResultTable(
            "rotation",
            "agents",
            new Column("calls", "", "N0"),
            new Column("changes of a GUID", "", "N0"),
            new Column("failed calls", "", "N0"));
        table.Add(agents, calls, rotations, failures.Length);
        Report.Show(table);
        foreach (var failure in failures.Distinct().Take(5))
        {
            Report.WriteLine($"  {failure}");
        }

        Report.Goal("no failed call", failures.Length == 0 && calls > 0 && rotations > agents, $"{failures.Length} of {calls:N0}");
    }

    private static async Task<(int Calls, List<string> Failures, int Rotations)> WorkAsync(
        Gateway gateway, int agent, CancellationToken stop)
    {
        var request = new SignInRequest { AgentId = agent, Credential = new NetworkCredential("agent", "secret") };
        var session = await AgwSession.SignInAsync(gateway, request, CancellationToken.None);
        var (calls, failures, rotations, since) = (0, new List<string>(), 0, session.GuidChangedAt);
        while (!stop.IsCancellationRequested)
        {
            var outcome = await session.TryInvokeAsync(ConferenceCalls.StopVoice, null, null, CancellationToken.None);
            calls++;
            if (outcome.Failure is { } failure)
            {
                failures.Add(failure.Message);
            }

            if (session.GuidChangedAt != since)
            {
                (rotations, since) = (rotations + 1, session.GuidChangedAt);
            }
        }

        await session.DetachAsync();
        return (calls, failures, rotations);
    }
}
