# Ctrl+C, Select-Object -First, a failing downstream command, a closed runspace: in every state, the prompt returns within a second, work in
# progress is ended, and nothing is sent afterwards.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }

    function Open-TestPipeline {
        <#
        .SYNOPSIS
        Starts a pipeline in its own runspace, as a console does.
        #>
        param([Parameter(Mandatory)] [string] $Script, [object[]] $Argument = @(), [System.Management.Automation.Host.PSHost] $TestHost)

        $initial = [initialsessionstate]::CreateDefault2()
        $null = $initial.ImportPSModule(@(Get-TestModule))
        $runspace = if ($TestHost) {
            [runspacefactory]::CreateRunspace($TestHost, $initial)
        }
        else {
            [runspacefactory]::CreateRunspace($initial)
        }
        $runspace.Open()
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        $null = $shell.AddScript($Script)
        foreach ($value in $Argument) { $null = $shell.AddArgument($value) }
        $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
        $handle = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
        [pscustomobject]@{ Shell = $shell; Runspace = $runspace; Handle = $handle; Output = $output }
    }

    function Close-TestPipeline {
        <#
        .SYNOPSIS
        Stops the pipeline as Ctrl+C does, and returns the milliseconds until it has stopped.
        #>
        param([Parameter(Mandatory)] [pscustomobject] $Pipeline)

        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $Pipeline.Shell.Stop()
        $watch.Stop()
        $Pipeline.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $Pipeline.Runspace.Dispose()
        $Pipeline.Shell.Dispose()
        $watch.ElapsedMilliseconds
    }

    function Wait-TestPipeline {
        <#
        .SYNOPSIS
        Waits until a pipeline has reached a state. If it doesn't, the error contains the state and the errors of the pipeline.
        #>
        param([Parameter(Mandatory)] [pscustomobject] $Pipeline, [Parameter(Mandatory)] [scriptblock] $Condition)

        try {
            Wait-TestCondition -Seconds 60 $Condition
        } catch {
            $state = $Pipeline.Shell.InvocationStateInfo
            throw "$_ The pipeline is $($state.State) $($state.Reason). Its errors: $($Pipeline.Shell.Streams.Error -join '; ')"
        }
    }

    function Get-TestOperationCount {
        <#
        .SYNOPSIS
        The number of operations that the gateway has carried out for an agent, including those without a reply.
        #>
        param([int] $AgentId, [string] $Operation)

        [int] (Invoke-TestControl -Path state).operations."$AgentId".$Operation
    }

    function Get-TestConnectionCount {
        <#
        .SYNOPSIS
        The number of connections of this machine to the gateway.
        #>
        $port = ([uri] (Get-TestGateway).Address).Port
        # Wine reports that it is out of memory if the connections change while it lists them.
        $all = try {
            [System.Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpConnections()
        } catch [System.Net.NetworkInformation.NetworkInformationException] { @() }
        @($all | Where-Object { $_.RemoteEndPoint.Port -eq $port -and $_.State -eq 'Established' }).Count
    }

    $script:Second = 1000
}

AfterAll { Disconnect-TestAgent }

Describe 'Ctrl+C stops within a second' {
    BeforeEach { $null = Invoke-TestControl -Method Delete -Path faults }

    It 'while it connects' {
        # The backlog is full, so further connections are neither accepted nor refused.
        $listener = [System.Net.Sockets.Socket]::new('InterNetwork', 'Stream', 'Tcp')
        $listener.Bind([System.Net.IPEndPoint]::new([ipaddress]::Loopback, 0))
        $listener.Listen(0)
        $waiting = foreach ($i in 1..8) {
            $client = [System.Net.Sockets.TcpClient]::new()
            $null = $client.ConnectAsync([ipaddress]::Loopback, $listener.LocalEndPoint.Port)
            $client
        }
        try {
            $pipeline = Open-TestPipeline -Argument $listener.LocalEndPoint.Port, (Get-TestCredential) -Script @'
                param($port, $credential)
                Connect-AgwSession -Uri "https://127.0.0.1:$port" -AgentId 101 -Credential $credential -NoProxy
'@
            Start-Sleep -Milliseconds 500
            $pipeline.Handle.IsCompleted | Should -BeFalse
            Close-TestPipeline $pipeline | Should -BeLessThan $Second
        } finally {
            $waiting | ForEach-Object Dispose
            $listener.Dispose()
        }
    }

    It 'during the TLS handshake' {
        # A server that reads the start of the handshake and doesn't reply.
        $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $listener.Start()
        $accepted = $null
        try {
            $pipeline = Open-TestPipeline -Argument $listener.LocalEndpoint.Port, (Get-TestCredential) -Script @'
                param($port, $credential)
                101..110 | Connect-AgwSession -Uri "https://127.0.0.1:$port" -Credential $credential -NoProxy
'@
            Wait-TestCondition { $listener.Pending() }
            $accepted = $listener.AcceptTcpClient()
            Wait-TestCondition { $accepted.Available -gt 0 }
            Close-TestPipeline $pipeline | Should -BeLessThan $Second
        } finally {
            if ($accepted) { $accepted.Dispose() }
            $listener.Stop()
        }
    }

    It 'while it waits for a reply' {
        $session = Connect-TestChairperson
        Add-TestFault -AgentId $session.AgentId -Operation stopVoiceToConf -Fault noAnswer
        $pipeline = Open-TestPipeline -Script 'param($session) $session | Stop-AgwConfVoice' -Argument $session
        Wait-TestPipeline $pipeline { (Get-TestOperationCount $session.AgentId stopVoiceToConf) -eq 1 }

        Close-TestPipeline $pipeline | Should -BeLessThan $Second

        Assert-TestRequestCount -AgentId $session.AgentId -Operation stopVoiceToConf -Count 1
        # PowerShell accepts no errors after Ctrl+C, so the error is read from the session.
        $session.LastError | Should -BeLike '*not known whether*canceled before the reply*'
    }

    It 'while it reads a reply' {
        $session = Connect-TestChairperson
        Add-TestFault -AgentId $session.AgentId -Operation stopVoiceToConf -Fault slowDrip -Detail @{ milliseconds = 5000 }
        $pipeline = Open-TestPipeline -Script 'param($session) $session | Stop-AgwConfVoice' -Argument $session
        Wait-TestPipeline $pipeline { (Get-TestOperationCount $session.AgentId stopVoiceToConf) -eq 1 }
        Start-Sleep -Milliseconds 200

        Close-TestPipeline $pipeline | Should -BeLessThan $Second

        Assert-TestRequestCount -AgentId $session.AgentId -Operation stopVoiceToConf -Count 1
    }

    It 'during the delay before a retry' {
        $session = Connect-TestChairperson
        Add-TestFault -AgentId $session.AgentId -Operation stopVoiceToConf -Fault retCode -Count 9 -Detail @{ retCode = '000-004' }
        $pipeline = Open-TestPipeline -Script 'param($session) $session | Stop-AgwConfVoice' -Argument $session
        Wait-TestPipeline $pipeline { @(Get-TestRequest -AgentId $session.AgentId -Operation stopVoiceToConf).Count -eq 1 }

        Close-TestPipeline $pipeline | Should -BeLessThan $Second

        Assert-TestRequestCount -AgentId $session.AgentId -Operation stopVoiceToConf -Count 1
    }

    It 'while it waits for an event' {
        $session = Connect-TestChairperson
        # The gateway accepts the request but doesn't carry it out, so its event never arrives.
        Add-TestFault -AgentId $session.AgentId -Operation releaseAgentConf -Fault retCode -Detail @{ retCode = '0'; acted = $false }
        $pipeline = Open-TestPipeline -Argument $session -Script @'
            param($session)
            $session | Remove-AgwConference -Wait -TimeoutSeconds 600 -Confirm:$false
'@
        Wait-TestPipeline $pipeline { @(Get-TestRequest -AgentId $session.AgentId -Operation releaseAgentConf).Count -eq 1 }

        Close-TestPipeline $pipeline | Should -BeLessThan $Second

        Assert-TestRequestCount -AgentId $session.AgentId -Operation releaseAgentConf -Count 1
        $session.LastError | Should -BeLike '*accepted, but canceled*'
    }

    It 'while it prompts for confirmation' {
        Add-Type -Path "$PSScriptRoot/PromptingHost.cs"
        $asked = [AgentGateway.Tests.PromptingHost]::new()
        $sessions = Connect-TestChairperson -Count 3
        $pipeline = Open-TestPipeline -TestHost $asked -Script 'param($session) $session | Remove-AgwConference' -Argument (, $sessions)
        Wait-TestPipeline $pipeline { $asked.IsAsking }
        $null = [System.Threading.Tasks.Task]::Delay(300).ContinueWith([System.Action[System.Threading.Tasks.Task]] $asked.AnswerYes)

        # The host answers Yes only after Ctrl+C, so nothing may be sent.
        Close-TestPipeline $pipeline | Should -BeLessThan $Second

        Assert-TestRequestCount -AgentId $sessions.AgentId -Operation releaseAgentConf -Count 0
    }

    It 'while agents sign in, and each agent whose reply is missing is signed out or reported' {
        $gateway = Get-TestGateway
        $agents = Get-TestAgent -Count 12
        # The gateway signs the agents in, and answers only after Ctrl+C.
        foreach ($agent in $agents[2..11]) {
            Add-TestFault -AgentId $agent -Operation login -Fault latency -Detail @{ milliseconds = 2500 }
        }
        $pipeline = Open-TestPipeline -Argument $agents, $gateway, (Get-TestCredential) -Script @'
            param($agents, $gateway, $credential)
            $option = @{ Uri = $gateway.Address; CACertificate = $gateway.Certificate; NoProxy = $true; Credential = $credential }
            $agents | Connect-AgwSession @option -OutVariable connected
'@
        Wait-TestPipeline $pipeline { @(Get-TestRequest -AgentId $agents -Operation login).Count -eq $agents.Count }
        Wait-TestPipeline $pipeline { $pipeline.Output.Count -eq 2 }

        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $pipeline.Shell.Stop()
        $watch.ElapsedMilliseconds | Should -BeLessThan $Second

        $known = {
            $shell = [powershell]::Create()
            $shell.Runspace = $pipeline.Runspace
            $shell.AddCommand('Get-AgwSession').Invoke().AgentId
            $shell.Dispose()
        }
        & $known | Should -Be $agents[0, 1]
        Wait-TestCondition { -not ($agents[2..11] | Where-Object { (Get-TestAgentState -AgentId $_).signedIn }) }
        & $known | Should -Be $agents[0, 1]
        (Get-TestAgentState -AgentId $agents[0]).signedIn | Should -BeTrue
        @(
            $pipeline.Runspace.SessionStateProxy.GetVariable('Error') |
                Where-Object FullyQualifiedErrorId -EQ 'OutcomeUnknown,AgentGateway.Commands.ConnectAgwSessionCommand'
            ).TargetObject |
                Sort-Object | Should -Be $agents[2..11]
        $pipeline.Runspace.Dispose()
        $pipeline.Shell.Dispose()
    }

    It 'with two hundred calls in progress' {
        $gateway = Get-TestGateway
        $option = @{
            Uri           = $gateway.Address
            Guid          = '00000000-0000-0000-0000-000000000000.Nobody'
            CACertificate = $gateway.Certificate
            NoProxy       = $true
            NoDefault     = $true
        }
        $sharedSession = Connect-AgwSession @option
        $null = Invoke-TestControl -Method Post -Path faults -Body @{ operation = 'stopVoiceToConf'; fault = 'noAnswer'; acted = $false }
        $null = Invoke-TestControl -Method Delete -Path requests
        $pipeline = Open-TestPipeline -Argument $sharedSession -Script @'
            param($session)
            2001..3000 | Stop-AgwConfVoice -Session $session -ThrottleLimit 200
'@
        Wait-TestPipeline $pipeline { (Get-TestConnectionCount) -ge 200 }
        Start-Sleep -Milliseconds 500

        Close-TestPipeline $pipeline | Should -BeLessThan $Second

        Start-Sleep -Milliseconds 1500
        $reached = @(Get-TestRequest -Operation stopVoiceToConf)
        $reached.Count | Should -BeGreaterThan 0
        $reached.Count | Should -BeLessOrEqual 200
        $reached.Count | Should -Be @($reached | Select-Object -ExpandProperty agentId -Unique).Count
        Disconnect-AgwSession -Session $sharedSession
    }
}

Describe 'A closed runspace' {
    BeforeEach { $null = Invoke-TestControl -Method Delete -Path faults }

    It 'cancels the calls in progress' {
        $session = Connect-TestChairperson
        Add-TestFault -AgentId $session.AgentId -Operation stopVoiceToConf -Fault noAnswer
        $pipeline = Open-TestPipeline -Script 'param($session) $session | Stop-AgwConfVoice' -Argument $session
        Wait-TestPipeline $pipeline { (Get-TestOperationCount $session.AgentId stopVoiceToConf) -eq 1 }

        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $pipeline.Runspace.Close()
        $watch.ElapsedMilliseconds | Should -BeLessThan $Second

        Assert-TestRequestCount -AgentId $session.AgentId -Operation stopVoiceToConf -Count 1
        $pipeline.Runspace.Dispose()
        $pipeline.Shell.Dispose()
    }
}
