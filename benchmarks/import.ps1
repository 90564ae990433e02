<# .SYNOPSIS The milliseconds that importing a module takes in this fresh process. #>
param([string] $Module)

$ErrorActionPreference = 'Stop'
# What every import needs is loaded before: the same for all modules.
Import-Module -Name Microsoft.PowerShell.Utility
$watch = [System.Diagnostics.Stopwatch]::StartNew()
Import-Module -Name $Module
$watch.Stop()
$watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
