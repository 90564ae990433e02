# Loads the leg of the module that fits this PowerShell; all cmdlets are compiled. Everybody waits for this, so it does nothing else.
$leg = if ($PSVersionTable.PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }
Import-Module -Name "$PSScriptRoot/bin/$leg/AgentGateway.PowerShell.dll" -ErrorAction Stop
