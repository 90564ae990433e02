<# .SYNOPSIS Begins a pipeline whose calls are never answered, presses Ctrl+C, and says how long it took until the prompt was back. #>
param([string] $ModulePath, [uri] $Uri, [string] $Certificate, [int] $Window)

$ErrorActionPreference = 'Stop'
Import-Module -Name $ModulePath
$session = Connect-AgwSession -Uri $Uri -CACertificate $Certificate -NoProxy -Guid '00000000-0000-0000-0000-000000000000.Benchmark' -OperationTimeoutSeconds 600
$shell = [powershell]::Create()
$null = $shell.AddScript({
        param($modulePath, $session, $window)
        Import-Module -Name $modulePath
        101..20000 | Stop-AgwConfVoice -Session $session -ThrottleLimit $window
    }).AddArgument($ModulePath).AddArgument($session).AddArgument($Window)
$handle = $shell.BeginInvoke()

function Get-ConnectionCount {
    @([System.Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpConnections() |
            Where-Object { $_.RemoteEndPoint.Port -eq $Uri.Port -and $_.State -eq 'Established' }).Count
}

$patience = [System.Diagnostics.Stopwatch]::StartNew()
while ((Get-ConnectionCount) -lt $Window -and -not $handle.IsCompleted -and $patience.Elapsed.TotalSeconds -lt 120) { Start-Sleep -Milliseconds 200 }
# Connected is not yet sent: the handshakes take a moment.
Start-Sleep -Seconds 5
$underWay = Get-ConnectionCount
$watch = [System.Diagnostics.Stopwatch]::StartNew()
$shell.Stop()
$watch.Stop()
'{{"underWay":{0},"milliseconds":{1}}}' -f $underWay, $watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
