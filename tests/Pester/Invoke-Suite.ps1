<#
.SYNOPSIS
Runs the Pester suite and writes the result of each test as JSON.
.DESCRIPTION
`dotnet test` runs it in a PowerShell of its own. To work on a single file: `dotnet build`, then
`dotnet pwsh tests/Pester/Invoke-Suite.ps1 -Filter Remove-AgwConference`. Pester is the one that the build lays out in out/modules.

A simulator that runs already is used if its ready message, one line of JSON, is in $env:AGW_TEST_GATEWAY.
#>
[CmdletBinding()]
param(
    # The simulator's build: Debug or Release.
    [string] $Configuration = 'Debug',

    # The file for the results. Without it, none are written.
    [string] $ResultPath,

    # Runs only the files whose names match one of these patterns.
    [string[]] $Filter = '*',

    # The module that is tested.
    [string] $ModulePath = [System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'out', 'AgentGateway', 'AgentGateway.psd1'),

    # Excludes the tests with any of these tags. Also accepts one string with commas, because -File accepts no list.
    [string[]] $ExcludeTag = @()
)

$ErrorActionPreference = 'Stop'
$pester = [System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'out', 'modules', 'Pester', 'Pester.psd1')
if (-not (Test-Path -LiteralPath $pester)) {
    throw "There is no Pester in out/modules. Run: dotnet build tests/AgentGateway.PowerShell.Tests"
}

Import-Module -Name $pester
$env:AGW_TEST_CONFIGURATION = $Configuration
$env:AGW_TEST_MODULE = (Resolve-Path -LiteralPath $ModulePath).Path

# The tool of packaging/dotnet-tools.json is in the NuGet cache after its first use.
function Test-SbomTool {
    $path = [System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'packaging', 'dotnet-tools.json')
    $version = (Get-Content -LiteralPath $path -Raw | ConvertFrom-Json).tools.cyclonedx.version
    $userHome = [System.Environment]::GetFolderPath('UserProfile')
    $cache = if ($env:NUGET_PACKAGES) { $env:NUGET_PACKAGES } else { [System.IO.Path]::Combine($userHome, '.nuget', 'packages') }
    Test-Path -LiteralPath ([System.IO.Path]::Combine($cache, 'cyclonedx', $version))
}

# Tests with the tag of a missing program are excluded, with one line for each program.
$programs = @(
    @{
        Tag     = 'Nginx'
        IsThere = { Get-Command -Name nginx, /usr/sbin/nginx -CommandType Application -ErrorAction Ignore }
        Missing = 'nginx is not installed (Debian: apt-get install nginx)'
    }
    @{
        Tag     = 'Tinyproxy'
        IsThere = { Get-Command -Name tinyproxy -CommandType Application -ErrorAction Ignore }
        Missing = 'tinyproxy is not installed (Debian: apt-get install tinyproxy)'
    }
    @{
        Tag     = 'PlatyPS'
        IsThere = { Get-Module -ListAvailable -Name Microsoft.PowerShell.PlatyPS | Where-Object Version -GE '1.0' }
        Missing = 'PlatyPS is not installed (Install-Module Microsoft.PowerShell.PlatyPS)'
    }
    @{
        Tag     = 'Osslsigncode'
        IsThere = { Get-Command -Name osslsigncode -CommandType Application -ErrorAction Ignore }
        Missing = 'osslsigncode is not installed (Debian: apt-get install osslsigncode)'
    }
    @{
        Tag     = 'CycloneDX'
        IsThere = { Test-SbomTool }
        Missing = 'CycloneDX is not downloaded (in the folder packaging: dotnet tool restore)'
    }
    @{
        Tag     = 'Container'
        IsThere = { & "$PSScriptRoot/Find-ContainerEngine.ps1" }
        Missing = 'no container engine works here: podman, docker, or buildah (Debian: apt-get install podman)'
    }
)
$leftOut = [ordered]@{}
foreach ($tag in $ExcludeTag -split ',' -ne '') { $leftOut[$tag] = 'The tag is excluded from this run' }
foreach ($program in $programs) {
    if (-not $leftOut.Contains($program.Tag) -and -not (& $program.IsThere)) { $leftOut[$program.Tag] = $program.Missing }
}

$suite = New-PesterConfiguration
$suite.Run.Path = @(
    $Filter | ForEach-Object { Get-ChildItem -Path $PSScriptRoot -Filter "$_.Tests.ps1" -Recurse } | ForEach-Object FullName
)
$suite.Run.PassThru = $true
if ($leftOut.Count) { $suite.Filter.ExcludeTag = @($leftOut.Keys) }
$suite.Output.Verbosity = if ($ResultPath) { 'None' } else { 'Normal' }
$suite.Output.RenderMode = 'Plaintext'
$run = Invoke-Pester -Configuration $suite

# The message of an error and its position in the tests, without Pester's own frames.
function Format-Failure($ErrorRecord) {
    foreach ($record in $ErrorRecord) {
        "$record"
        "$($record.ScriptStackTrace)" -split '\r?\n' -notmatch '[\\/]Pester\.psm?1:|Invoke-Suite\.ps1'
    }
}

# A tag of a block applies to its tests.
function Test-Tag($Test, [string] $Tag) {
    $blocks = for ($block = $Test.Block; $block; $block = $block.Parent) { $block }
    @($Test; $blocks).Tag -contains $Tag
}

# A file or a block that fails before its tests must not count as empty.
$outcomes = @(
    foreach ($broken in @($run.FailedContainers) + @($run.FailedBlocks)) {
        @{ name = "$($broken.Item)$($broken.ExpandedPath)"; result = 'Failed'; message = (Format-Failure $broken.ErrorRecord) -join "`n" }
    }
    foreach ($tag in $leftOut.Keys) {
        $count = @($run.NotRun | Where-Object { Test-Tag $_ $tag }).Count
        if ($count) { @{ name = "Tests with the tag $tag"; result = 'Skipped'; message = "$($leftOut[$tag]): $count tests are left out." } }
    }
    foreach ($test in $run.Tests | Where-Object Result -NE 'NotRun') {
        $file = [System.IO.Path]::GetFileName($test.ScriptBlock.File) -replace '\.Tests\.ps1$'
        $message = if ($test.Result -ne 'Passed') { (Format-Failure $test.ErrorRecord) -join "`n" }
        @{ name = "$($file): $($test.ExpandedPath)"; result = $test.Result; message = $message }
    }
)

foreach ($outcome in $outcomes | Where-Object { $_.name -like 'Tests with the tag *' }) {
    Write-Information -MessageData $outcome.message -InformationAction Continue
}
if ($ResultPath) {
    [System.IO.File]::WriteAllText($ResultPath, (ConvertTo-Json -InputObject $outcomes -Depth 4))
}

# PowerShell kills the process of a job, and leaves the socket that it listened on.
if ($env:AGW_RUN) {
    Get-ChildItem -Path ([System.IO.Path]::GetTempPath()) -Filter 'CoreFxPipe_PSHost.*' |
        Where-Object { -not (Get-Process -Id $_.Name.Split('.')[2] -ErrorAction Ignore) } |
        Remove-Item
}

exit @($outcomes | Where-Object { $_.result -eq 'Failed' }).Count
