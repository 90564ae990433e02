<#
.SYNOPSIS
    Ends the conferences that have been running too long, and reports the outcome of each.

.DESCRIPTION
    This script is made for a scheduled task. Copy and change it as necessary. An inspector finds the conferences of the VDN that are older
    than the given age. The script signs in their chairpersons, also if they are signed in elsewhere, and ends the conferences. It waits
    until they have ended, and signs all agents out again, even after an error. You can run it again at any time.

    The output and the report have one object for each conference. The script checks that it can write the report before it does anything.
    The exit code is 0 if all conferences were ended, 1 if some couldn't be ended, and 2 if the conferences couldn't be listed or the report
    couldn't be written.

.PARAMETER Uri
    Specifies the gateway: https://host:port, host:port, or a host, which means port 8043.

.PARAMETER InspectorId
    Specifies the agent with inspection rights that finds the conferences.

.PARAMETER Credential
    Specifies the password of the inspector. The user name is ignored.

.PARAMETER ChairpersonCredential
    Specifies the password of all chairpersons. The default is the password of the inspector.

.PARAMETER SecretFor
    Specifies a script block that returns the credential of an agent, instead of ChairpersonCredential.
    For example: { param($AgentId) Get-Secret "agw-$AgentId" }

.PARAMETER OlderThan
    Specifies the minimum age of the conferences. The default is two hours.

.PARAMETER ReportPath
    Specifies the file of the report: JSON if its name ends in .json, otherwise CSV. A scheduled task starts in a system folder, so use a
    full path, or one that begins with $PSScriptRoot.

.PARAMETER CACertificate
    Specifies the file of the gateway's certificate authority, if the machine doesn't trust it.

.PARAMETER CertificateThumbprint
    Specifies the SHA-256 hash of the gateway's certificate, instead of CACertificate.

.EXAMPLE
    $secretFor = { param($AgentId) Get-Secret "agw-$AgentId" }
    ./cleanup.ps1 gateway.example.com 900 (Get-Secret agw-900) -SecretFor $secretFor -ReportPath $PSScriptRoot/report.csv
#>
#Requires -Version 5.1
[CmdletBinding(SupportsShouldProcess)]
[System.Diagnostics.CodeAnalysis.SuppressMessageAttribute(
    'PSAvoidUsingPlainTextForPassword', 'ChairpersonCredential', Justification = 'A credential, or a script block that returns one.')]
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

# Adds an apostrophe to text that a spreadsheet would run as a formula, because some of the text comes from the gateway.
function Protect-Cell([object] $Value) {
    if ("$Value" -match '^[=+\-@\t\r]') { "'$Value" } else { $Value }
}

# Checks this first, because a report that can't be written afterwards is lost.
if ($ReportPath) {
    $ReportPath = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($ReportPath)
    try {
        [System.IO.File]::Open($ReportPath, 'OpenOrCreate', 'ReadWrite').Dispose()
    }
    catch {
        $message = "The report can't be written, so nothing was done. $($_.Exception.InnerException.Message)"
        Write-Error $message -TargetObject $ReportPath -ErrorAction Continue
        exit 2
    }
}

$gateway = @{ Uri = $Uri; NoDefault = $true; Force = $true; Confirm = $false; WhatIf = $false }
if ($CACertificate) { $gateway.CACertificate = $CACertificate }
if ($CertificateThumbprint) { $gateway.CertificateThumbprint = $CertificateThumbprint }

# One password for all chairpersons, or a separate one that is requested when it is needed.
$password = @{ Credential = if ($SecretFor) { { & $SecretFor $_.AgentId } } else { $ChairpersonCredential } }

$opened = @()
$report = @()
$exitCode = 2
try {
    $inspector = Connect-AgwSession @gateway -AgentId $InspectorId -Credential $Credential -OutVariable +opened
    $running = @(Get-AgwConference -Session $inspector -All)
    $stale = @($running | Where-Object Elapsed -GE $OlderThan | Sort-Object)
    $targets = @($stale | Where-Object {
            $PSCmdlet.ShouldProcess("Conference $_ of agent $($_.AgentId), running for $($_.Elapsed)", 'End for all participants')
        })

    # An error doesn't stop the others. Results and errors are assigned to conferences by their agent.
    $results = @{}
    $failures = @{}
    $connected = @{}
    $targets | Where-Object AgentId |
        Connect-AgwSession @gateway @password -OutVariable +opened -ErrorAction SilentlyContinue -ErrorVariable refused |
        ForEach-Object { $connected[$_.AgentId] = $true }

    # Pipes the conferences, not their chairpersons, so that a conference that a chairperson has started meanwhile isn't ended.
    $targets | Where-Object { $_.AgentId -and $connected[$_.AgentId] } |
        Remove-AgwConference -Session $inspector -Wait -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable +refused |
        ForEach-Object { $results["$($_.AgentId)"] = $_ }
    foreach ($failure in $refused) { if ($null -ne $failure.TargetObject) { $failures["$($failure.TargetObject)"] = $failure } }

    $report = @(foreach ($conference in $targets) {
            $result = $results["$($conference.AgentId)"]
            $failure = $failures["$($conference.AgentId)"]
            $isGone = $failure.FullyQualifiedErrorId -match '^Conference(NotFound|Changed),'
            $outcome = if ($result) { 'Ended' } elseif ($isGone) { 'Gone' } else { 'Failed' }
            $message = if ($failure) { $failure.Exception.Message }
            if (-not $conference.AgentId) { $message = 'The gateway names no chairperson.' }
            [pscustomobject]@{
                ConferenceId = $conference.ConferenceId
                Chairperson  = $conference.AgentId
                StartTime    = '{0:s}' -f $conference.StartTime
                Age          = "$($conference.Elapsed)"
                Participants = $conference.Participants.Count
                Outcome      = $outcome
                RetCode      = Protect-Cell $(if ($result) { $result.RetCode } else { $failure.Exception.RetCode })
                Error        = Protect-Cell $message
            }
        })
    $left = @(Get-AgwConference -Session $inspector -All)
    $failed = @($report | Where-Object Outcome -EQ 'Failed')
    $counts = "Conferences before: $($running.Count), after: $($left.Count)"
    Write-Information "$counts; ended: $($report.Count - $failed.Count), failed: $($failed.Count)." -InformationAction Continue
    $exitCode = if ($failed) { 1 } else { 0 }
}
catch {
    Write-Error $_ -ErrorAction Continue
}
finally {
    # No agent stays signed in, even after an error.
    $opened | Disconnect-AgwSession -Force -Confirm:$false -WhatIf:$false -ErrorAction Continue
    if ($ReportPath) {
        $isJson = $ReportPath -like '*.json'
        $text = if ($isJson) { ConvertTo-Json -InputObject @($report) } else { $report | ConvertTo-Csv -NoTypeInformation }
        try {
            $text | Set-Content -LiteralPath $ReportPath -Encoding UTF8 -WhatIf:$false
        }
        catch {
            Write-Error "The report couldn't be written. The output has the same data. $_" -TargetObject $ReportPath -ErrorAction Continue
            $exitCode = 2
        }
    }
}

$report
exit $exitCode
