using System.Diagnostics;

namespace AgentGateway.PowerShellHost;

/// <summary>The output and the exit code of a program.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error.</param>
public sealed record ProgramOutput(int ExitCode, string Output, string Errors)
{
    /// <summary>The last line of its errors. Some programs write errors to standard output.</summary>
    public string LastError =>
        $"{Output}\n{Errors}".Split(
            '\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? $"exit code {ExitCode}";

    /// <summary>Runs a program until it exits, without input. Cancellation kills the program and its child processes.</summary>
    /// <param name="start">The start information of the program.</param>
    /// <param name="cancellationToken">Kills the program.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The program doesn't exist.</exception>
    public static async Task<ProgramOutput> ReadAsync(ProcessStartInfo start, CancellationToken cancellationToken = default)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new ProgramOutput(process.ExitCode, output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
