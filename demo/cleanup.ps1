<#
.SYNOPSIS
    Ends the conferences that have been running too long, and says what became of each.

.DESCRIPTION
    For a scheduled task, and to be copied and changed. An inspector finds the conferences of the VDN that are older than a given age;
    their chairpersons are signed in, taken over where they are signed in elsewhere; the conferences are ended and waited for; whoever
    was signed in here is signed out again, also after a failure in the middle. Running it again is harmless: what is gone is not found.

    The output has one object a conference, and so has the report. Whether the report can be written is checked before anything is done. The
    exit code is 0 if all of them were ended, 1 if some could not be, 2 if the conferences could not be found out or the report could not be
    written.

.PARAMETER Uri
    The gateway: https://host:port, host:port, or a bare host, which means port 8043.

.PARAMETER InspectorId
    The agent with inspection rights who finds the conferences.

.PARAMETER Credential
    The inspector's password. The user name is not used.

.PARAMETER ChairpersonCredential
    The chairpersons' password, where it is one for all; the inspector's, if not given.

.PARAMETER SecretFor
    A script block that gives the credential of an agent, instead, e.g. { param($AgentId) Get-Secret "agw-$AgentId" }.

.PARAMETER OlderThan
    Only conferences that have been running at least so long. Two hours, if not given.

.PARAMETER ReportPath
    A file for the report: JSON if it ends in .json, else CSV. A scheduled task starts in a system folder: give it a full path, or one that
    begins with $PSScriptRoot.

.PARAMETER CACertificate
    A file with the certificate authority of the gateway, if the machine does not trust it.

.PARAMETER CertificateThumbprint
    The SHA-256 of the gateway's certificate, instead.

.EXAMPLE
    ./cleanup.ps1 -Uri gateway.example.com -InspectorId 900 -Credential (Get-Secret agw-900) -SecretFor { param($AgentId) Get-Secret "agw-$AgentId" } -ReportPath $PSScriptRoot/report.csv
#>
#Requires -Version 5.1
[CmdletBinding(SupportsShouldProcess)]
[System.Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingPlainTextForPassword', 'ChairpersonCredential', Justification = 'A credential, or a script block that returns one.')]
param(
    [Parameter(Mandatory)] [string] $Uri,
    [Parameter(Mandatory)] [int] $InspectorId,
    [Parameter(Mandatory)] [pscredential] [System.Management.Automation.Credential()] $Credential,
    [pscredential] [System.Management.Automation.Credential()] $ChairpersonCredential = $Credential,
    [scriptblock] $SecretFor,
    [timespan] $OlderThan = '2:00:00',
    [string] $ReportPath,
    [string] $CACertificate,
    [string] $CertificateThumbprint
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module AgentGateway)) { Import-Module AgentGateway }

# A cell that a spreadsheet would run as a formula gets an apostrophe: some of the text is the gateway's.
function Protect-Cell([object] $Value) {
    if ("$Value" -match '^[=+\-@\t\r]') { "'$Value" } else { $Value }
}

# Before anything is done: a report that can't be written afterwards is lost.
if ($ReportPath) {
    $ReportPath = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($ReportPath)
    try {
        [System.IO.File]::Open($ReportPath, 'OpenOrCreate', 'ReadWrite').Dispose()
    }
    catch {
        Write-Error "The report can't be written, so nothing was done. $($_.Exception.InnerException.Message)" -TargetObject $ReportPath -ErrorAction Continue
        exit 2
    }
}

$gateway = @{ Uri = $Uri; NoDefault = $true; Force = $true; Confirm = $false; WhatIf = $false }
if ($CACertificate) { $gateway.CACertificate = $CACertificate }
if ($CertificateThumbprint) { $gateway.CertificateThumbprint = $CertificateThumbprint }

# A password for all of them, or each one's own, asked for when it is needed.
$password = @{ Credential = if ($SecretFor) { { & $SecretFor $_.AgentId } } else { $ChairpersonCredential } }

$opened = @()
$report = @()
$exitCode = 2
try {
    $inspector = Connect-AgwSession @gateway -AgentId $InspectorId -Credential $Credential -OutVariable +opened
    $running = @(Get-AgwConference -Session $inspector -All)
    $stale = @($running | Where-Object Elapsed -GE $OlderThan | Sort-Object)
    $targets = @($stale | Where-Object { $PSCmdlet.ShouldProcess("Conference $_ of agent $($_.AgentId), running for $($_.Elapsed)", 'End for everybody in it') })

    # Errors do not stop the others; results and errors are found again by the agent that they are about.
    $results = @{}
    $failures = @{}
    $connected = @{}
    $targets | Where-Object AgentId |
        Connect-AgwSession @gateway @password -OutVariable +opened -ErrorAction SilentlyContinue -ErrorVariable refused |
        ForEach-Object { $connected[$_.AgentId] = $true }

    # The conferences themselves are piped in, not their chairpersons: one that a chairperson has started meanwhile is not hit.
    $targets | Where-Object { $_.AgentId -and $connected[$_.AgentId] } |
        Remove-AgwConference -Session $inspector -Wait -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable +refused |
        ForEach-Object { $results["$($_.AgentId)"] = $_ }
    foreach ($failure in $refused) { if ($null -ne $failure.TargetObject) { $failures["$($failure.TargetObject)"] = $failure } }

    $report = @(foreach ($conference in $targets) {
            $result = $results["$($conference.AgentId)"]
            $failure = $failures["$($conference.AgentId)"]
            [pscustomobject]@{
                ConferenceId = $conference.ConferenceId
                Chairperson  = $conference.AgentId
                StartTime    = '{0:s}' -f $conference.StartTime
                Age          = "$($conference.Elapsed)"
                Participants = $conference.Participants.Count
                Outcome      = if ($result) { 'Ended' } elseif ($failure.FullyQualifiedErrorId -match '^Conference(NotFound|Changed),') { 'Gone' } else { 'Failed' }
                RetCode      = Protect-Cell $(if ($result) { $result.RetCode } else { $failure.Exception.RetCode })
                Error        = Protect-Cell $(if (-not $conference.AgentId) { 'The gateway names no chairperson.' } elseif ($failure) { $failure.Exception.Message })
            }
        })
    $left = @(Get-AgwConference -Session $inspector -All)
    $failed = @($report | Where-Object Outcome -EQ 'Failed')
    Write-Information "Conferences before: $($running.Count), after: $($left.Count); ended: $($report.Count - $failed.Count), failed: $($failed.Count)." -InformationAction Continue
    $exitCode = if ($failed) { 1 } else { 0 }
}
catch {
    Write-Error $_ -ErrorAction Continue
}
finally {
    # Nobody stays signed in, whatever has happened above.
    $opened | Disconnect-AgwSession -Force -Confirm:$false -WhatIf:$false -ErrorAction Continue
    if ($ReportPath) {
        $text = if ($ReportPath -like '*.json') { ConvertTo-Json -InputObject @($report) } else { $report | ConvertTo-Csv -NoTypeInformation }
        try {
            $text | Set-Content -LiteralPath $ReportPath -Encoding UTF8 -WhatIf:$false
        }
        catch {
            Write-Error "The report could not be written; it is the output of this script. $_" -TargetObject $ReportPath -ErrorAction Continue
            $exitCode = 2
        }
    }
}

$report
exit $exitCode
