using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AgentGateway.PowerShellHost;
using AgentGateway.Reaper;
using AgentGateway.Simulator;

namespace AgentGateway.Demo;

/// <summary>Starts a prompt in PowerShell next to a simulated gateway in which things happen. Leaving the prompt ends everything.</summary>
internal static class PlayDemo
{
    private const int Inspector = 900;

    /// <summary>Returns the exit code of PowerShell.</summary>
    public static async Task<int> RunAsync(PowerShellProgram powerShell, CancellationToken cancellationToken)
    {
        await using var run = RunScope.Begin();
        run.IncludeThisProcess();
        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        var certificate = Path.Combine(run.Folder, "gateway.pem");
        await using var simulator = await SimulatorHost.StartAsync(
            new SimulatorOptions
            {
                Agents = "101-700",
                Inspectors = $"{Inspector}",
                Password = password,
                Conferences = 40,
                CertificatePath = certificate,
            },
            cancellationToken);

        // Ctrl+C stops a command in the prompt, not the demo.
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        using var process = Process.Start(CreateStartInfo(powerShell, simulator.Address, certificate, password))!;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var activity = new Activity(simulator.Control).RunAsync(ended.Token);
        await process.WaitForExitAsync(cancellationToken);
        await ended.CancelAsync();
        await activity;
        return process.ExitCode;
    }

    private static ProcessStartInfo CreateStartInfo(PowerShellProgram powerShell, Uri address, string certificate, string password)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "play.ps1");
        var start = powerShell.CreateStartInfo("-NoLogo", "-NoProfile", "-NoExit", "-File", script);
        DemoVariables.Set(start, address, certificate, Inspector, password);
        return start;
    }
}
