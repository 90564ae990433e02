using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace AgentGateway.Benchmarks;

/// <summary>Agents that work without a pause while their GUIDs change every second and a half: does a call ever fail of it?</summary>
internal static class RotationRun
{
    private const int FirstAgent = 101;

    public static async Task RunAsync(int agents, TimeSpan duration)
    {
        Report.Begin($"rotation: {agents} agents at work for {duration.TotalSeconds:0} s, GUIDs renewed after 1.5 s and void after 3 s");
        await using var simulator = await SimulatorProcess.StartAsync(
            "--agents", $"{FirstAgent}-{FirstAgent + agents - 1}", "--inspectors", "", "--conferences", $"{agents}", "--guid-interval", "1500", "--guid-timeout", "3000", "--poll-hold", "500");
        using var gateway = new Gateway(new GatewayOptions { Address = simulator.Address, CACertificate = X509CertificateLoader.LoadCertificateFromFile(simulator.CertificatePath), NoProxy = true });
        using var enough = new CancellationTokenSource();
        var workers = Enumerable.Range(FirstAgent, agents).Select(agent => Task.Run(() => WorkAsync(gateway, agent, enough.Token))).ToArray();
        await Task.Delay(duration);
        await enough.CancelAsync();
        var worked = await Task.WhenAll(workers);
        var (calls, failures, rotations) = (worked.Sum(result => result.Calls), worked.SelectMany(result => result.Failures).ToArray(), worked.Sum(result => result.Rotations));
        Report.Say($"{calls:N0} calls, {rotations:N0} GUIDs, {failures.Length} failed");
        foreach (var failure in failures.Distinct().Take(5))
        {
            Report.Say($"  {failure}");
        }

        Report.Goal("no failed call", failures.Length == 0 && calls > 0 && rotations > agents, $"{failures.Length} of {calls:N0}");
    }

    private static async Task<(int Calls, List<string> Failures, int Rotations)> WorkAsync(Gateway gateway, int agent, CancellationToken enough)
    {
        var session = await AgwSession.SignInAsync(gateway, new SignInRequest { AgentId = agent, Credential = new NetworkCredential("agent", "secret") }, CancellationToken.None);
        var (calls, failures, rotations, since) = (0, new List<string>(), 0, session.GuidChangedAt);
        while (!enough.IsCancellationRequested)
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
