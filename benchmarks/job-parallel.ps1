<# .SYNOPSIS The job of job-module.ps1 with Invoke-RestMethod in ForEach-Object -Parallel. #>
param([string] $ModulePath, [uri] $Uri, [string] $Certificate, [int] $Window, [int] $Inspector)

$ErrorActionPreference = 'Stop'
$null = $ModulePath, $Certificate
. "$PSScriptRoot/job-script.ps1" -Uri $Uri -Inspector $Inspector

# A script block can't go to another runspace, but its text can.
$text = "$clear"
$old | ForEach-Object -ThrottleLimit $Window -Parallel { & ([scriptblock]::Create($using:text)) $using:common $using:root $_ }
$null = Invoke-RestMethod @common -Method Delete -Uri "$root/onlineagent/$Inspector/logout" -Headers $inspectorGuid
