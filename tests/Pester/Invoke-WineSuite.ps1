<#
.SYNOPSIS
Runs the Pester suite in PowerShell for Windows, under Wine.
.DESCRIPTION
Accepts the parameters of Invoke-Suite.ps1, and runs in PowerShell on Linux:
`dotnet pwsh tests/Pester/Invoke-WineSuite.ps1 -Filter Transport`. PowerShell on Linux starts the simulators and the TLS servers of the
suite, because Wine can do neither.

Files that fail are run again, in another process: under Wine, TLS on a thread of .NET can fail permanently (CONTRIBUTING.md).

The tests that need a terminal or a program of Linux, and those that can't pass under Wine (tag NoWine), are excluded.
#>
[CmdletBinding()]
param(
    [string] $Configuration = 'Debug',
    [string] $ResultPath,
    [string[]] $Filter = '*',
    [string] $ModulePath = [System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'out', 'AgentGateway', 'AgentGateway.psd1'),
    [string[]] $ExcludeTag = @()
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$root = (Resolve-Path -LiteralPath ([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))).Path
Import-Module -Name @(
    "$root/tools/windows/Wine.psm1"
    "$PSScriptRoot/TestServer.psm1"
    "$PSScriptRoot/Simulator.psm1"
    "$PSScriptRoot/Listener.psm1"
    "$PSScriptRoot/CodeSigning.psm1"
)

$obstacle = Get-WineObstacle
if ($obstacle) {
    $reason = "The suite on Windows is skipped: $obstacle"
    if ($ResultPath) {
        Set-Content -LiteralPath $ResultPath -Value (ConvertTo-Json -InputObject @(
                @{ name = 'the suite'; result = 'Skipped'; message = $reason }
            ))
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
    OpenGateway           = { param($argument) ConvertTo-WineGateway (Open-TestGateway -Option $argument.Option) }
    CloseGateway          = {
        param($argument)
        Close-TestGateway -Gateway @{ ProcessId = $argument.ProcessId; Certificate = ConvertFrom-WinePath -Path $argument.Certificate }
    }
    GetAuthority          = { [System.Convert]::ToBase64String((Get-TestAuthority)) }
    GetClientCertificate  = { param($argument) [System.Convert]::ToBase64String((Get-TestClientCertificate @argument)) }
    GetSigningCertificate = { param($argument) [System.Convert]::ToBase64String((Get-TestSigningCertificate @argument)) }
    OpenListener          = {
        param($argument)
        $listener = Open-TestListener @argument
        $listeners[[int]$listener.Port] = $listener
        @{ Port = $listener.Port; Pin = $listener.Pin }
    }
    ReadListener          = {
        param($argument)
        $listeners[[int]$argument.Port] | Select-Object -Property Connections, Received, ClientSubject, OfferedVersions
    }
    CloseListener         = { param($argument) $listeners[[int]$argument.Port].Dispose(); $listeners.Remove([int]$argument.Port) }
}

function ConvertTo-Literal([string[]] $Text) {
    ($Text | ForEach-Object {
        "'$([System.Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($_))'"
    }) -join ', '
}

$folder = [System.IO.Path]::Combine($root, 'out', 'pester')
$null = New-Item -ItemType Directory -Path $folder -Force
$console = [System.IO.Path]::Combine($folder, 'wine-console.txt')
$excluded = $ExcludeTag + 'Terminal', 'Desktop', 'Nginx', 'Tinyproxy', 'Container', 'NoWine' -join ','

# The results of one process.
function Invoke-WineProcess([object] $Server, [string[]] $File) {
    $path = [System.IO.Path]::Combine($folder, 'wine-results.json')
    Remove-Item -LiteralPath $path -ErrorAction Ignore
    $suite, $results, $module = "$PSScriptRoot/Invoke-Suite.ps1", $path, $ModulePath | ForEach-Object { ConvertTo-WinePath -Path $_ }
    $command = @(
        "& $(ConvertTo-Literal $suite)"
        "-Filter $(ConvertTo-Literal $File)"
        "-ExcludeTag $(ConvertTo-Literal $excluded)"
        "-ResultPath $(ConvertTo-Literal $results)"
        "-ModulePath $(ConvertTo-Literal $module)"
        '; exit $LASTEXITCODE'
    ) -join ' '
    $process = Open-WinePowerShell -Command $command -ConsolePath $console -Environment @{ AGW_TEST_SERVER = $Server.Address }
    Receive-TestServerCommand -Server $Server -Handler $handler -Process $process
    if (-not (Test-Path -LiteralPath $path)) {
        throw "The suite ended with $($process.ExitCode) and without results:`n$(Get-Content -LiteralPath $console -Tail 50 | Out-String)"
    }

    Get-Content -LiteralPath $path -Raw | ConvertFrom-Json
}

# The files with a failure. The name of a result begins with the name of its file, or is the path of a file that failed as a whole.
function Select-FailedFile([object[]] $Result) {
    $names = @($Result | Where-Object result -EQ 'Failed' | ForEach-Object name)
    $files = Get-ChildItem -Path $PSScriptRoot -Filter *.Tests.ps1 -Recurse | ForEach-Object { $_.Name -replace '\.Tests\.ps1$' }
    foreach ($file in $files) {
        $path = "\\$([regex]::Escape($file))\.Tests\.ps1"
        if ($names | Where-Object { $_.StartsWith("$($file): ") -or $_ -match $path }) { $file }
    }
}

# The results of one process, with those of the failed files replaced by their next attempts. There is another one as long as fewer
# files fail than before.
function Invoke-WineSuite([object] $Server) {
    $results = @(Invoke-WineProcess -Server $Server -File $Filter)
    $failed = @(Select-FailedFile -Result $results)
    $before = [int]::MaxValue
    $attempts = @()
    while ($failed -and $failed.Count -lt $before) {
        $before = $failed.Count
        $attempts += $failed -join ', '
        $next = @(Invoke-WineProcess -Server $Server -File $failed | Where-Object { $_.name -notlike 'Tests with the tag *' })
        $kept = @($results | Where-Object {
                $result = $_
                $result.result -ne 'Failed' -and -not ($failed | Where-Object { $result.name.StartsWith("$($_): ") })
            })
        $results = $kept + $next
        $failed = @(Select-FailedFile -Result $results)
    }

    $results
    if ($attempts) {
        [pscustomobject]@{
            name    = 'Files that were run once more'
            result  = 'Skipped'
            message = "Failed before: $($attempts -join '; then ')"
        }
    }
}

$env:AGW_TEST_CONFIGURATION = $Configuration
$server = Open-TestServer
try {
    Initialize-Wine
    $results = @(Invoke-WineSuite -Server $server)
}
finally {
    $server.Listener.Stop()
    Close-Wine
    foreach ($listener in $listeners.Values) { $listener.Dispose() }
}

if ($ResultPath) {
    [System.IO.File]::WriteAllText($ResultPath, (ConvertTo-Json -InputObject $results -Depth 4))
}
else {
    $results | Where-Object result -NE 'Passed' | Format-List
    $results | Group-Object -Property result -NoElement
}

exit @($results | Where-Object result -EQ 'Failed').Count
