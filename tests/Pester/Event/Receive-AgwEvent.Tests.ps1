BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Receive-AgwEvent' {
    BeforeAll {
        $raise = {
            param($Session, $EventType, $Content)
            Add-TestEvent -AgentId $Session.AgentId -EventType $EventType -Content $Content
        }
    }

    It 'returns the events in order, each once' {
        $session = Connect-TestAgent
        $null = Wait-AgwEvent -Session $session -EventType AgentState_Ready
        'Test_One', 'Test_Two' | ForEach-Object { & $raise $session $_ }
        $null = Wait-AgwEvent -Session $session -EventType Test_One
        & $raise $session 'Test_Three'

        Wait-TestCondition { ($script:events += @(Receive-AgwEvent -Session $session).EventType).Count -ge 2 }

        $script:events | Should -Be 'Test_Two', 'Test_Three'
        Receive-AgwEvent -Session $session | Should -BeNullOrEmpty
    }

    It 'sends no request, because the session already has the events' {
        $session = Connect-TestAgent

        $null = Receive-AgwEvent -Session $session

        (Get-TestRequest -AgentId $session.AgentId).operation | Should -Be 'login'
    }

    It 'accepts -ThrottleLimit without showing it, because it has no effect' {
        $session = Connect-TestAgent
        $parameter = (Get-Command -Name Receive-AgwEvent).Parameters['ThrottleLimit']

        { Receive-AgwEvent -Session $session -ThrottleLimit 4 -ErrorAction Stop } | Should -Not -Throw
        $parameter.Attributes.Where({ $_ -is [parameter] }).DontShow | Should -BeTrue
    }

    It 'returns typed content of documented events, and always the raw JSON' {
        $session = Connect-TestAgent
        & $raise $session 'AgentConf_ParticipantChanged' @{
            result          = 0
            changeType      = 5
            changeReason    = 255
            confId          = 7
            participant     = '88887946'
            participantType = 6
        }

        $received = Wait-AgwEvent -Session $session -EventType AgentConf_ParticipantChanged

        $received | Should -BeOfType ([AgentGateway.AgentEvent])
        $received.AgentId | Should -Be $session.AgentId
        $received.Content.ChangeType | Should -Be 'Held'
        $received.Content.ConferenceId | Should -Be 7
        (ConvertFrom-Json -InputObject $received.Raw) | Should -Not -BeNullOrEmpty
    }

    It 'returns only the events that -EventType specifies, with wildcards' {
        $session = Connect-TestAgent
        'Test_Other', 'Test_Wanted' | ForEach-Object { & $raise $session $_ }

        Wait-TestCondition { ($script:wanted = @(Receive-AgwEvent -Session $session -EventType 'test_W*')).Count -gt 0 }

        $script:wanted.EventType | Should -Be 'Test_Wanted'
    }

    It 'continues with -Follow until a downstream command ends the pipeline' {
        $session = Connect-TestAgent
        'Test_One', 'Test_Two' | ForEach-Object { & $raise $session $_ }

        $events = @(Receive-AgwEvent -Session $session -EventType 'Test_*' -Follow | Select-Object -First 2)

        $events.EventType | Should -Be 'Test_One', 'Test_Two'
    }

    It 'ends with -Follow if the session ends' {
        $session = Connect-TestAgent
        $shell = [powershell]::Create()
        $null = $shell.AddCommand('Import-Module').AddParameter('Name', (Get-TestModule)).AddStatement()
        $null = $shell.AddCommand('Receive-AgwEvent').AddParameter('Session', $session).AddParameter('Follow')
        $running = $shell.BeginInvoke()

        Disconnect-AgwSession -Session $session

        $running.AsyncWaitHandle.WaitOne(10000) | Should -BeTrue
        $shell.Dispose()
    }

    It 'reports an error for a session that doesn''t poll' {
        $owner = Connect-TestAgent
        $gateway = Get-TestGateway
        $run = Invoke-TestRunspace -Variable @{ gateway = $gateway; guid = $owner.GetGuid(); agent = $owner.AgentId } -Script @'
            Connect-AgwSession -Uri $gateway.Address -CACertificate $gateway.Certificate -NoProxy -Guid $guid -AgentId $agent |
                Receive-AgwEvent
'@

        $run.Errors.Count | Should -Be 1
        $run.Errors[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.ReceiveAgwEventCommand'
        "$($run.Errors[0])" | Should -Match '-Poll'
    }

    It 'doesn''t remove events that the pipeline hasn''t received with -Follow' {
        $session = Connect-TestAgent
        'Test_One', 'Test_Two', 'Test_Three' | ForEach-Object { & $raise $session $_ }
        Wait-TestDelivery -AgentId $session.AgentId

        $first = Receive-AgwEvent -Session $session -EventType Test_* -Follow | Select-Object -First 1

        $first.EventType | Should -BeExactly 'Test_One'
        (Receive-AgwEvent -Session $session).EventType | Should -Be 'Test_Two', 'Test_Three'
    }

    It 'reports a lost session with -Follow once, after its last event' {
        $sessions = @(Connect-TestAgent -Count 2)
        $sessions | ForEach-Object { & $raise $_ 'Test_Last' }
        $null = Invoke-TestControl -Method Post -Path "agents/$($sessions[0].AgentId)/signout"
        Wait-TestCondition { $sessions[0].State -eq 'Ended' }
        $written = [System.Collections.Generic.List[object]]::new()
        $shell = [powershell]::Create()
        $null = $shell.AddScript('param($module, $session) Import-Module $module; Receive-AgwEvent -Session $session -Follow 2>&1')
        $null = $shell.AddArgument((Get-TestModule)).AddArgument($sessions[0])
        foreach ($one in $shell.Invoke()) { $written.Add($one) }
        $shell.Dispose()

        @($written | Where-Object { $_ -is [AgentGateway.AgentEvent] }).EventType | Should -Contain 'Test_Last'
        $errors = @($written | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
        $errors.Count | Should -Be 1
        $written[-1] | Should -Be $errors[0]
        $errors[0].FullyQualifiedErrorId | Should -BeExactly 'NotSignedIn,AgentGateway.Commands.ReceiveAgwEventCommand'
        $errors[0].TargetObject | Should -Be $sessions[0].AgentId
    }

    It 'reports a lost session without -Follow' {
        $session = Connect-TestAgent
        & $raise $session 'Test_Last'
        Wait-TestCondition { $session.LastOperation -and (Get-TestAgentState -AgentId $session.AgentId).signedIn }
        $null = Invoke-TestControl -Method Post -Path "agents/$($session.AgentId)/signout"
        Wait-TestCondition { $session.State -eq 'Ended' }

        $events = Receive-AgwEvent -AgentId $session.AgentId @collectErrors

        $events.EventType | Should -Contain 'Test_Last'
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NotSignedIn,*'
    }

    It 'ends with -Follow without an error if the session is signed out here' {
        $session = Connect-TestAgent
        $shell = [powershell]::Create()
        $null = $shell.AddScript('param($module, $session) Import-Module $module; Receive-AgwEvent -Session $session -Follow')
        $null = $shell.AddArgument((Get-TestModule)).AddArgument($session)
        $running = $shell.BeginInvoke()

        Disconnect-AgwSession -Session $session

        $running.AsyncWaitHandle.WaitOne(10000) | Should -BeTrue
        $shell.Streams.Error.Count | Should -Be 0
        $shell.Dispose()
    }

    It 'writes a warning with -Follow while the gateway doesn''t reply' {
        $session = Connect-TestAgent
        Add-TestFault -AgentId $session.AgentId -Operation getAgentEvent -Fault cutBefore
        $shell = [powershell]::Create()
        $null = $shell.AddScript('param($module, $session) Import-Module $module; Receive-AgwEvent -Session $session -Follow')
        $null = $shell.AddArgument((Get-TestModule)).AddArgument($session)
        $null = $shell.BeginInvoke()

        Wait-TestCondition -Seconds 15 { $shell.Streams.Warning.Count -gt 0 }

        "$($shell.Streams.Warning[0])" | Should -Match "^Agent $($session.AgentId): no events arrive"
        $shell.Stop()
        $shell.Dispose()
        $null = Invoke-TestControl -Method Delete -Path faults
        Disconnect-AgwSession -Session $session
    }
}
