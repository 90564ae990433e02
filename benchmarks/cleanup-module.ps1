<# .SYNOPSIS Clears the old conferences with Clear-AgwConference. Writes the seconds that it took. #>
param([string] $ModulePath, [uri] $Uri, [string] $Certificate, [int] $Window, [int] $Inspector)

$ErrorActionPreference = 'Stop'
Import-Module -Name $ModulePath
$credential = [pscredential]::new('agent', [System.Net.NetworkCredential]::new('', 'secret').SecurePassword)
$session = Connect-AgwSession -Uri $Uri -AgentId $Inspector -Credential $credential -CACertificate $Certificate -NoProxy
$watch = [System.Diagnostics.Stopwatch]::StartNew()
$results = @(Clear-AgwConference -Session $session -OlderThan 2:00:00 -Credential $credential -ThrottleLimit $Window -Confirm:$false)
$watch.Stop()
$session | Disconnect-AgwSession -Confirm:$false
if ($results.Where{ $_.Outcome -ne 'Ended' }) { throw 'Not all conferences were ended.' }
$watch.Elapsed.TotalSeconds.ToString([cultureinfo]::InvariantCulture)
