<#
.SYNOPSIS
Builds, tests and packages the module.

.DESCRIPTION
The tasks run in the order they are named. `dotnet build` alone is enough for a module that can be imported; this script adds what needs a
PowerShell: help, analysis, packages. A module that a task needs and this machine lacks is installed for the current user.

.PARAMETER Task
Build    compiles both legs and lays the module out in out/AgentGateway
Test     runs all tests, those in this PowerShell included
Docs     brings docs/cmdlets and docs/maml into step with the code
Analyze  runs PSScriptAnalyzer over all scripts
Package  builds for release and writes a .nupkg and a .zip to out/package; the same source gives the same bytes
Demo     runs the clean-up on forty conferences
Bench    runs the benchmarks; the names of single ones go into -Benchmark

.PARAMETER Configuration
Debug or Release; Package and Bench always use Release.

.PARAMETER Benchmark
Which benchmarks Bench runs.

.EXAMPLE
./build.ps1 Build, Test, Package
#>
#Requires -Version 7.4
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Docs', 'Analyze', 'Package', 'Demo', 'Bench')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    [string[]] $Benchmark = 'bulk'
)

$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$layout = Join-Path -Path $root -ChildPath 'out/AgentGateway'

function Invoke-DotNet([string[]] $Argument) {
    dotnet $Argument
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($Argument[0]) failed with $LASTEXITCODE." }
}

# A process of its own: it reads the module that was just built, not one that is loaded here.
function Invoke-Script([string] $Path) {
    & (Get-Process -Id $PID).Path -NoProfile -File (Join-Path -Path $root -ChildPath $Path)
    if ($LASTEXITCODE -ne 0) { throw "$Path ended with $LASTEXITCODE." }
}

function Install-NeededModule([string] $Name, [string] $MinimumVersion) {
    if (Get-Module -ListAvailable -Name $Name | Where-Object Version -GE $MinimumVersion) { return }
    Write-Information -MessageData "Installing $Name for the current user." -InformationAction Continue
    Install-Module -Name $Name -MinimumVersion $MinimumVersion -Scope CurrentUser -Force -SkipPublisherCheck
}

$solution = Join-Path -Path $root -ChildPath 'AgentGateway.sln'
$project = Join-Path -Path $root -ChildPath 'src/AgentGateway.PowerShell'
switch ($Task) {
    'Build' {
        Invoke-DotNet -Argument 'build', $solution, '--configuration', $Configuration
    }

    'Test' {
        Install-NeededModule -Name Pester -MinimumVersion 5.5
        Invoke-DotNet -Argument 'test', $solution, '--configuration', $Configuration
    }

    'Docs' {
        Install-NeededModule -Name Microsoft.PowerShell.PlatyPS -MinimumVersion 1.0
        Invoke-DotNet -Argument 'build', $project, '--configuration', $Configuration
        Invoke-Script -Path 'docs/Update-Help.ps1'
    }

    'Analyze' {
        Install-NeededModule -Name PSScriptAnalyzer -MinimumVersion 1.22
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
        foreach ($name in $Benchmark) {
            Invoke-DotNet -Argument 'run', '--configuration', 'Release', '--project', (Join-Path -Path $root -ChildPath 'benchmarks'), '--', $name
        }
    }
}
