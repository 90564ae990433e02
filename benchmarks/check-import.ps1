<# .SYNOPSIS Counts what the import of the module needs in this new process. Writes JSON. #>
param([string] $ModulePath)

$ErrorActionPreference = 'Stop'
# Loads the common dependencies first, so that they aren't counted.
Import-Module -Name Microsoft.PowerShell.Utility
$assemblies = [System.AppDomain]::CurrentDomain.GetAssemblies().Count
$bytes = [GC]::GetAllocatedBytesForCurrentThread()
Import-Module -Name $ModulePath
$bytes = [GC]::GetAllocatedBytesForCurrentThread() - $bytes
$assemblies = [System.AppDomain]::CurrentDomain.GetAssemblies().Count - $assemblies
ConvertTo-Json -Compress -InputObject @{ assemblies = $assemblies; bytes = $bytes }
