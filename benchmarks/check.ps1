<# .SYNOPSIS Counts what a call of Stop-AgwConfVoice in a pipeline needs. Writes JSON. #>
param([string] $ModulePath, [uri] $Uri, [string] $Certificate, [int] $Window, [string] $GuidPath, [int] $Count)

$ErrorActionPreference = 'Stop'
Import-Module -Name $ModulePath
$guids = Get-Content -Raw -LiteralPath $GuidPath | ConvertFrom-Json -AsHashtable
$gateway = @{ Uri = $Uri; CACertificate = $Certificate; NoProxy = $true }
foreach ($agent in $guids.Keys) { $null = Connect-AgwSession @gateway -AgentId $agent -Guid $guids[$agent] }
$known = [int[]] $guids.Keys | Sort-Object
$agents = for ($i = 0; $i -lt $Count; $i++) { $known[$i % $known.Count] }

# The first two repetitions open the connections and compile the pipeline.
$all = foreach ($repetition in 1..7) {
    $total = [GC]::GetTotalAllocatedBytes($true)
    $bytes = [GC]::GetAllocatedBytesForCurrentThread()
    $agents | Stop-AgwConfVoice -ThrottleLimit $Window | Out-Null
    $threadBytes = [GC]::GetAllocatedBytesForCurrentThread() - $bytes
    [pscustomobject]@{ ThreadBytes = $threadBytes / $Count; Bytes = ([GC]::GetTotalAllocatedBytes($true) - $total) / $Count }
}

$counted = $all | Select-Object -Skip 2
ConvertTo-Json -Compress -InputObject @{
    threadBytes = ($counted | Measure-Object -Property ThreadBytes -Minimum).Minimum
    bytes       = ($counted | Measure-Object -Property Bytes -Minimum).Minimum
}
