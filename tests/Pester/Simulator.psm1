# What the Pester files share: one simulated gateway for the whole run, its control surface, agents that no other test uses.
# Every test takes agents of its own and changes no setting of the gateway, so that no file depends on another.

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$script:Root = (Resolve-Path -LiteralPath ([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))).Path
$script:ModulePath = if ($env:AGW_TEST_MODULE) { $env:AGW_TEST_MODULE } else { [System.IO.Path]::Combine($script:Root, 'out', 'AgentGateway', 'AgentGateway.psd1') }

if ($env:AGW_TEST_SERVER) {
    Import-Module -Name "$PSScriptRoot/TestServer.psm1"
}

# Imported once a process (never with -Force), so that the files share the gateway and none uses another's agents.
$script:Gateway = $null
$script:LastAgent = 100

function Get-TestModule {
    <#
    .SYNOPSIS
    The path of the module that is tested.
    #>
    $script:ModulePath
}

function Get-TestFramework {
    <#
    .SYNOPSIS
    Which build of the module is tested: net8.0, or net472, the one for Windows PowerShell 5.1.
    #>
    $target = [AgentGateway.AgwSession].Assembly.GetCustomAttributes([System.Runtime.Versioning.TargetFrameworkAttribute], $false).FrameworkName
    if ($target -like '.NETFramework,*') { 'net472' } else { 'net8.0' }
}

function Import-TestModule {
    <#
    .SYNOPSIS
    Imports the module, starts the gateway, forgets earlier requests and faults. For BeforeAll of each file.
    #>
    Import-Module -Name $script:ModulePath -Scope Global
    $null = Get-TestGateway
    $null = Invoke-TestControl -Method Delete -Path faults
    $null = Invoke-TestControl -Method Delete -Path requests
}

function Disconnect-TestAgent {
    <#
    .SYNOPSIS
    Lets go of all sessions of this runspace. For AfterAll of each file.
    #>
    $null = Invoke-TestControl -Method Delete -Path faults
    Get-AgwSession | Disconnect-AgwSession -Force -Confirm:$false -ErrorAction SilentlyContinue
}

function Get-TestGateway {
    <#
    .SYNOPSIS
    The running simulator: Address, Certificate (path), Thumbprint. Starts it the first time, unless one is given in the environment.
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
    $program = [System.IO.Path]::Combine($script:Root, 'src', 'AgentGateway.Simulator', 'bin', $configuration, 'net10.0', 'agentgateway-simulator.dll')
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
    Ends a simulator of Open-TestGateway. A simulator that is killed does not delete its certificate.
    #>
    param([Parameter(Mandatory, ValueFromPipeline)] [object] $Gateway)

    process {
        if ($env:AGW_TEST_SERVER) {
            $null = Invoke-TestServer -Command CloseGateway -Argument @{ ProcessId = $Gateway.ProcessId; Certificate = $Gateway.Certificate }
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
    One call of the simulator's control surface.
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
        Invoke-RestMethod -Uri $uri -Method $Method -SkipCertificateCheck -SkipHttpErrorCheck -NoProxy -ContentType 'application/json' -Body $(if ($Method -eq 'Post') { $json })
    }
    else {
        # Windows PowerShell cannot pass over a certificate for a single call; curl comes with Windows.
        $text = $json | & curl.exe --silent --insecure --noproxy '*' --request $Method.ToUpperInvariant() --header 'Content-Type: application/json' --data-binary '@-' $uri
        ConvertFrom-Json -InputObject ($text -join "`n")
    }

    if ($answer -isnot [array] -and $answer.PSObject.Properties['error'] -and -not $MayBeMissing) {
        throw "The simulator refused $Method $($Path): $($answer.error)"
    }

    # One by one: an array would come out as a single object.
    $answer | ForEach-Object { $_ }
}

function Get-TestRequest {
    <#
    .SYNOPSIS
    The requests that the gateway has seen for agents, oldest first; without polls.
    #>
    param([int[]] $AgentId, [string] $Operation)

    $query = if ($Operation) { "?operation=$Operation" } else { '?' }
    $agents = if ($AgentId) { $AgentId | Sort-Object -Unique } else { @('') }
    $requests = foreach ($agent in $agents) {
        Invoke-TestControl -Path $(if ($agent) { "requests$query&agentId=$agent" } else { "requests$query" })
    }

    $requests | Where-Object { $Operation -or $_.operation -ne 'getAgentEvent' } | Sort-Object -Property sequence
}

function Get-TestAgentState {
    <#
    .SYNOPSIS
    How the gateway sees an agent.
    #>
    param([Parameter(Mandatory)] [int] $AgentId)

    Invoke-TestControl -Path "agents/$AgentId"
}

function Get-TestConference {
    <#
    .SYNOPSIS
    A conference as the gateway sees it; nothing if it is gone.
    #>
    param([Parameter(Mandatory)] [long] $ConferenceId)

    Invoke-TestControl -Path "conferences/$ConferenceId" -MayBeMissing | Where-Object { $_.PSObject.Properties['confId'] }
}

function Get-TestAgent {
    <#
    .SYNOPSIS
    IDs of agents that no other test uses.
    #>
    param([int] $Count = 1)

    1..$Count | ForEach-Object {
        $script:LastAgent++
        # The inspectors.
        if ($script:LastAgent -eq 900) { $script:LastAgent = 902 }
        $script:LastAgent
    }
}

function Get-TestCredential {
    <#
    .SYNOPSIS
    Name and password that every agent of the simulator takes; or a wrong one.
    #>
    param([string] $Word = 'secret')

    [pscredential]::new('agent', [System.Net.NetworkCredential]::new('', $Word).SecurePassword)
}

function Connect-TestAgent {
    <#
    .SYNOPSIS
    Signs agents in, of which no other test has any; the sessions.
    #>
    param([int] $Count = 1, [int[]] $AgentId = (Get-TestAgent -Count $Count), [hashtable] $Option = @{})

    $gateway = Get-TestGateway
    $AgentId | Connect-AgwSession -Uri $gateway.Address -Credential (Get-TestCredential) -CACertificate $gateway.Certificate -NoProxy -NoDefault @Option |
        Sort-Object -Property AgentId
}

function Connect-TestChairperson {
    <#
    .SYNOPSIS
    Signs agents in that each lead a conference with a phone and an agent; the sessions.
    #>
    param([int] $Count = 1, [object[]] $Participant = @(@{ addressType = '6'; address = '88887946' }))

    foreach ($session in Connect-TestAgent -Count $Count) {
        $null = Add-TestConference -AgentId $session.AgentId -Participant $Participant
        $session
    }
}

function Add-TestConference {
    <#
    .SYNOPSIS
    Starts a conference at the gateway; its ID.
    #>
    param([Parameter(Mandatory)] [int] $AgentId, [object[]] $Participant = @(), [int] $AgeMinutes = 0)

    (Invoke-TestControl -Method Post -Path conferences -Body @{ chairperson = $AgentId; participants = $Participant; ageMinutes = $AgeMinutes }).confId
}

function Add-TestFault {
    <#
    .SYNOPSIS
    Orders a fault for an agent's next calls.
    #>
    param(
        [Parameter(Mandatory)] [int] $AgentId,
        # Named always: without, the next poll would be hit.
        [Parameter(Mandatory)] [string] $Operation,
        [Parameter(Mandatory)] [string] $Fault,
        [int] $Count = 1,
        [hashtable] $Detail = @{}
    )

    $null = Invoke-TestControl -Method Post -Path faults -Body (@{ agentId = $AgentId; operation = $Operation; fault = $Fault; count = $Count } + $Detail)
}

function Connect-TestInvitee {
    <#
    .SYNOPSIS
    Signs two agents in; the first has a conference, the second's phone rings with an invitation to it.
    #>
    $chairperson, $invitee = Connect-TestAgent -Count 2
    $null = Add-TestConference -AgentId $chairperson.AgentId
    $null = Add-AgwParticipant -Session $chairperson -Address $invitee.AgentId -AddressType AgentId
    Wait-TestCondition { (Get-TestAgentState -AgentId $invitee.AgentId).stage -eq 'Ringing' }
    [pscustomobject]@{ Chairperson = $chairperson; Invitee = $invitee }
}

function Get-TestGuid {
    <#
    .SYNOPSIS
    The GUID of a session, in the open: to look for it where it must not be, and to lend it.
    #>
    param([Parameter(Mandatory)] [AgentGateway.AgwSession] $Session)

    [System.Net.NetworkCredential]::new('', $Session.GetGuid()).Password
}

function Format-TestBody {
    <#
    .SYNOPSIS
    A JSON object with its fields sorted, so that bodies compare as text, types included.
    #>
    param([Parameter(Mandatory)] [string] $Body)

    $fields = ConvertFrom-Json -InputObject $Body
    $sorted = [ordered]@{}
    foreach ($name in $fields.PSObject.Properties.Name | Sort-Object) {
        $sorted[$name] = $fields.$name
    }

    ConvertTo-Json -InputObject $sorted -Depth 8 -Compress
}

function Invoke-TestRunspace {
    <#
    .SYNOPSIS
    Runs a script in a runspace of its own, whose host can ask nobody: Output, Errors, Failure (what ended it), and Text, everything it said.
    #>
    param(
        [Parameter(Mandatory)] [string] $Script,
        [hashtable] $Variable = @{},
        # One that is there already, from Open-TestRunspace: opening one takes its time.
        [System.Management.Automation.Runspaces.Runspace] $Runspace
    )

    $shell = [powershell]::Create()
    $own = if (-not $Runspace) { $Runspace = Open-TestRunspace; $Runspace }
    try {
        foreach ($name in $Variable.Keys) {
            $Runspace.SessionStateProxy.SetVariable($name, $Variable[$name])
        }

        $shell.Runspace = $Runspace
        $null = $shell.AddScript($Script, $true)
        $failure = $null
        $output = @()
        try {
            $output = @($shell.Invoke())
        }
        catch {
            $failure = $_.Exception.InnerException
        }

        $streams = $shell.Streams
        [pscustomobject]@{
            Output  = $output
            Errors  = @($streams.Error)
            Failure = $failure
            Text    = @($output; $streams.Error; $streams.Warning; $streams.Verbose; $streams.Debug; $streams.Information; $streams.Progress; $failure) | Out-String -Width 500
        }
    }
    finally {
        $shell.Dispose()
        if ($own) { $own.Dispose() }
    }
}

function Open-TestRunspace {
    <#
    .SYNOPSIS
    A runspace that has the module and nobody who could be asked.
    #>
    $state = [System.Management.Automation.Runspaces.InitialSessionState]::CreateDefault2()
    $state.ImportPSModule($script:ModulePath)
    $runspace = [System.Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace($state)
    $runspace.Open()
    $runspace
}

function Wait-TestCondition {
    <#
    .SYNOPSIS
    Waits for what happens elsewhere: as short as possible, and never for ever.
    #>
    param([Parameter(Mandatory)] [scriptblock] $Condition, [int] $Seconds = 10)

    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($watch.Elapsed.TotalSeconds -gt $Seconds) {
            throw "It never came to this: $Condition"
        }

        Start-Sleep -Milliseconds 20
    }
}

function Invoke-TestProcess {
    <#
    .SYNOPSIS
    Runs a script in a PowerShell process of its own, in which nobody can answer a prompt: Output, Errors, ExitCode.
    #>
    param([Parameter(Mandatory)] [string] $Script, [int] $Seconds = 60)

    $gateway = Get-TestGateway
    $preamble = @"
`$ErrorActionPreference = 'Stop'
`$uri = '$($gateway.Address)'
`$certificate = '$($gateway.Certificate)'
`$credential = [pscredential]::new('agent', [System.Net.NetworkCredential]::new('', 'secret').SecurePassword)
`$modulePath = '$script:ModulePath'
Import-Module -Name `$modulePath

"@
    $command = & ([System.IO.Path]::Combine($script:Root, 'tools', 'Get-PowerShellCommand.ps1'))
    $start = [System.Diagnostics.ProcessStartInfo]::new($command.FilePath)
    $start.Arguments = ($command.ArgumentList | ForEach-Object { "`"$_`" " }) + '-NoProfile -NonInteractive -OutputFormat Text -EncodedCommand ' + [System.Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($preamble + $Script))
    $start.UseShellExecute = $false
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $process.StandardInput.Close()
    $output = $process.StandardOutput.ReadToEndAsync()
    $errors = $process.StandardError.ReadToEndAsync()
    if (-not $process.WaitForExit($Seconds * 1000)) {
        $process.Kill()
        throw "The process did not end within $Seconds seconds. It wrote: $($output.GetAwaiter().GetResult())"
    }

    [pscustomobject]@{
        Output   = $output.GetAwaiter().GetResult().Trim()
        Errors   = $errors.GetAwaiter().GetResult().Trim()
        ExitCode = $process.ExitCode
    }
}

Export-ModuleMember -Function *-Test*
