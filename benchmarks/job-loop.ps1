<# .SYNOPSIS The job of job-module.ps1 with a loop of Invoke-RestMethod. #>
param([string] $ModulePath, [uri] $Uri, [string] $Certificate, [int] $Window, [int] $Inspector)

$ErrorActionPreference = 'Stop'
$null = $ModulePath, $Certificate, $Window
. "$PSScriptRoot/job-script.ps1" -Uri $Uri -Inspector $Inspector
foreach ($conference in $old) { & $clear $common $root $conference }
$null = Invoke-RestMethod @common -Method Delete -Uri "$root/onlineagent/$Inspector/logout" -Headers $inspectorGuid
