<#
.SYNOPSIS
    A scheduled task with the module: signs in an inspector, clears the forgotten conferences, and signs out.
.DESCRIPTION
    Writes a time stamp for the start of the script and for the end of each part.
#>
param([string] $ModulePath, [uri] $Uri, [string] $Certificate, [int] $Window, [int] $Inspector)

$ErrorActionPreference = 'Stop'
$stamps = [System.Collections.Generic.List[long]]::new()
$stamps.Add([System.Diagnostics.Stopwatch]::GetTimestamp())
Import-Module -Name $ModulePath
$stamps.Add([System.Diagnostics.Stopwatch]::GetTimestamp())
$credential = [pscredential]::new('agent', [System.Net.NetworkCredential]::new('', 'secret').SecurePassword)
$session = Connect-AgwSession -Uri $Uri -AgentId $Inspector -Credential $credential -CACertificate $Certificate -NoProxy
$stamps.Add([System.Diagnostics.Stopwatch]::GetTimestamp())
$clear = @{ OlderThan = '2:00:00'; Credential = $credential; ThrottleLimit = $Window; Confirm = $false }
$results = Clear-AgwConference -Session $session @clear | ForEach-Object -Process {
    if ($stamps.Count -eq 3) { $stamps.Add([System.Diagnostics.Stopwatch]::GetTimestamp()) }
    $_
}

$stamps.Add([System.Diagnostics.Stopwatch]::GetTimestamp())
$session | Disconnect-AgwSession -Confirm:$false
$stamps.Add([System.Diagnostics.Stopwatch]::GetTimestamp())
if (@($results).Where{ $_.Outcome -ne 'Ended' }) { throw 'Not all conferences were ended.' }
"[$($stamps -join ',')]"
