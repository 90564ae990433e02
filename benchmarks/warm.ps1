<# .SYNOPSIS Contenders in C# and cmdlets, in turns in this process. Writes a line of JSON for each turn of a contender. #>
param(
    [string] $ModulePath, [uri] $Uri, [string] $Certificate, [int] $Window, [string] $GuidPath,
    [string] $Program, [int] $Count, [int] $Turns
)

$ErrorActionPreference = 'Stop'
Import-Module -Name $ModulePath
Import-Module -Name $Program
$null = $GuidPath
$null = Connect-AgwSession -Uri $Uri -CACertificate $Certificate -NoProxy -Guid '00000000-0000-0000-0000-000000000000.Benchmark'
$agents = [int[]] (101..(100 + $Count))
$contenders = [AgentGateway.Benchmarks.WarmContenders]::new($Uri, $Certificate, $Window)
$calls = [ordered] @{
    bare    = { $contenders.RunBare($Count) }
    client  = { $contenders.RunClient($Count) }
    empty   = { @($agents | Test-Empty -ThrottleLimit $Window).Count }
    piped   = { @($agents | Stop-AgwConfVoice -ThrottleLimit $Window).Count }
    array   = { @(Stop-AgwConfVoice -AgentId $agents -ThrottleLimit $Window).Count }
    dropped = { $agents | Stop-AgwConfVoice -ThrottleLimit $Window | Out-Null; $Count }
}

$self = [System.Diagnostics.Process]::GetCurrentProcess()
$names = [string[]] $calls.Keys
foreach ($turn in 1..$Turns) {
    foreach ($place in 0..($names.Count - 1)) {
        # The order changes in each turn, so that none of them always follows the same one.
        $name = $names[($place + $turn) % $names.Count]
        $self.Refresh()
        $cpu = $self.TotalProcessorTime
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $succeeded = & $calls[$name]
        $watch.Stop()
        $self.Refresh()
        ConvertTo-Json -Compress -InputObject @{
            contender = $name; turn = $turn; seconds = $watch.Elapsed.TotalSeconds; succeeded = $succeeded
            cpuMilliseconds = ($self.TotalProcessorTime - $cpu).TotalMilliseconds
        }
    }
}

$contenders.Dispose()
