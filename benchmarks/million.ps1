<# .SYNOPSIS A long pipeline; memory at regular counts. #>
param([string] $ModulePath, [uri] $Uri, [string] $Certificate, [int] $Count, [int] $Samples, [ValidateSet('whatif', 'send')] [string] $How)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module -Name $ModulePath
$null = Connect-AgwSession -Uri $Uri -CACertificate $Certificate -NoProxy -Guid '00000000-0000-0000-0000-000000000000.Benchmark' -MaximumAgentId 999999
$self = [System.Diagnostics.Process]::GetCurrentProcess()
$watch = [System.Diagnostics.Stopwatch]::StartNew()

# The IDs are made one by one: an array of a million would be memory of its own.
function Get-Agent {
    $every = [int] ($Count / $Samples)
    for ($i = 0; $i -lt $Count; $i++) {
        101 + ($i % 999899)
        if (($i + 1) % $every -eq 0) {
            $heap = [GC]::GetTotalMemory($true) / 1MB
            $self.Refresh()
            [Console]::Out.WriteLine([string]::Format([cultureinfo]::InvariantCulture, '{{"done":{0},"seconds":{1:0.00},"workingSet":{2:0.0},"heap":{3:0.00}}}', $i + 1, $watch.Elapsed.TotalSeconds, $self.WorkingSet64 / 1MB, $heap))
        }
    }
}

if ($How -eq 'whatif') {
    Get-Agent | Stop-AgwConfVoice -WhatIf | Out-Null
} else {
    Get-Agent | Stop-AgwConfVoice | Out-Null
}
