<# .SYNOPSIS A contender: agent IDs piped to Stop-AgwConfVoice. A count comes in, what it took goes out. #>
param([string] $ModulePath, [uri] $Uri, [string] $Certificate, [int] $Window, [string] $GuidPath)

$ErrorActionPreference = 'Stop'
Import-Module -Name $ModulePath
$guids = if ($GuidPath) { Get-Content -Raw -LiteralPath $GuidPath | ConvertFrom-Json -AsHashtable } else { @{} }
$gateway = @{ Uri = $Uri; CACertificate = $Certificate; NoProxy = $true }
if ($guids.Count) {
    foreach ($agent in $guids.Keys) { $null = Connect-AgwSession @gateway -AgentId $agent -Guid $guids[$agent] }
} else {
    $null = Connect-AgwSession @gateway -Guid '00000000-0000-0000-0000-000000000000.Benchmark'
}

$known = if ($guids.Count) { [int[]] $guids.Keys | Sort-Object } else { 101..59999 }
$self = [System.Diagnostics.Process]::GetCurrentProcess()
'{}'
while ($line = [Console]::In.ReadLine()) {
    $count = [int] $line
    $agents = for ($i = 0; $i -lt $count; $i++) { $known[$i % $known.Count] }
    $self.Refresh()
    $cpu = $self.TotalProcessorTime
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $results = @($agents | Stop-AgwConfVoice -ThrottleLimit $Window)
    $watch.Stop()
    $self.Refresh()
    ConvertTo-Json -Compress -InputObject @{
        count = $count; seconds = $watch.Elapsed.TotalSeconds; cpuMilliseconds = ($self.TotalProcessorTime - $cpu).TotalMilliseconds
        succeeded = $results.Count; megaBytes = $self.WorkingSet64 / 1MB
    }
}
