<# .SYNOPSIS Runs a long pipeline and reports memory at regular intervals. #>
param([string] $ModulePath, [uri] $Uri, [string] $Certificate, [int] $Count, [int] $Samples, [ValidateSet('whatif', 'send')] [string] $How)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module -Name $ModulePath
$gateway = @{ Uri = $Uri; CACertificate = $Certificate; NoProxy = $true; MaximumAgentId = 999999 }
$null = Connect-AgwSession @gateway -Guid '00000000-0000-0000-0000-000000000000.Benchmark'
$self = [System.Diagnostics.Process]::GetCurrentProcess()
$watch = [System.Diagnostics.Stopwatch]::StartNew()

# Creates the IDs one by one, because an array of a million IDs would use memory itself.
function Get-Agent {
    $every = [int] ($Count / $Samples)
    for ($i = 0; $i -lt $Count; $i++) {
        101 + ($i % 999899)
        if (($i + 1) % $every -eq 0) {
            $heap = [GC]::GetTotalMemory($true) / 1MB
            $self.Refresh()
            $format = '{{"done":{0},"seconds":{1:0.00},"workingSet":{2:0.0},"heap":{3:0.00}}}'
            $values = ($i + 1), $watch.Elapsed.TotalSeconds, ($self.WorkingSet64 / 1MB), $heap
            [Console]::Out.WriteLine([string]::Format([cultureinfo]::InvariantCulture, $format, $values))
        }
    }
}

if ($How -eq 'whatif') {
    Get-Agent | Stop-AgwConfVoice -WhatIf | Out-Null
} else {
    Get-Agent | Stop-AgwConfVoice | Out-Null
}
