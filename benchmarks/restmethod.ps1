<# .SYNOPSIS A contender: a loop of Invoke-RestMethod. A count comes in, what it took goes out. #>
param([string] $ModulePath, [uri] $Uri, [string] $Certificate, [int] $Window, [string] $GuidPath)

$ErrorActionPreference = 'Stop'
$null = $ModulePath, $Certificate, $Window
. "$PSScriptRoot/contender.ps1" -GuidPath $GuidPath
$origin = $Uri.GetLeftPart('Authority')
Invoke-Contender -Call {
    param($agents)
    foreach ($agent in $agents) {
        $guid = if ($guids.Count) { $guids["$agent"] } else { '00000000-0000-0000-0000-000000000000.Benchmark' }
        Invoke-RestMethod -Method Post -Uri "$origin/agentgateway/resource/agentconf/$agent/stopvoicetoconf" -Headers @{ Guid = $guid } -ContentType 'application/json; charset=UTF-8' -SkipCertificateCheck -NoProxy
    }
} -Succeeded { @($args[0] | Where-Object retcode -EQ '0').Count }
