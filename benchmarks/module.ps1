<# .SYNOPSIS A contender: agent IDs piped to Stop-AgwConfVoice. #>
param([string] $ModulePath, [uri] $Uri, [string] $Certificate, [int] $Window, [string] $GuidPath)

$ErrorActionPreference = 'Stop'
Import-Module -Name $ModulePath
. "$PSScriptRoot/contender.ps1" -GuidPath $GuidPath
$gateway = @{ Uri = $Uri; CACertificate = $Certificate; NoProxy = $true }
if ($guids.Count) {
    foreach ($agent in $guids.Keys) { $null = Connect-AgwSession @gateway -AgentId $agent -Guid $guids[$agent] }
} else {
    $null = Connect-AgwSession @gateway -Guid '00000000-0000-0000-0000-000000000000.Benchmark'
}

Invoke-Contender -Call { param($agents) $agents | Stop-AgwConfVoice -ThrottleLimit $Window } -Succeeded { $args[0].Count }
