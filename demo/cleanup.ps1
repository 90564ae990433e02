<#
.SYNOPSIS
    Ends conferences that have been running too long, and reports the outcome of each.

.DESCRIPTION
    A template for a scheduled task. An inspector finds the conferences of the VDN that are older than the specified age. The script
    signs in their chairpersons, or takes them over if they are signed in elsewhere. It ends the conferences and waits until they are
    over. Finally, it signs out the agents that it has signed in, even after a failure. You can run the script again safely, because it
    only acts on conferences that are still running.

    The output and the report contain one object for each conference. Before the script does anything, it checks that it can write the
    report. The exit code is 0 if all conferences were ended, 1 if some could not be ended, and 2 if the conferences could not be
    determined or the report could not be written.

.PARAMETER Uri
    Specifies the gateway: https://host:port, host:port, or a host name, which implies port 8043.

.PARAMETER InspectorId
    Specifies the agent with the right to inspect, which finds the conferences.

.PARAMETER Credential
    Specifies the password of the inspector. The user name is not used.

.PARAMETER ChairpersonCredential
    Specifies the password of the chairpersons, if they share one. The default is the password of the inspector.

.PARAMETER SecretFor
    Specifies a script block that returns the credential of each chairperson, such as { param($AgentId) Get-Secret "agw-$AgentId" }.

.PARAMETER OlderThan
    Specifies the minimum age of the conferences to end. The default is two hours.

.PARAMETER ReportPath
    Specifies the file for the report. Its format is JSON if the name ends in .json, and CSV otherwise. A scheduled task starts in a
    system folder, so use a full path or a path that begins with $PSScriptRoot.

.PARAMETER CACertificate
    Specifies a file with the certificate authority of the gateway, if the machine does not trust it.

.PARAMETER CertificateThumbprint
    Specifies the SHA-256 thumbprint of the gateway's certificate, as an alternative to CACertificate.

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

# The text of the gateway is untrusted: an apostrophe keeps a spreadsheet from running it as a formula.
function Protect-Cell([object] $Value) {
    if ("$Value" -match '^[=+\-@\t\r]') { "'$Value" } else { $Value }
}

# Checked first, because a report that can't be written at the end is lost.
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

# One password for all chairpersons, or a script block that is evaluated for each of them.
$password = @{ Credential = if ($SecretFor) { { & $SecretFor $_.AgentId } } else { $ChairpersonCredential } }

$opened = @()
$report = @()
$exitCode = 2
try {
    $inspector = Connect-AgwSession @gateway -AgentId $InspectorId -Credential $Credential -OutVariable +opened
    $running = @(Get-AgwConference -Session $inspector -All)
    $stale = @($running | Where-Object Elapsed -GE $OlderThan | Sort-Object)
    $targets = @($stale | Where-Object { $PSCmdlet.ShouldProcess("Conference $_ of agent $($_.AgentId), running for $($_.Elapsed)", 'End for everybody in it') })

    # An error does not stop the other agents. Results and errors are assigned to their conferences by agent ID.
    $results = @{}
    $failures = @{}
    $connected = @{}
    $targets | Where-Object AgentId |
        Connect-AgwSession @gateway @password -OutVariable +opened -ErrorAction SilentlyContinue -ErrorVariable refused |
        ForEach-Object { $connected[$_.AgentId] = $true }

    # Pipe the conferences, not their chairpersons: a conference that a chairperson has started in the meantime must not end.
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
    # No agent stays signed in, even after a failure.
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
