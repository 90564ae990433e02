# Unpacks the package and runs the Pester suite on it in the current PowerShell.
# Run `dotnet build tests/AgentGateway.PowerShell.Tests` first: it provides Pester and the simulator.
$ErrorActionPreference = 'Stop'
$root = Split-Path -Path $PSScriptRoot
$module = Join-Path -Path $root -ChildPath 'out/AgentGateway'
Remove-Item -Path $module -Recurse -Force -ErrorAction Ignore
$archive = Get-Item -Path (Join-Path -Path $root -ChildPath 'out/package/*.zip')
Expand-Archive -Path $archive.FullName -DestinationPath (Split-Path -Path $module)

$manifest = Test-ModuleManifest -Path (Join-Path -Path $module -ChildPath 'AgentGateway.psd1')
"PowerShell $($PSVersionTable.PSVersion), module $($manifest.Version)"
& (Join-Path -Path $root -ChildPath 'tests/Pester/Invoke-Suite.ps1')
exit $LASTEXITCODE
