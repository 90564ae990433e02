# Loads the assembly for this edition of PowerShell. It does nothing else, because it delays every import.
$leg = if ($PSVersionTable.PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }
Import-Module -Name "$PSScriptRoot/bin/$leg/AgentGateway.PowerShell.dll" -ErrorAction Stop
