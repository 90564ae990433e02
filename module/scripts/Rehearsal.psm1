# Starts the simulator of a gateway for the tests of a script. See about_AgwRehearsal.
Set-StrictMode -Version 3.0

# Windows PowerShell can't ignore a certificate in Invoke-RestMethod, and a script block can't run on the thread that checks it.
$script:Pin = @'
using System;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;

namespace AgentGateway.Rehearsal
{
    public static class Pin
    {
        public static RemoteCertificateValidationCallback For(string thumbprint)
        {
            return (sender, certificate, chain, errors) =>
            {
                using (var sha = SHA256.Create())
                {
                    var hash = BitConverter.ToString(sha.ComputeHash(certificate.GetRawCertData())).Replace("-", "");
                    return string.Equals(hash, thumbprint, StringComparison.OrdinalIgnoreCase);
                }
            };
        }
    }
}
'@

function Start-Rehearsal {
    <#
    .SYNOPSIS
        Starts the simulator and returns how to connect to it.
    .DESCRIPTION
        The simulator listens on a free port of this computer only. It ends with Stop-Rehearsal, or with this process.

        The output has the properties Uri, CACertificate, and Credential, which Connect-AgwSession and cleanup.ps1 accept, and Thumbprint,
        Scenario, and Process.
    .PARAMETER Scenario
        Specifies a scenario: a file, or the name of one that comes with the simulator.
    .PARAMETER Option
        Specifies other options of the simulator, such as '--latency', 50. They take precedence over those of the scenario.
    .PARAMETER SimulatorPath
        Specifies the simulator: the tool agentgateway-simulator, or its .dll. The default is the tool in $env:PATH.
    .PARAMETER TimeoutSeconds
        Specifies the maximum time until the simulator is ready.
    .EXAMPLE
        $gateway = Start-Rehearsal night-cleanup
    #>
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType([pscustomobject])]
    param(
        [Parameter(Position = 0)] [string] $Scenario,
        [string[]] $Option = @(),
        [string] $SimulatorPath = 'agentgateway-simulator',
        [ValidateRange(1, 600)] [int] $TimeoutSeconds = 60
    )

    $tool = Get-Command -Name $SimulatorPath -CommandType Application, ExternalScript -ErrorAction Ignore | Select-Object -First 1
    $path = if ($tool) { $tool.Path } elseif (Test-Path -LiteralPath $SimulatorPath) { (Resolve-Path -LiteralPath $SimulatorPath).Path }
    if (-not $path) {
        throw "The simulator $SimulatorPath was not found. Install it: dotnet tool install --global AgentGateway.Simulator"
    }

    $arguments = $Option
    if ($Scenario) {
        $file = if (Test-Path -LiteralPath $Scenario) { (Resolve-Path -LiteralPath $Scenario).Path } else { $Scenario }
        $arguments += '--scenario', $file
    }

    $arguments += '--exit-with-parent', "$PID"
    if ($path -like '*.dll') { $path, $arguments = 'dotnet', (@($path) + $arguments) }
    if (-not $PSCmdlet.ShouldProcess("$path $arguments", 'Start the simulator')) { return }

    $start = [System.Diagnostics.ProcessStartInfo]::new($path)
    # The list of arguments doesn't exist in .NET Framework. No argument ends with a backslash.
    $start.Arguments = ($arguments | ForEach-Object { '"{0}"' -f ($_ -replace '"', '\"') }) -join ' '
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $problem = $process.StandardError.ReadToEndAsync()
    $line = $process.StandardOutput.ReadLineAsync()
    # With a wrong option, the output is the help of the simulator.
    if (-not $line.Wait($TimeoutSeconds * 1000) -or $line.Result -notlike '{*') {
        $hasEnded = $line.IsCompleted -and $process.WaitForExit(5000)
        if (-not $hasEnded) { $process.Kill() }
        $reason = $problem.Result -split '\r?\n' | Where-Object { $_ } | Select-Object -First 1
        if (-not $reason) { $reason = "It was not ready within $TimeoutSeconds seconds." }
        throw "The simulator did not start. $reason"
    }

    $ready = ConvertFrom-Json -InputObject $line.Result
    $password = [securestring]::new()
    $ready.password.ToCharArray() | ForEach-Object { $password.AppendChar($_) }
    [pscustomobject]@{
        Uri           = $ready.address
        CACertificate = $ready.certificate
        Thumbprint    = $ready.thumbprint
        Credential    = [pscredential]::new('agent', $password)
        Scenario      = $ready.scenario
        Process       = $process
    }
}

function Invoke-RehearsalRequest {
    <#
    .SYNOPSIS
        Sends a control request to the simulator and returns its reply.
    .DESCRIPTION
        about_AgwRehearsal lists the requests. An error has the reason that the simulator gives.
    .PARAMETER Rehearsal
        Specifies the output of Start-Rehearsal.
    .PARAMETER Method
        Specifies the HTTP method: GET, POST, or DELETE.
    .PARAMETER Path
        Specifies the path below /simulator/, such as state or agents/101/signout.
    .PARAMETER Body
        Specifies the fields of the request.
    .EXAMPLE
        (Invoke-RehearsalRequest $gateway GET state).conferences
    .EXAMPLE
        Invoke-RehearsalRequest $gateway POST faults @{ fault = 'cutAfter'; agentId = 101; operation = 'releaseAgentConf' }
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0)] [psobject] $Rehearsal,
        [Parameter(Mandatory, Position = 1)] [ValidateSet('GET', 'POST', 'DELETE')] [string] $Method,
        [Parameter(Mandatory, Position = 2)] [string] $Path,
        [Parameter(Position = 3)] [hashtable] $Body = @{}
    )

    if (-not ('AgentGateway.Rehearsal.Pin' -as [type])) { Add-Type -TypeDefinition $script:Pin }
    $request = [System.Net.WebRequest]::CreateHttp("$($Rehearsal.Uri)/simulator/$Path")
    $request.Method = $Method
    $request.Proxy = $null
    $request.ServerCertificateValidationCallback = [AgentGateway.Rehearsal.Pin]::For($Rehearsal.Thumbprint)
    if ($Method -ne 'GET') {
        $bytes = [System.Text.Encoding]::UTF8.GetBytes((ConvertTo-Json -InputObject $Body -Depth 20 -Compress))
        $request.ContentType = 'application/json; charset=UTF-8'
        $stream = $request.GetRequestStream()
        try { $stream.Write($bytes, 0, $bytes.Length) } finally { $stream.Dispose() }
    }

    try {
        $response = $request.GetResponse()
    }
    catch {
        $failure = $_.Exception.GetBaseException()
        $refusal = if ($failure -is [System.Net.WebException]) { $failure.Response }
        if (-not $refusal) { throw "The simulator did not answer $Method $Path. $($failure.Message)" }
        throw "The simulator refused $Method $Path. $((Read-RehearsalReply -Response $refusal).error)"
    }

    Read-RehearsalReply -Response $response
}

function Stop-Rehearsal {
    <#
    .SYNOPSIS
        Stops the simulator.
    .PARAMETER Rehearsal
        Specifies the output of Start-Rehearsal. A simulator that has ended is no error.
    .EXAMPLE
        Stop-Rehearsal $gateway
    #>
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory, Position = 0, ValueFromPipeline)] [psobject] $Rehearsal)

    process {
        if (-not $PSCmdlet.ShouldProcess($Rehearsal.Uri, 'Stop the simulator')) { return }
        if (-not $Rehearsal.Process.HasExited) { $Rehearsal.Process.Kill() }
        $Rehearsal.Process.WaitForExit()

        # A process that is killed can't delete its certificate.
        Remove-Item -LiteralPath $Rehearsal.CACertificate -ErrorAction Ignore
    }
}

function Read-RehearsalReply([System.Net.WebResponse] $Response) {
    $reader = [System.IO.StreamReader]::new($Response.GetResponseStream())
    try { ConvertFrom-Json -InputObject $reader.ReadToEnd() } finally { $reader.Dispose(); $Response.Dispose() }
}

Export-ModuleMember -Function Start-Rehearsal, Invoke-RehearsalRequest, Stop-Rehearsal
