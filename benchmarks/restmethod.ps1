<# .SYNOPSIS A contender: a loop of Invoke-RestMethod. A count comes in, what it took goes out. #>
param([string] $ModulePath, [uri] $Uri, [string] $Certificate, [int] $Window, [string] $GuidPath)

$ErrorActionPreference = 'Stop'
$null = $ModulePath, $Certificate, $Window
$guids = if ($GuidPath) { Get-Content -Raw -LiteralPath $GuidPath | ConvertFrom-Json -AsHashtable } else { @{} }
$known = if ($guids.Count) { [int[]] $guids.Keys | Sort-Object } else { 101..59999 }
$origin = $Uri.GetLeftPart('Authority')
$self = [System.Diagnostics.Process]::GetCurrentProcess()
'{}'
while ($line = [Console]::In.ReadLine()) {
    $count = [int] $line
    $agents = for ($i = 0; $i -lt $count; $i++) { $known[$i % $known.Count] }
    $self.Refresh()
    $cpu = $self.TotalProcessorTime
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $results = @(foreach ($agent in $agents) {
            $guid = if ($guids.Count) { $guids["$agent"] } else { '00000000-0000-0000-0000-000000000000.Benchmark' }
            Invoke-RestMethod -Method Post -Uri "$origin/agentgateway/resource/agentconf/$agent/stopvoicetoconf" -Headers @{ Guid = $guid } -ContentType 'application/json; charset=UTF-8' -SkipCertificateCheck -NoProxy
        })
    $watch.Stop()
    $self.Refresh()
    ConvertTo-Json -Compress -InputObject @{
        count = $count; seconds = $watch.Elapsed.TotalSeconds; cpuMilliseconds = ($self.TotalProcessorTime - $cpu).TotalMilliseconds
        succeeded = @($results | Where-Object retcode -EQ '0').Count; megaBytes = $self.WorkingSet64 / 1MB
    }
}
