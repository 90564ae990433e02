<#
.SYNOPSIS
One machine of an estate: signs its share of the agents in, keeps them for a time, makes them busy, writes a report, and signs them out.
Writes one line of JSON about itself.
#>
param(
    [string] $ModulePath,
    [uri] $Uri,
    [string] $Certificate,
    [int] $First,
    [int] $Count,
    [string[]] $Machine,
    [string] $Name,
    [string] $ReportPath,
    [double] $Seconds
)

$ErrorActionPreference = 'Stop'
Import-Module -Name $ModulePath
$machines = $Machine -split ','
$place = [array]::IndexOf($machines, $Name)
$mine = @($First..($First + $Count - 1) | Where-Object { $_ % $machines.Count -eq $place })
$gateway = @{
    Uri           = $Uri
    Credential    = [pscredential]::new('agent', [System.Net.NetworkCredential]::new('', 'secret').SecurePassword)
    CACertificate = $Certificate
    NoProxy       = $true
    NoDefault     = $true
    ThrottleLimit = 64
}
$watch = [System.Diagnostics.Stopwatch]::StartNew()
$sessions = @($mine | Connect-AgwSession @gateway)
$signedIn = $watch.Elapsed.TotalSeconds
$process = [System.Diagnostics.Process]::GetCurrentProcess()
$before = $process.TotalProcessorTime
Start-Sleep -Seconds $Seconds
$process.Refresh()
$share = ($process.TotalProcessorTime - $before).TotalSeconds / $Seconds
$alive = @($sessions | Where-Object State -EQ SignedIn).Count
$watch.Restart()
$sessions | Set-AgwAgent -State Busy -ThrottleLimit 64 -Confirm:$false -ErrorVariable problems -ErrorAction SilentlyContinue |
    Select-Object -Property AgentId, Operation, RetCode, @{ Name = 'Machine'; Expression = { $Name } } |
    Export-Csv -Path $ReportPath -NoTypeInformation
$acted = $watch.Elapsed.TotalSeconds
$process.Refresh()
$memory = $process.WorkingSet64
$sessions | Disconnect-AgwSession -ThrottleLimit 64 -Confirm:$false
ConvertTo-Json -Compress -InputObject @{
    name = $Name; sessions = $sessions.Count; alive = $alive; problems = $problems.Count; signedIn = $signedIn; acted = $acted
    share = $share; memory = $memory
}
