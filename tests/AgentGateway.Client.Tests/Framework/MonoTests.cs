using System.ComponentModel;
using System.Diagnostics;
using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>
/// Runs the tests of the net472 client under Mono, because Windows PowerShell 5.1 isn't available without Windows.
/// </summary>
public sealed class MonoTests
{
    private const string Password = "mono-Password1";

    [Fact]
    public async Task The_leg_for_Windows_PowerShell_passes_its_tests_under_Mono()
    {
        var reason = await WhyNotAsync();
        Assert.SkipWhen(reason is not null, $"The net472 client is run under Mono: {reason}. On Debian: apt-get install mono-devel.");
        var certificate = Path.Combine(Path.GetTempPath(), $"agw-mono-{Guid.NewGuid():N}.pem");
        try
        {
            await using var simulator = await SimulatorHost.StartAsync(
                new SimulatorOptions
                {
                    Agents = "101-110",
                    Password = Password,
                    RsaCertificate = true,
                    CertificatePath = certificate,
                }, TestContext.Current.CancellationToken);
            var (exitCode, output) = await RunAsync(
                [Path.Combine(TestFolder, "AgentGateway.Client.Framework.exe"), "-noLogo", "-noColor"],
                new Dictionary<string, string>
                {
                    ["AGW_TEST_GATEWAY"] = simulator.Address.ToString(),
                    ["AGW_TEST_CERTIFICATE"] = certificate,
                    ["AGW_TEST_PASSWORD"] = Password,
                });
            Assert.True(exitCode == 0 && output.Contains("Total: 12, Errors: 0, Failed: 0", StringComparison.Ordinal), output);
        }
        finally
        {
            File.Delete(certificate);
        }
    }

    // …/tests/AgentGateway.Client.Tests/bin/Debug/net10.0 and …/tests/AgentGateway.Client.Framework/bin/Debug/net472 are built alike.
    private static string TestFolder { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "../../../../AgentGateway.Client.Framework/bin", new DirectoryInfo(
            AppContext.BaseDirectory).Parent!.Name, "net472"));

    private static async Task<string?> WhyNotAsync()
    {
        try
        {
            var (exitCode, _) = await RunAsync(["--version"], new Dictionary<string, string>());
            if (exitCode != 0)
            {
                return "mono does not start";
            }

            return Directory.Exists("/usr/lib/mono/4.5/Facades") ? null : "this Mono lacks the facades of .NET Framework";
        }
        catch (Win32Exception)
        {
            return "there is no mono on the PATH";
        }
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(IEnumerable<string> arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("mono", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var enough = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var errors = process.StandardError.ReadToEndAsync(enough.Token);
        var output = await process.StandardOutput.ReadToEndAsync(enough.Token);
        await process.WaitForExitAsync(enough.Token);
        return (process.ExitCode, output + await errors);
    }
}
