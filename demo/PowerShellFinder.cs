using System.ComponentModel;
using System.Diagnostics;

namespace AgentGateway.Demo;

/// <summary>Finds a PowerShell 7.4 or later: on PATH, else as a tool from the manifest beside this file, where the registry has it.</summary>
internal static class PowerShellFinder
{
    private static readonly Version Oldest = new(7, 4);

    /// <summary>The folder of this demo in the repository.</summary>
    public static string DemoFolder { get; } = Path.Combine(RepositoryRoot(), "demo");

    public static async Task<PowerShellRunner?> FindAsync() =>
        await TryAsync("pwsh", []) ?? (await IsToolRestoredAsync() ? await TryAsync("dotnet", ["tool", "run", "pwsh", "--"]) : null);

    private static async Task<PowerShellRunner?> TryAsync(string program, string[] arguments)
    {
        var (exitCode, output) = await ReadAsync(program, [.. arguments, "-NoProfile", "-NonInteractive", "-Command", "$PSVersionTable.PSVersion.ToString()"]);
        var text = output.Trim().Split('-')[0];
        return exitCode == 0 && Version.TryParse(text, out var version) && version >= Oldest ? new PowerShellRunner(version, program, arguments) : null;
    }

    private static async Task<bool> IsToolRestoredAsync() => (await ReadAsync("dotnet", ["tool", "restore"])).ExitCode == 0;

    private static async Task<(int ExitCode, string Output)> ReadAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = DemoFolder };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            _ = await errors;
            await process.WaitForExitAsync();
            return (process.ExitCode, output);
        }
        catch (Win32Exception)
        {
            // No such program.
            return (-1, "");
        }
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AgentGateway.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The demo runs in its repository: dotnet run --project demo.");
        }

        return folder.FullName;
    }
}
