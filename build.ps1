<#
.SYNOPSIS
Builds, tests and packages the module.

.DESCRIPTION
The tasks run in the given order. `dotnet build` alone creates a module that can be imported. This script adds the tasks that need
PowerShell: help, analysis, packages. If PowerShell isn't installed, run `dotnet tool restore`, then `dotnet pwsh build.ps1 Build`.
In PowerShell before 7.4, the tasks run in the PowerShell that .config/dotnet-tools.json pins.

.PARAMETER Task
Specifies the tasks:

Build    compiles the module to out/AgentGateway
Test     runs all tests
Docs     updates docs/cmdlets and docs/maml from the code
Analyze  runs PSScriptAnalyzer on all scripts
Package  builds the release and writes a reproducible .nupkg and .zip to out/package
Demo     runs the cleanup of forty conferences
Bench    runs the benchmarks that -Benchmark specifies

Docs and Analyze need a module from the PowerShell Gallery. The script installs it for the current user if it is missing.

.PARAMETER Configuration
Specifies Debug or Release. Package and Bench always use Release.

.PARAMETER Benchmark
Specifies the benchmarks of the task Bench.

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

# Starts a new process, so that it uses the module that was just built and not one that is already loaded.
function Invoke-Script([string] $Path) {
    $command = & (Join-Path -Path $root -ChildPath 'tools/Get-PowerShellCommand.ps1')
    $script = Join-Path -Path $root -ChildPath $Path
    Invoke-Program -Path $command.FilePath -Argument ($command.ArgumentList + '-NoProfile', '-File', $script)
}

function Install-NeededModule([string] $Name, [string] $MinimumVersion) {
    if (Get-Module -ListAvailable -Name $Name | Where-Object Version -GE $MinimumVersion) { return }
    Write-Information -MessageData "Installing $Name for the current user." -InformationAction Continue
    try {
        $options = @{ Repository = 'PSGallery'; Scope = 'CurrentUser'; TrustRepository = $true; ErrorAction = 'Stop' }
        Install-PSResource -Name $Name -Version "[$MinimumVersion,)" @options
    }
    catch {
        $reason = $_.Exception.Message -replace '(?s)( Request sent:|\r?\n).*'
        $problem = "can't be installed from the PowerShell Gallery, which needs the network"
        [System.Console]::Error.WriteLine("$Name $MinimumVersion or later is not installed, and ${problem}: $reason")
        exit 1
    }
}

if ($PSVersionTable.PSVersion -lt [version]'7.4') {
    Push-Location -LiteralPath $root
    try {
        Invoke-DotNet -Argument 'tool', 'restore'
        $options = '-Configuration', $Configuration, '-Benchmark', ($Benchmark -join ',')
        Invoke-DotNet -Argument (@('tool', 'run', 'pwsh', '--', '-NoProfile', '-File', $PSCommandPath) + $Task + $options)
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
        $newPackage = Join-Path -Path $root -ChildPath 'packaging/New-Package.ps1'
        & $newPackage -ModulePath $layout -Destination (Join-Path -Path $root -ChildPath 'out/package')
    }

    'Demo' {
        Invoke-DotNet -Argument 'run', '--project', (Join-Path -Path $root -ChildPath 'demo')
    }

    'Bench' {
        foreach ($name in $Benchmark -split ',') {
            $benchmarks = Join-Path -Path $root -ChildPath 'benchmarks'
            Invoke-DotNet -Argument 'run', '--configuration', 'Release', '--project', $benchmarks, '--', $name
        }
    }
}
