using System.Diagnostics;

namespace AgentGateway.Demo;

/// <summary>Runs the clean-up script as a scheduled task would: without a profile, without anybody to answer.</summary>
internal sealed class PowerShellRunner(Version version, string program, IReadOnlyList<string> arguments)
{
    // The password travels in the environment of the child, never on a command line that others can list.
    private const string Script = """
        $ErrorActionPreference = 'Stop'
        Import-Module ([IO.Path]::Combine($env:AGW_DEMO_ROOT, 'out', 'AgentGateway', 'AgentGateway.psd1'))
        $credential = [pscredential]::new('agents', (ConvertTo-SecureString $env:AGW_DEMO_PASSWORD -AsPlainText -Force))
        & ([IO.Path]::Combine($env:AGW_DEMO_ROOT, 'demo', 'cleanup.ps1')) -Uri $env:AGW_DEMO_URI -InspectorId $env:AGW_DEMO_INSPECTOR -Credential $credential -OlderThan $env:AGW_DEMO_AGE -CACertificate $env:AGW_DEMO_CA |
            Format-Table ConferenceId, Chairperson, Age, Outcome, RetCode, Error | Out-String -Width 110
        exit $LASTEXITCODE
        """;

    public Version Version => version;

    public async Task<int> RunCleanUpAsync(Uri gateway, string certificateAuthority, int inspector, string password, TimeSpan olderThan)
    {
        var start = new ProcessStartInfo(program, [.. arguments, "-NoProfile", "-NonInteractive", "-Command", Script]) { WorkingDirectory = PowerShellFinder.DemoFolder };
        start.Environment["AGW_DEMO_ROOT"] = Path.GetDirectoryName(PowerShellFinder.DemoFolder);
        start.Environment["AGW_DEMO_URI"] = gateway.GetLeftPart(UriPartial.Authority);
        start.Environment["AGW_DEMO_CA"] = certificateAuthority;
        start.Environment["AGW_DEMO_INSPECTOR"] = $"{inspector}";
        start.Environment["AGW_DEMO_PASSWORD"] = password;
        start.Environment["AGW_DEMO_AGE"] = $"{olderThan}";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
