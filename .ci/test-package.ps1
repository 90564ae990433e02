# Unpacks the package that the build has made and runs the Pester suite on it, in the PowerShell that runs this.
# Pester and the simulator come from `dotnet build tests/AgentGateway.PowerShell.Tests`, before.
$ErrorActionPreference = 'Stop'
$root = Split-Path -Path $PSScriptRoot
$module = Join-Path -Path $root -ChildPath 'out/AgentGateway'
Remove-Item -Path $module -Recurse -Force -ErrorAction Ignore
Expand-Archive -Path (Get-Item -Path (Join-Path -Path $root -ChildPath 'out/package/*.zip')).FullName -DestinationPath (Split-Path -Path $module)

"PowerShell $($PSVersionTable.PSVersion), module $((Test-ModuleManifest -Path (Join-Path -Path $module -ChildPath 'AgentGateway.psd1')).Version)"
& (Join-Path -Path $root -ChildPath 'tests/Pester/Invoke-Suite.ps1')
exit $LASTEXITCODE
