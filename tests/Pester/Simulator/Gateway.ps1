# Starts and ends simulated gateways, and calls their control interface.

function Get-TestGateway {
    <#
    .SYNOPSIS
    The running simulator: Address, Certificate (path), Thumbprint. Starts it if the environment doesn't specify one.
    #>
    if (-not $script:Gateway) {
        $script:Gateway = if ($env:AGW_TEST_GATEWAY) { ConvertFrom-ReadyMessage -Message $env:AGW_TEST_GATEWAY } else { Open-TestGateway }
    }

    $script:Gateway
}

function Open-TestGateway {
    <#
    .SYNOPSIS
    Starts a simulator that ends with this process, and waits until it is ready.
    #>
    param([string[]] $Option = @())

    if ($env:AGW_TEST_SERVER) {
        return Invoke-TestServer -Command OpenGateway -Argument @{ Option = $Option }
    }

    $configuration = if ($env:AGW_TEST_CONFIGURATION) { $env:AGW_TEST_CONFIGURATION } else { 'Debug' }
    $folder = [System.IO.Path]::Combine($script:Root, 'src', 'AgentGateway.Simulator', 'bin', $configuration, 'net10.0')
    $program = [System.IO.Path]::Combine($folder, 'agentgateway-simulator.dll')
    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
    $start.Arguments = (@("`"$program`"", '--exit-with-parent', $PID) + $Option) -join ' '
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $ready = $process.StandardOutput.ReadLine()
    if (-not $ready) {
        throw "The simulator did not start: $($process.StandardError.ReadToEnd())"
    }

    ConvertFrom-ReadyMessage -Message $ready
}

function Close-TestGateway {
    <#
    .SYNOPSIS
    Ends a simulator of Open-TestGateway, and deletes its certificate.
    #>
    param([Parameter(Mandatory, ValueFromPipeline)] [object] $Gateway)

    process {
        if ($env:AGW_TEST_SERVER) {
            $null = Invoke-TestServer -Command CloseGateway -Argument @{
                ProcessId   = $Gateway.ProcessId
                Certificate = $Gateway.Certificate
            }
            return
        }

        $process = Get-Process -Id $Gateway.ProcessId
        $process.Kill()
        $process.WaitForExit()
        Remove-Item -LiteralPath $Gateway.Certificate
    }
}

function ConvertFrom-ReadyMessage([string] $Message) {
    $facts = ConvertFrom-Json -InputObject $Message
    [pscustomobject]@{
        Address     = $facts.address
        Certificate = $facts.certificate
        Thumbprint  = $facts.thumbprint
        ProcessId   = $facts.processId
    }
}

function Invoke-TestControl {
    <#
    .SYNOPSIS
    Calls the control interface of the simulator.
    #>
    param(
        [ValidateSet('Get', 'Post', 'Delete')] [string] $Method = 'Get',
        [Parameter(Mandatory)] [string] $Path,
        [hashtable] $Body,
        [object] $Gateway = (Get-TestGateway),
        [switch] $MayBeMissing
    )

    $uri = "$($Gateway.Address.TrimEnd('/'))/simulator/$Path"
    $json = if ($Body) { ConvertTo-Json -InputObject $Body -Depth 8 -Compress } else { '{}' }
    $answer = if ($PSVersionTable.PSEdition -eq 'Core') {
        $call = @{ Uri = $uri; Method = $Method; ContentType = 'application/json'; Body = if ($Method -eq 'Post') { $json } }
        Invoke-RestMethod @call -SkipCertificateCheck -SkipHttpErrorCheck -NoProxy
    }
    else {
        # Windows PowerShell can't skip the certificate check for a single call. Windows contains curl.
        $options = '--silent', '--insecure', '--noproxy', '*', '--request', $Method.ToUpperInvariant(), '--data-binary', '@-'
        $text = $json | & curl.exe @options --header 'Content-Type: application/json' $uri
        ConvertFrom-Json -InputObject ($text -join "`n")
    }

    if ($answer -isnot [array] -and $answer.PSObject.Properties['error'] -and -not $MayBeMissing) {
        throw "The simulator refused $Method $($Path): $($answer.error)"
    }

    # Unrolls an array, which would otherwise be a single object.
    $answer | ForEach-Object { $_ }
}
