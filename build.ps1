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
Sign     signs the module in out/AgentGateway, and adds a signed catalog
Sbom     writes an SBOM (CycloneDX) of the module in out/AgentGateway to out/package
Demo     runs the cleanup of forty conferences
Bench    runs the benchmarks that -Benchmark specifies

Docs and Analyze need a module from the PowerShell Gallery. The script installs it for the current user if it is missing.

Sign needs PowerShell 7.4 on Windows, and a certificate for code signing whose issuer Windows trusts: -CertificateThumbprint or
-CertificatePath. It signs our own assemblies, and the scripts, manifests, and views. The catalog has the hashes of all files. If anything
fails, the module stays as it was. After Sign, Package packages the signed module: `./build.ps1 Package`, then `./build.ps1 Sign, Package`
with a certificate.

Sbom needs the package CycloneDX from NuGet, and a module that was built on this machine.

.PARAMETER Configuration
Specifies Debug or Release. Package and Bench always use Release.

.PARAMETER Benchmark
Specifies the benchmarks of the task Bench.

.PARAMETER CertificateThumbprint
Specifies the certificate of the task Sign in the store My of the user or of the machine. Its key can be in hardware.

.PARAMETER CertificatePath
Specifies the certificate of the task Sign as a .pfx file.

.PARAMETER CertificatePassword
Specifies the password of the .pfx file.

.PARAMETER TimestampServer
Specifies a timestamp server for the task Sign (http://...). Without it, the signatures end with the certificate.

.PARAMETER NoBuild
Indicates that Package packages the module in out/AgentGateway and doesn't build it. After Sign in the same call, this is the default.

.EXAMPLE
./build.ps1 Build, Test, Package

.EXAMPLE
./build.ps1 Sign, Package -CertificateThumbprint 0123456789ABCDEF0123456789ABCDEF01234567 -TimestampServer http://timestamp.example.com

.EXAMPLE
dotnet pwsh build.ps1 Build Test Package
#>
#Requires -Version 5.1
[CmdletBinding()]
param(
    [Parameter(Position = 0, ValueFromRemainingArguments)]
    [ValidateSet('Build', 'Test', 'Docs', 'Analyze', 'Package', 'Sign', 'Sbom', 'Demo', 'Bench')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    [string[]] $Benchmark = 'bulk',

    [string] $CertificateThumbprint,

    [string] $CertificatePath,

    [securestring] $CertificatePassword,

    [string] $TimestampServer,

    [switch] $NoBuild
)

$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$layout = Join-Path -Path $root -ChildPath 'out/AgentGateway'
$packages = Join-Path -Path $root -ChildPath 'out/package'

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

# The reason as one line, for a task that can't be done.
function Exit-Build([string] $Reason) {
    [System.Console]::Error.WriteLine($Reason -replace '\s*\r?\n\s*', ' ')
    exit 1
}

function Invoke-PackagingScript([string] $Name, [System.Collections.IDictionary] $Parameter) {
    try { & (Join-Path -Path $root -ChildPath "packaging/$Name") @Parameter }
    catch { Exit-Build -Reason "$($_.Exception.Message)" }
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
        Exit-Build -Reason "$Name $MinimumVersion or later is not installed, and ${problem}: $reason"
    }
}

$signing = @{}
foreach ($name in 'CertificateThumbprint', 'CertificatePath', 'CertificatePassword', 'TimestampServer') {
    if ($PSBoundParameters.ContainsKey($name)) { $signing[$name] = $PSBoundParameters[$name] }
}

if ($PSVersionTable.PSVersion -lt [version]'7.4') {
    # The password can't be passed to another process as a SecureString.
    if ($Task -contains 'Sign') { Exit-Build -Reason 'The task Sign needs PowerShell 7.4 or later.' }
    Push-Location -LiteralPath $root
    try {
        Invoke-DotNet -Argument 'tool', 'restore'
        $options = @('-Configuration', $Configuration, '-Benchmark', ($Benchmark -join ',')) + @(if ($NoBuild) { '-NoBuild' })
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
        if (-not $NoBuild) {
            Remove-Item -Path $layout -Recurse -Force -ErrorAction Ignore
            Invoke-DotNet -Argument 'build', $project, '--configuration', 'Release', '-p:ContinuousIntegrationBuild=true'
        }

        $newPackage = Join-Path -Path $root -ChildPath 'packaging/New-Package.ps1'
        & $newPackage -ModulePath $layout -Destination $packages
    }

    'Sign' {
        if ([bool] $CertificateThumbprint -eq [bool] $CertificatePath) {
            Exit-Build -Reason 'The task Sign needs -CertificateThumbprint or -CertificatePath, but not both.'
        }

        Invoke-PackagingScript -Name Set-ModuleSignature.ps1 -Parameter ($signing + @{ ModulePath = $layout })
        # A build would replace the signed files.
        $NoBuild = $true
    }

    'Sbom' {
        $file = Join-Path -Path $project -ChildPath 'AgentGateway.PowerShell.csproj'
        Invoke-PackagingScript -Name New-Sbom.ps1 -Parameter @{ ModulePath = $layout; ProjectPath = $file; Destination = $packages }
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
