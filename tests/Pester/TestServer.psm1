# A suite that runs under Wine can't start programs of this machine or open TLS servers. Another process does this for it, and accepts
# commands by HTTP. $env:AGW_TEST_SERVER contains its address.

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

function Invoke-TestServer {
    <#
    .SYNOPSIS
    Runs a command of the test server.
    #>
    param([Parameter(Mandatory)] [string] $Command, [hashtable] $Argument = @{})

    $body = ConvertTo-Json -InputObject @{ command = $Command; argument = $Argument } -Depth 4 -Compress
    $call = @{
        Uri         = $env:AGW_TEST_SERVER
        Method      = 'Post'
        Body        = ([System.Text.Encoding]::UTF8.GetBytes($body))
        ContentType = 'application/json'
        NoProxy     = $true
    }
    $reply = Invoke-RestMethod @call
    if ($reply.error) {
        throw "The test server could not run $($Command): $($reply.error)"
    }

    $reply.result
}

function Open-TestServer {
    <#
    .SYNOPSIS
    Listens on a free port of this machine, with a random path. Returns Address, Listener.
    #>
    $free = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $free.Start()
    $port = $free.LocalEndpoint.Port
    $free.Stop()

    $address = "http://127.0.0.1:$port/$([guid]::NewGuid().ToString('N'))/"
    $listener = [System.Net.HttpListener]::new()
    $listener.Prefixes.Add($address)
    $listener.Start()
    [pscustomobject]@{ Address = $address; Listener = $listener; Pending = $null }
}

function Receive-TestServerCommand {
    <#
    .SYNOPSIS
    Replies to commands, one at a time, until a process ends.
    #>
    param(
        [Parameter(Mandatory)] [object] $Server,
        # A script for each command. It receives the argument and returns the result.
        [Parameter(Mandatory)] [hashtable] $Handler,
        [Parameter(Mandatory)] [System.Diagnostics.Process] $Process
    )

    # A request that is pending when a process ends is the first request of the next process.
    if (-not $Server.Pending) {
        $Server.Pending = $Server.Listener.GetContextAsync()
    }

    while (-not $Process.HasExited) {
        if ($Server.Pending.Wait(100)) {
            $context = $Server.Pending.Result
            $Server.Pending = $Server.Listener.GetContextAsync()
            Send-Reply -Context $context -Handler $Handler
        }
    }
}

function Send-Reply([System.Net.HttpListenerContext] $Context, [hashtable] $Handler) {
    $reply = @{ result = $null; error = $null }
    try {
        $text = [System.IO.StreamReader]::new($Context.Request.InputStream, [System.Text.Encoding]::UTF8).ReadToEnd()
        $request = ConvertFrom-Json -InputObject $text -AsHashtable
        $reply.result = & $Handler[$request.command] $request.argument
    }
    catch {
        $reply.error = "$_"
    }

    $bytes = [System.Text.Encoding]::UTF8.GetBytes((ConvertTo-Json -InputObject $reply -Depth 4 -Compress))
    $Context.Response.ContentType = 'application/json; charset=utf-8'
    $Context.Response.Close($bytes, $true)
}

Export-ModuleMember -Function Invoke-TestServer, Open-TestServer, Receive-TestServerCommand
