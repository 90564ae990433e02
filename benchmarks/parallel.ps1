<# .SYNOPSIS A contender: ForEach-Object -Parallel with Invoke-RestMethod. #>
param([string] $ModulePath, [uri] $Uri, [string] $Certificate, [int] $Window, [string] $GuidPath)

$ErrorActionPreference = 'Stop'
$null = $ModulePath, $Certificate
. "$PSScriptRoot/contender.ps1" -GuidPath $GuidPath
$origin = $Uri.GetLeftPart('Authority')
Invoke-Contender -Call {
    param($agents)
    $agents | ForEach-Object -ThrottleLimit $Window -Parallel {
        $all = $using:guids
        $guid = if ($all.Count) { $all["$_"] } else { '00000000-0000-0000-0000-000000000000.Benchmark' }
        $uri = "$using:origin/agentgateway/resource/agentconf/$_/stopvoicetoconf"
        $type = 'application/json; charset=UTF-8'
        Invoke-RestMethod -Method Post -Uri $uri -Headers @{ Guid = $guid } -ContentType $type -SkipCertificateCheck -NoProxy
    }
} -Succeeded { @($args[0] | Where-Object retcode -EQ '0').Count }
