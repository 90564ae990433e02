<# .SYNOPSIS The common part of the contenders in PowerShell, for dot-sourcing: the GUIDs, the agents and the loop. #>
param([string] $GuidPath)

$guids = if ($GuidPath) { Get-Content -Raw -LiteralPath $GuidPath | ConvertFrom-Json -AsHashtable } else { @{} }
$known = if ($guids.Count) { [int[]] $guids.Keys | Sort-Object } else { 101..59999 }

function Invoke-Contender {
    <# .SYNOPSIS Measures -Call for each count in standard input. -Succeeded counts its successful results outside the measurement. #>
    param([scriptblock] $Call, [scriptblock] $Succeeded)

    $self = [System.Diagnostics.Process]::GetCurrentProcess()
    '{}'
    while ($line = [Console]::In.ReadLine()) {
        $count = [int] $line
        $agents = for ($i = 0; $i -lt $count; $i++) { $known[$i % $known.Count] }
        $self.Refresh()
        $cpu = $self.TotalProcessorTime
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $results = @(& $Call $agents)
        $watch.Stop()
        $self.Refresh()
        ConvertTo-Json -Compress -InputObject @{
            count = $count; seconds = $watch.Elapsed.TotalSeconds; cpuMilliseconds = ($self.TotalProcessorTime - $cpu).TotalMilliseconds
            succeeded = & $Succeeded $results; megaBytes = $self.WorkingSet64 / 1MB
        }
    }
}
