<# .SYNOPSIS Starts a pipeline whose calls get no reply, stops it as Ctrl+C does, and reports the time until it has stopped. #>
param([string] $ModulePath, [uri] $Uri, [string] $Certificate, [int] $Window)

$ErrorActionPreference = 'Stop'
Import-Module -Name $ModulePath
$gateway = @{ Uri = $Uri; CACertificate = $Certificate; NoProxy = $true; OperationTimeoutSeconds = 600 }
$session = Connect-AgwSession @gateway -Guid '00000000-0000-0000-0000-000000000000.Benchmark'
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

$wait = [System.Diagnostics.Stopwatch]::StartNew()
while ((Get-ConnectionCount) -lt $Window -and -not $handle.IsCompleted -and $wait.Elapsed.TotalSeconds -lt 120) {
    Start-Sleep -Milliseconds 200
}

# After connecting, the TLS handshakes still take time.
Start-Sleep -Seconds 5
$underWay = Get-ConnectionCount
$watch = [System.Diagnostics.Stopwatch]::StartNew()
$shell.Stop()
$watch.Stop()
'{{"underWay":{0},"milliseconds":{1}}}' -f $underWay, $watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
