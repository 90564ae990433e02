using System.Diagnostics;
using AgentGateway.PowerShellHost;

namespace AgentGateway.Benchmarks;

/// <summary>Runs a script of the benchmarks in the PowerShell that the repository pins.</summary>
internal static class PowerShell
{
    private static Task<PowerShellProgram>? _program;

    public static Task<ProcessStartInfo> ScriptAsync(string name, Target target) => ScriptAsync(name, Arguments(target));

    /// <summary>The first arguments of the scripts that call a gateway.</summary>
    public static string[] Arguments(Target target) =>
    [
        Repository.ModulePath, target.Address.GetLeftPart(UriPartial.Authority), target.CertificatePath, $"{target.Window}",
        target.GuidPath ?? "",
    ];

    public static async Task<ProcessStartInfo> ScriptAsync(string name, IEnumerable<string> arguments)
    {
        var program = await (_program ??= FindAsync());
        var script = Path.Combine(AppContext.BaseDirectory, name);
        return program.CreateStartInfo(["-NoProfile", "-NonInteractive", "-File", script, .. arguments]);
    }

    public static async Task<string> ReadAsync(string name, IEnumerable<string> arguments)
    {
        var start = await ScriptAsync(name, arguments);
        var read = await ProgramOutput.ReadAsync(start);
        return read.ExitCode == 0
            ? read.Output.Trim()
            : throw new BenchmarkException($"{name} exited with code {read.ExitCode}: {read.Output.Trim()} {read.Errors.Trim()}");
    }

    private static async Task<PowerShellProgram> FindAsync()
    {
        try
        {
            var program = await PowerShellFinder.FindAsync();
            Report.WriteLine($"{program}");
            Report.Version("PowerShell", program.Version);
            return program;
        }
        catch (PowerShellNotFoundException missing)
        {
            throw new BenchmarkException(missing.Message);
        }
    }
}
