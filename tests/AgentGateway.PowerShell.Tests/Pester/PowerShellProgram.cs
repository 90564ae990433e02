using System.Diagnostics;

namespace AgentGateway.PowerShell.Tests;

/// <summary>The PowerShell of this machine, if it can run the Pester suite.</summary>
internal static class PowerShellProgram
{
    private const string Question = "if ($PSVersionTable.PSVersion -lt '7.4') { \"PowerShell $($PSVersionTable.PSVersion) is too old\" } " +
        "elseif (-not (Get-Module -ListAvailable -Name Pester | Where-Object Version -ge '5.5')) { 'it has no Pester 5.5 or later' } else { 'good' }";

    /// <summary>Null when the suite can run, else why it cannot.</summary>
    public static async Task<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        string answer;
        try
        {
            var (output, errors, exitCode) = await RunAsync(["-NoProfile", "-NonInteractive", "-Command", Question], cancellationToken);
            answer = exitCode == 0 ? output.Trim() : $"it ended with exit code {exitCode}: {errors.Trim()}";
        }
        catch (Exception missing) when (missing is System.ComponentModel.Win32Exception or PlatformNotSupportedException)
        {
            answer = "there is none on the PATH";
        }

        return answer == "good" ? null
            : $"The Pester suite needs `pwsh` 7.4 or later with Pester 5: {answer}. Get them with https://aka.ms/powershell and `Install-Module Pester -Scope CurrentUser`, then run the tests again.";
    }

    public static async Task<(string Output, string Errors, int ExitCode)> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("pwsh", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return (await output, await errors, process.ExitCode);
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
