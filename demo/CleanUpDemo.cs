using AgentGateway.PowerShellHost;
using AgentGateway.Reaper;
using AgentGateway.Simulator;

namespace AgentGateway.Demo;

/// <summary>Runs the cleanup script on a simulated gateway with forty conferences, and checks the result at the gateway.</summary>
internal static class CleanUpDemo
{
    private const int Inspector = 900;
    private const string Password = "demo-Password1";

    private static readonly TimeSpan OlderThan = TimeSpan.FromHours(2);

    /// <summary>Returns 0 if the state of the gateway is as expected, and 1 otherwise.</summary>
    public static async Task<int> RunAsync(PowerShellProgram powerShell, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"{powerShell} runs scripts/cleanup.ps1 of the module.");
        await using var run = RunScope.Begin();
        run.IncludeThisProcess();
        var certificate = Path.Combine(run.Folder, "gateway.pem");
        await using var simulator = await SimulatorHost.StartAsync(
            new SimulatorOptions
            {
                Agents = "101-300",
                Inspectors = $"{Inspector}",
                Password = Password,
                Conferences = 40,
                CertificatePath = certificate,
            },
            cancellationToken);
        var stale = StaleConferences.In(simulator.Control, OlderThan);
        await output.WriteLineAsync($"A simulated gateway with 200 agents listens on {simulator.Address.Authority}.");
        await output.WriteLineAsync(
            $"{StaleConferences.CountAll(simulator.Control)} conferences are running, {stale.Count} of them for two hours or longer.");

        var exitCode = await PowerShellRunner.RunCleanUpAsync(
            powerShell, simulator.Address, certificate, Inspector, Password, OlderThan, cancellationToken);

        // Checks the state of the gateway itself, not the output of the cmdlets.
        var left = StaleConferences.In(simulator.Control, OlderThan).Intersect(stale).Count();
        var signedIn = StaleConferences.CountSignedIn(simulator.Control);
        var running = StaleConferences.CountAll(simulator.Control);
        await output.WriteLineAsync($"Afterwards, {running} conferences are running at the gateway, {left} of them stale.");
        await output.WriteLineAsync($"{signedIn} agents are signed in.");
        return exitCode == 0 && left == 0 && signedIn == 0 ? 0 : 1;
    }
}
