<#
.SYNOPSIS
    Ends the conferences that have been running too long, and writes reports about it.

.DESCRIPTION
    This script is made for a scheduled task. It signs the inspector in, ends the old conferences with Clear-AgwConference, signs the
    inspector out, and writes the reports. It checks that it can write the reports before it does anything.

    The output is one AgwCleanupResult for each conference. The exit code is 0 if all old conferences were ended or skipped on purpose, 1
    if some couldn't be ended, and 2 if the conferences couldn't be listed or a report couldn't be written. You can run the script again at
    any time.

.PARAMETER Uri
    Specifies the gateway: https://host:port, host:port, or a host, which means port 8043.

.PARAMETER InspectorId
    Specifies the agent with inspection rights that finds the conferences.

.PARAMETER Credential
    Specifies the password of the inspector, as PSCredential or SecureString. The user name is ignored.

.PARAMETER ChairpersonCredential
    Specifies the password of all chairpersons, or a script block that returns the one of the conference in $_. The default is the password
    of the inspector.

.PARAMETER OlderThan
    Specifies the minimum age of the conferences, as for Clear-AgwConference: a time span, or a number of minutes. The default is two hours.

.PARAMETER ReportPath
    Specifies the reports. The extension determines the format: .html for people, .json and .csv for programs. A scheduled task starts in a
    system folder, so use a full path, or one that begins with $PSScriptRoot. With -WhatIf, no report is written.

.PARAMETER Force
    Indicates that an inspector or a chairperson who is signed in elsewhere is taken over. Without it, the conferences of chairpersons who
    are signed in are left alone, and nothing is done if the inspector is signed in.

.PARAMETER Connection
    Specifies other parameters of Connect-AgwSession, such as @{ CACertificate = 'C:\Jobs\ca.pem' }.

.EXAMPLE
    $vault = { Get-Secret "agw-$($_.AgentId)" }
    ./cleanup.ps1 gateway.example.com 900 (Get-Secret agw-900) -ChairpersonCredential $vault -ReportPath $PSScriptRoot/report.html
#>
#Requires -Version 5.1
[Diagnostics.CodeAnalysis.SuppressMessageAttribute(
    'PSAvoidUsingPlainTextForPassword', '', Justification = 'The cmdlets accept a PSCredential or a SecureString, and refuse text.')]
[Diagnostics.CodeAnalysis.SuppressMessageAttribute(
    'PSUsePSCredentialType', '', Justification = 'A vault can return a SecureString, and a script block can choose the password.')]
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)] [string] $Uri,
    [Parameter(Mandatory)] [int] $InspectorId,
    [Parameter(Mandatory)] [object] $Credential,
    [object] $ChairpersonCredential = $Credential,
    [object] $OlderThan = '2:00:00',
    [string[]] $ReportPath,
    [switch] $Force,
    [hashtable] $Connection = @{}
)

$ErrorActionPreference = 'Stop'
$exitCode = 2
$results = $inspector = $null
$problem = $null
$reports = @()
try {
    if (-not (Get-Module AgentGateway)) { Import-Module AgentGateway }
    Import-Module "$PSScriptRoot/CleanupReport.psm1"
    $paths = @($ReportPath | Where-Object { $_ -and -not $WhatIfPreference })
    $paths | Test-CleanupReport
    $reports = $paths
    $agent = @{ AgentId = $InspectorId; Credential = $Credential }
    $quiet = @{ NoDefault = $true; Force = $Force; Confirm = $false; WhatIf = $false }
    $inspector = Connect-AgwSession -Uri $Uri @agent @Connection @quiet
    $old = @{ Session = $inspector; OlderThan = $OlderThan; Force = $Force; Confirm = [bool]$PSBoundParameters['Confirm'] }
    $collect = @{ OutVariable = 'results'; ErrorVariable = 'problems'; ErrorAction = 'Continue' }
    Clear-AgwConference @old -Credential $ChairpersonCredential @collect
    $failed = @($results | Where-Object Outcome -In Failed, Unknown)
    # A change that might be missing from the audit file doesn't make the list of conferences incomplete.
    $unrecorded = @($problems | Where-Object FullyQualifiedErrorId -Like 'AuditFailed,*')
    $listed = @($problems | Where-Object FullyQualifiedErrorId -NotLike 'AuditFailed,*')
    $exitCode = if ($listed.Count -gt $failed.Count) { 2 } else { [int]($failed.Count + $unrecorded.Count -gt 0) }
    if ($exitCode -eq 2) { $problem = $listed[-1].Exception.Message }
} catch {
    $problem = $_.Exception.Message
    Write-Error -ErrorRecord $_ -ErrorAction Continue
} finally {
    $inspector | Where-Object { $_ } | Disconnect-AgwSession -Force -Confirm:$false -WhatIf:$false -ErrorAction Continue
    foreach ($report in $reports) {
        try {
            Export-CleanupReport -Path $report -Result $results -Gateway ($Uri -replace '^.*@') -Problem $problem
        } catch {
            Write-Error -ErrorRecord $_ -ErrorAction Continue
            $exitCode = 2
        }
    }
}

exit $exitCode
