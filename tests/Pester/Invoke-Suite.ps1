<#
.SYNOPSIS
Runs the Pester suite against the module in out/AgentGateway and writes what came of each test as JSON.
.DESCRIPTION
`dotnet test` runs it in a PowerShell of its own. To work on a single test, `dotnet build` and then
`Invoke-Pester tests/Pester/Remove-AgwConference.Tests.ps1` are enough.
#>
[CmdletBinding()]
param(
    # The simulator's build: Debug or Release.
    [string] $Configuration = 'Debug',

    # Where the results go; none are written without it.
    [string] $ResultPath,

    # Only the files whose name is like this.
    [string] $Filter = '*'
)

$ErrorActionPreference = 'Stop'
Import-Module -Name Pester -MinimumVersion 5.5
$env:AGW_TEST_CONFIGURATION = $Configuration

$suite = New-PesterConfiguration
$suite.Run.Path = @(Get-ChildItem -Path $PSScriptRoot -Filter "$Filter.Tests.ps1" | ForEach-Object FullName)
$suite.Run.PassThru = $true
$suite.Output.Verbosity = if ($ResultPath) { 'None' } else { 'Normal' }
$suite.Output.RenderMode = 'Plaintext'
$run = Invoke-Pester -Configuration $suite

# The message of an error and where in the tests it was; Pester's own frames say nothing.
function Format-Failure($ErrorRecord) {
    foreach ($record in $ErrorRecord) {
        "$record"
        "$($record.ScriptStackTrace)" -split '\r?\n' -notmatch '[\\/]Pester\.psm?1:|Invoke-Suite\.ps1'
    }
}

# A file or a block that could not even begin has no tests to fail; it must not pass for an empty one.
$outcomes = @(
    foreach ($broken in @($run.FailedContainers) + @($run.FailedBlocks)) {
        @{ name = "$($broken.Item)$($broken.ExpandedPath)"; result = 'Failed'; message = (Format-Failure $broken.ErrorRecord) -join "`n" }
    }
    foreach ($test in $run.Tests) {
        $file = [System.IO.Path]::GetFileName($test.ScriptBlock.File) -replace '\.Tests\.ps1$'
        $message = if ($test.Result -ne 'Passed') { (Format-Failure $test.ErrorRecord) -join "`n" }
        @{ name = "$($file): $($test.ExpandedPath)"; result = $test.Result; message = $message }
    }
)

if ($ResultPath) {
    [System.IO.File]::WriteAllText($ResultPath, (ConvertTo-Json -InputObject $outcomes -Depth 4))
}

exit @($outcomes | Where-Object { $_.result -eq 'Failed' }).Count
