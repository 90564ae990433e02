<#
.SYNOPSIS
Runs the commands of the picture in README against a simulated gateway, and writes docs/images/session.svg.

.DESCRIPTION
Build the solution first. Run the script in PowerShell 7: dotnet pwsh -NoProfile docs/Update-Picture.ps1
#>
[CmdletBinding()]
param()

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$root = Split-Path -Path $PSScriptRoot
$width = 120
$commands = @(
    '$inspector = Connect-AgwSession @gateway 900 (Get-Secret agw-900)'
    'Get-AgwConference -Session $inspector -OlderThan 2:00:00'
    'Clear-AgwConference -Session $inspector -OlderThan 2:00:00 -Credential { Get-Secret "agw-$($_.AgentId)" } -Confirm:$false'
    '101, 99 | Stop-AgwConfVoice'
)
. "$PSScriptRoot/help/Terminal.ps1"

function Get-Secret([string] $Name) {
    [pscredential]::new($Name, [System.Net.NetworkCredential]::new('', 'secret').SecurePassword)
}

Import-Module -Name "$root/tests/Pester/Simulator.psm1"
Import-Module -Name (Get-TestModule)
$simulator = Open-TestGateway -Option '--port', '8043', '--agents', '101-112', '--inspectors', '900', '--conferences', '12'
try {
    $gateway = @{ Uri = $simulator.Address; CACertificate = $simulator.Certificate; NoProxy = $true }
    $PSStyle.OutputRendering = 'Ansi'
    $ErrorActionPreference = 'Continue'
    $lines = foreach ($command in $commands) {
        Format-Command -Command $command
        # The commands run in this scope, so that variables remain.
        . ([scriptblock]::Create($command)) *>&1 | Out-String -Stream -Width $width
    }

    $ErrorActionPreference = 'Stop'
    Get-AgwSession | Disconnect-AgwSession -Confirm:$false
}
finally {
    $simulator | Close-TestGateway
}

$title = 'A PowerShell session: an inspector lists the conferences older than two hours, and ends them'
$svg = ConvertTo-Svg -Line ($lines + 'PS>') -Width $width -Title $title
[System.IO.File]::WriteAllText("$PSScriptRoot/images/session.svg", $svg)
