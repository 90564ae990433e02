using AgentGateway.PowerShellHost;
using AgentGateway.Reaper;
using AgentGateway.Simulator;

namespace AgentGateway.Demo;

/// <summary>The main job, for real: a gateway with forty running conferences, and those older than two hours ended.</summary>
internal static class CleanUpDemo
{
    private const int Inspector = 900;
    private const string Password = "demo-Password1";

    private static readonly TimeSpan OlderThan = TimeSpan.FromHours(2);

    /// <summary>Returns 0 if the gateway itself says that everything was done, else 1.</summary>
    public static async Task<int> RunAsync(PowerShellProgram powerShell, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"{powerShell} runs demo/cleanup.ps1.");
        await using var run = RunScope.Begin();
        run.IncludeThisProcess();
        var certificate = Path.Combine(run.Folder, "gateway.pem");
        await using var simulator = await SimulatorHost.StartAsync(
            new SimulatorOptions { Agents = "101-300", Inspectors = $"{Inspector}", Password = Password, Conferences = 40, CertificatePath = certificate }, cancellationToken);
        var stale = StaleConferences.In(simulator.Control, OlderThan);
        await output.WriteLineAsync($"A gateway with 200 agents is at {simulator.Address.Authority}.");
        await output.WriteLineAsync($"{StaleConferences.CountAll(simulator.Control)} conferences are running, {stale.Count} of them for two hours or more.");

        var exitCode = await PowerShellRunner.RunCleanUpAsync(powerShell, simulator.Address, certificate, Inspector, Password, OlderThan, cancellationToken);

        // The gateway itself is asked, not the cmdlets.
        var left = StaleConferences.In(simulator.Control, OlderThan).Intersect(stale).Count();
        var signedIn = StaleConferences.CountSignedIn(simulator.Control);
        await output.WriteLineAsync($"The gateway says: {StaleConferences.CountAll(simulator.Control)} conferences are running, {left} that should be gone.");
        await output.WriteLineAsync($"The gateway says: {signedIn} agents are still signed in.");
        return exitCode == 0 && left == 0 && signedIn == 0 ? 0 : 1;
    }
}
