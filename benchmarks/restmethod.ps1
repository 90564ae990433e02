<# .SYNOPSIS A contender: a loop of Invoke-RestMethod. #>
param([string] $ModulePath, [uri] $Uri, [string] $Certificate, [int] $Window, [string] $GuidPath)

$ErrorActionPreference = 'Stop'
$null = $ModulePath, $Certificate, $Window
. "$PSScriptRoot/contender.ps1" -GuidPath $GuidPath
$origin = $Uri.GetLeftPart('Authority')
Invoke-Contender -Call {
    param($agents)
    foreach ($agent in $agents) {
        $guid = if ($guids.Count) { $guids["$agent"] } else { '00000000-0000-0000-0000-000000000000.Benchmark' }
        $uri = "$origin/agentgateway/resource/agentconf/$agent/stopvoicetoconf"
        $type = 'application/json; charset=UTF-8'
        Invoke-RestMethod -Method Post -Uri $uri -Headers @{ Guid = $guid } -ContentType $type -SkipCertificateCheck -NoProxy
    }
} -Succeeded { @($args[0] | Where-Object retcode -EQ '0').Count }
