<# .SYNOPSIS Returns the milliseconds that the import of a module takes in this new process. #>
param([string] $Module)

$ErrorActionPreference = 'Stop'
# Loads the common dependencies first, so that they aren't measured.
Import-Module -Name Microsoft.PowerShell.Utility
$watch = [System.Diagnostics.Stopwatch]::StartNew()
Import-Module -Name $Module
$watch.Stop()
$watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
