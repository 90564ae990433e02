using System.ComponentModel;
using System.Diagnostics;

namespace AgentGateway.Benchmarks;

/// <summary>Runs a script of this folder in the PowerShell of this machine.</summary>
internal static class PowerShell
{
    /// <summary>The module as the build has laid it out.</summary>
    public static string ModulePath { get; } = Path.Combine(Machine.RepositoryRoot, "out", "AgentGateway", "AgentGateway.psd1");

    public static ProcessStartInfo Script(string name, Target target) =>
        Script(name, [ModulePath, target.Address.GetLeftPart(UriPartial.Authority), target.CertificatePath, $"{target.Window}", target.GuidPath ?? ""]);

    public static ProcessStartInfo Script(string name, IEnumerable<string> arguments) =>
        new("pwsh", ["-NoProfile", "-NonInteractive", "-File", Path.Combine(AppContext.BaseDirectory, name), .. arguments]);

    public static async Task<string> ReadAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        try
        {
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? output.Trim() : throw new BenchmarkException($"{start.FileName} ended with exit code {process.ExitCode}: {output.Trim()}");
        }
        catch (Win32Exception)
        {
            throw new BenchmarkException("This benchmark needs PowerShell 7.4 or later as pwsh on the PATH: https://aka.ms/powershell");
        }
    }

    public static Task<string> VersionAsync() =>
        ReadAsync(new ProcessStartInfo("pwsh", ["-NoProfile", "-NonInteractive", "-Command", "$PSVersionTable.PSVersion.ToString()"]));
}
