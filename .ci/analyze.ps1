# Runs PSScriptAnalyzer on every script of the repository. The exit code is the number of findings.
$ErrorActionPreference = 'Stop'
if (-not (Get-Module -ListAvailable -Name PSScriptAnalyzer)) {
    'PSScriptAnalyzer: SKIPPED, this PowerShell does not have it (Install-Module PSScriptAnalyzer -Scope CurrentUser).'
    exit 0
}

$root = Split-Path -Path $PSScriptRoot
$settings = Join-Path -Path $root -ChildPath 'PSScriptAnalyzerSettings.psd1'
# The manifest is analyzed in the output of the build, because the files that it lists are there.
$module = Join-Path -Path $root -ChildPath 'out/AgentGateway'
$manifest = Join-Path -Path $root -ChildPath 'AgentGateway.psd1'
$scripts = @(
    Get-ChildItem -Path $root -Recurse -Force -File -Include '*.ps1', '*.psm1', '*.psd1' |
        Where-Object { $_.FullName -notmatch '[\\/](bin|obj|out|\.git)[\\/]' -and $_.FullName -ne $manifest }
    Get-ChildItem -Path $module -File -Filter '*.psd1'
)
$findings = @(
    foreach ($script in $scripts) {
        # The analyzer looks up commands on several threads and sometimes fails, so it is retried.
        for ($attempt = 1; ; $attempt++) {
            try {
                Invoke-ScriptAnalyzer -Path $script.FullName -Settings $settings
                break
            }
            catch {
                if ($attempt -eq 3) { throw }
            }
        }
    }
)
foreach ($finding in $findings) {
    "$($finding.ScriptPath):$($finding.Line): $($finding.Severity) $($finding.RuleName): $($finding.Message)"
}

"PSScriptAnalyzer: $($findings.Count) findings in $($scripts.Count) scripts."
exit $findings.Count
