<#
.SYNOPSIS
Builds, tests and packages the module.

.DESCRIPTION
The tasks run in the order they are named. `dotnet build` alone is enough for a module that can be imported; this script adds what needs a
PowerShell: help, analysis, packages. Without an installed PowerShell: `dotnet tool restore`, then `dotnet pwsh build.ps1 Build`.
In a PowerShell before 7.4, the tasks run in the one that .config/dotnet-tools.json pins.

.PARAMETER Task
Build    compiles the module and lays it out in out/AgentGateway
Test     runs all tests
Docs     brings docs/cmdlets and docs/maml into step with the code
Analyze  runs PSScriptAnalyzer over all scripts
Package  builds for release and writes a .nupkg and a .zip to out/package; the same source gives the same bytes
Demo     runs the clean-up on forty conferences
Bench    runs the benchmarks; the names of single ones go into -Benchmark

Docs and Analyze need a module from the PowerShell Gallery, which is installed for the current user if it is missing.

.PARAMETER Configuration
Debug or Release; Package and Bench always use Release.

.PARAMETER Benchmark
Which benchmarks Bench runs.

.EXAMPLE
./build.ps1 Build, Test, Package

.EXAMPLE
dotnet pwsh build.ps1 Build Test Package
#>
#Requires -Version 5.1
[CmdletBinding()]
param(
    [Parameter(Position = 0, ValueFromRemainingArguments)]
    [ValidateSet('Build', 'Test', 'Docs', 'Analyze', 'Package', 'Demo', 'Bench')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    [string[]] $Benchmark = 'bulk'
)

$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$layout = Join-Path -Path $root -ChildPath 'out/AgentGateway'

function Invoke-Program([string] $Path, [string[]] $Argument) {
    & $Path $Argument
    if ($LASTEXITCODE -ne 0) { throw "$Path $Argument failed with exit code $LASTEXITCODE." }
}

function Invoke-DotNet([string[]] $Argument) { Invoke-Program -Path dotnet -Argument $Argument }

# A process of its own: it reads the module that was just built, not one that is loaded here.
function Invoke-Script([string] $Path) {
    $command = & (Join-Path -Path $root -ChildPath 'tools/Get-PowerShellCommand.ps1')
    Invoke-Program -Path $command.FilePath -Argument ($command.ArgumentList + '-NoProfile', '-File', (Join-Path -Path $root -ChildPath $Path))
}

function Install-NeededModule([string] $Name, [string] $MinimumVersion) {
    if (Get-Module -ListAvailable -Name $Name | Where-Object Version -GE $MinimumVersion) { return }
    Write-Information -MessageData "Installing $Name for the current user." -InformationAction Continue
    try {
        Install-PSResource -Name $Name -Version "[$MinimumVersion,)" -Repository PSGallery -Scope CurrentUser -TrustRepository -ErrorAction Stop
    }
    catch {
        $reason = $_.Exception.Message -replace '(?s)( Request sent:|\r?\n).*'
        [System.Console]::Error.WriteLine("$Name $MinimumVersion or later is not installed, and can't be installed from the PowerShell Gallery, which needs the network: $reason")
        exit 1
    }
}

if ($PSVersionTable.PSVersion -lt [version]'7.4') {
    Push-Location -LiteralPath $root
    try {
        Invoke-DotNet -Argument 'tool', 'restore'
        Invoke-DotNet -Argument (@('tool', 'run', 'pwsh', '--', '-NoProfile', '-File', $PSCommandPath) + $Task + '-Configuration', $Configuration, '-Benchmark', ($Benchmark -join ','))
    }
    finally {
        Pop-Location
    }

    return
}

$solution = Join-Path -Path $root -ChildPath 'AgentGateway.sln'
$project = Join-Path -Path $root -ChildPath 'src/AgentGateway.PowerShell'
switch ($Task) {
    'Build' {
        Invoke-DotNet -Argument 'build', $solution, '--configuration', $Configuration
    }

    'Test' {
        Invoke-DotNet -Argument 'test', $solution, '--configuration', $Configuration
    }

    'Docs' {
        Install-NeededModule -Name Microsoft.PowerShell.PlatyPS -MinimumVersion 1.0.0
        Invoke-DotNet -Argument 'build', $project, '--configuration', $Configuration
        Invoke-Script -Path 'docs/Update-Help.ps1'
    }

    'Analyze' {
        Install-NeededModule -Name PSScriptAnalyzer -MinimumVersion 1.22.0
        Invoke-DotNet -Argument 'build', $project, '--configuration', $Configuration
        Invoke-Script -Path '.ci/analyze.ps1'
    }

    'Package' {
        Remove-Item -Path $layout -Recurse -Force -ErrorAction Ignore
        Invoke-DotNet -Argument 'build', $project, '--configuration', 'Release', '-p:ContinuousIntegrationBuild=true'
        & (Join-Path -Path $root -ChildPath 'packaging/New-Package.ps1') -ModulePath $layout -Destination (Join-Path -Path $root -ChildPath 'out/package')
    }

    'Demo' {
        Invoke-DotNet -Argument 'run', '--project', (Join-Path -Path $root -ChildPath 'demo')
    }

    'Bench' {
        foreach ($name in $Benchmark -split ',') {
            Invoke-DotNet -Argument 'run', '--configuration', 'Release', '--project', (Join-Path -Path $root -ChildPath 'benchmarks'), '--', $name
        }
    }
}
