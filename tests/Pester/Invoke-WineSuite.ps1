<#
.SYNOPSIS
Runs the Pester suite in PowerShell for Windows, under Wine.
.DESCRIPTION
Takes the parameters of Invoke-Suite.ps1, and is run by a PowerShell of Linux: `dotnet pwsh tests/Pester/Invoke-WineSuite.ps1 -Filter Transport`.
That PowerShell starts the simulators and the TLS servers of the suite, because Wine can do neither.

Left out are the tests that need a terminal or a program of Linux, and those that Wine itself cannot
pass (tag NoWine).
#>
[CmdletBinding()]
param(
    [string] $Configuration = 'Debug',
    [string] $ResultPath,
    [string] $Filter = '*',
    [string] $ModulePath = [System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'out', 'AgentGateway', 'AgentGateway.psd1'),
    [string[]] $ExcludeTag = @()
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$root = (Resolve-Path -LiteralPath ([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))).Path
Import-Module -Name "$root/tools/windows/Wine.psm1", "$PSScriptRoot/TestServer.psm1", "$PSScriptRoot/Simulator.psm1", "$PSScriptRoot/Listener.psm1"

$obstacle = Get-WineObstacle
if ($obstacle) {
    $reason = "The suite on Windows is skipped: $obstacle"
    if ($ResultPath) {
        Set-Content -LiteralPath $ResultPath -Value (ConvertTo-Json -InputObject @(@{ name = 'the suite'; result = 'Skipped'; message = $reason }))
    }

    Write-Warning -Message $reason
    exit 0
}

# Wine compares the host with the DNS names of a certificate only.
function ConvertTo-WineGateway($Gateway) {
    $Gateway.Address = $Gateway.Address.Replace('127.0.0.1', 'localhost')
    $Gateway.Certificate = ConvertTo-WinePath -Path $Gateway.Certificate
    $Gateway
}

$listeners = @{}
$handler = @{
    OpenGateway   = { param($argument) ConvertTo-WineGateway (Open-TestGateway -Option $argument.Option) }
    CloseGateway  = { param($argument) Close-TestGateway -Gateway @{ ProcessId = $argument.ProcessId; Certificate = ConvertFrom-WinePath -Path $argument.Certificate } }
    GetAuthority  = { [System.Convert]::ToBase64String((Get-TestAuthority)) }
    GetClientCertificate = { param($argument) [System.Convert]::ToBase64String((Get-TestClientCertificate @argument)) }
    OpenListener  = { param($argument) $listener = Open-TestListener @argument; $listeners[[int]$listener.Port] = $listener; @{ Port = $listener.Port; Pin = $listener.Pin } }
    ReadListener  = { param($argument) $listeners[[int]$argument.Port] | Select-Object -Property Connections, Received, ClientSubject, OfferedVersions }
    CloseListener = { param($argument) $listeners[[int]$argument.Port].Dispose(); $listeners.Remove([int]$argument.Port) }
}

function ConvertTo-Literal([string[]] $Text) {
    ($Text | ForEach-Object { "'$([System.Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($_))'" }) -join ', '
}

$folder = [System.IO.Path]::Combine($root, 'out', 'pester')
$null = New-Item -ItemType Directory -Path $folder -Force
$console = [System.IO.Path]::Combine($folder, 'wine-console.txt')
$resultFile = if ($ResultPath) { $ResultPath } else { [System.IO.Path]::Combine($folder, 'wine-results.json') }
Remove-Item -LiteralPath $resultFile -ErrorAction Ignore
$command = "& $(ConvertTo-Literal (ConvertTo-WinePath -Path "$PSScriptRoot/Invoke-Suite.ps1"))" +
    " -ResultPath $(ConvertTo-Literal (ConvertTo-WinePath -Path $resultFile)) -ModulePath $(ConvertTo-Literal (ConvertTo-WinePath -Path $ModulePath))" +
    " -Filter $(ConvertTo-Literal $Filter) -ExcludeTag $(ConvertTo-Literal ($ExcludeTag + 'Terminal', 'Desktop', 'Nginx', 'Tinyproxy', 'NoWine' -join ',')); exit `$LASTEXITCODE"

$env:AGW_TEST_CONFIGURATION = $Configuration
$server = Start-TestServer
try {
    Initialize-Wine
    $process = Start-WinePowerShell -Command $command -ConsolePath $console -Environment @{ AGW_TEST_SERVER = $server.Address }
    Receive-TestServerCommand -Server $server -Handler $handler -Process $process
}
finally {
    $server.Listener.Stop()
    Stop-Wine
    foreach ($listener in $listeners.Values) { $listener.Dispose() }
}

if (-not (Test-Path -LiteralPath $resultFile)) {
    throw "The suite ended with $($process.ExitCode) and without results:`n$(Get-Content -LiteralPath $console -Tail 50 | Out-String)"
}

if (-not $ResultPath) {
    $outcomes = Get-Content -LiteralPath $resultFile -Raw | ConvertFrom-Json
    $outcomes | Where-Object result -EQ 'Failed' | Format-List
    $outcomes | Group-Object -Property result -NoElement
}

exit $process.ExitCode
