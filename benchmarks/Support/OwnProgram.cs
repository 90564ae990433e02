using System.Diagnostics;

namespace AgentGateway.Benchmarks;

/// <summary>Runs this program in a new process, so that nothing remains from what was measured before.</summary>
internal static class OwnProgram
{
    public static ProcessStartInfo CreateStartInfo(params IEnumerable<string> arguments) =>
        new("dotnet", ["exec", typeof(OwnProgram).Assembly.Location, .. arguments]);

    /// <summary>Runs a command of this program on the same console.</summary>
    /// <param name="arguments">The command and its options.</param>
    /// <returns>Whether it succeeded.</returns>
    public static async Task<bool> RunAsync(params IEnumerable<string> arguments)
    {
        using var process = Process.Start(CreateStartInfo(arguments))!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
