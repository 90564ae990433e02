using System.Diagnostics;
using AgentGateway.PowerShellHost;

namespace AgentGateway.Demo;

/// <summary>Runs the cleanup script as a scheduled task does: without a profile and without prompts.</summary>
internal static class PowerShellRunner
{
    private const string Script = """
        $ErrorActionPreference = 'Stop'
        Import-Module $env:AGW_DEMO_MODULE
        $credential = [pscredential]::new('agents', (ConvertTo-SecureString $env:AGW_DEMO_PASSWORD -AsPlainText -Force))
        $script = Join-Path (Get-Module AgentGateway).ModuleBase scripts/cleanup.ps1
        $gateway = @{ Uri = $env:AGW_DEMO_URI; InspectorId = $env:AGW_DEMO_INSPECTOR; Credential = $credential }
        & $script @gateway -OlderThan $env:AGW_DEMO_AGE -Connection @{ CACertificate = $env:AGW_DEMO_CA } | Out-String -Width 110
        exit $LASTEXITCODE
        """;

    public static async Task<int> RunCleanUpAsync(
        PowerShellProgram powerShell,
        Uri gateway,
        string certificateAuthority,
        int inspector,
        string password,
        TimeSpan olderThan,
        CancellationToken cancellationToken)
    {
        var start = powerShell.CreateStartInfo("-NoProfile", "-NonInteractive", "-Command", Script);
        DemoVariables.Set(start, gateway, certificateAuthority, inspector, password);
        start.Environment["AGW_DEMO_AGE"] = $"{olderThan}";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }
}
