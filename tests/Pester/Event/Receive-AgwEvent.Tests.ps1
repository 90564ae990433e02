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

    It 'takes what has come, in its order, each once' {
        $session = Connect-TestAgent
        $null = Wait-AgwEvent -Session $session -EventType AgentState_Ready
        'Test_One', 'Test_Two' | ForEach-Object { & $raise $session $_ }
        $null = Wait-AgwEvent -Session $session -EventType Test_One
        & $raise $session 'Test_Three'

        Wait-TestCondition { ($script:events += @(Receive-AgwEvent -Session $session).EventType).Count -ge 2 }

        $script:events | Should -Be 'Test_Two', 'Test_Three'
        Receive-AgwEvent -Session $session | Should -BeNullOrEmpty
    }

    It 'asks the gateway nothing: the events are there already' {
        $session = Connect-TestAgent

        $null = Receive-AgwEvent -Session $session

        (Get-TestRequest -AgentId $session.AgentId).operation | Should -Be 'login'
    }

    It 'gives typed content where it is documented, and the raw JSON always' {
        $session = Connect-TestAgent
        & $raise $session 'AgentConf_ParticipantChanged' @{ result = 0; changeType = 5; changeReason = 255; confId = 7; participant = '88887946'; participantType = 6 }

        $received = Wait-AgwEvent -Session $session -EventType AgentConf_ParticipantChanged

        $received | Should -BeOfType ([AgentGateway.AgentEvent])
        $received.AgentId | Should -Be $session.AgentId
        $received.Content.ChangeType | Should -Be 'Held'
        $received.Content.ConferenceId | Should -Be 7
        (ConvertFrom-Json -InputObject $received.Raw) | Should -Not -BeNullOrEmpty
    }

    It 'takes only the wanted with -EventType, wildcards included' {
        $session = Connect-TestAgent
        'Test_Other', 'Test_Wanted' | ForEach-Object { & $raise $session $_ }

        Wait-TestCondition { ($script:wanted = @(Receive-AgwEvent -Session $session -EventType 'test_W*')).Count -gt 0 }

        $script:wanted.EventType | Should -Be 'Test_Wanted'
    }

    It 'goes on with -Follow until somebody downstream has had enough' {
        $session = Connect-TestAgent
        'Test_One', 'Test_Two' | ForEach-Object { & $raise $session $_ }

        $events = @(Receive-AgwEvent -Session $session -EventType 'Test_*' -Follow | Select-Object -First 2)

        $events.EventType | Should -Be 'Test_One', 'Test_Two'
    }

    It 'ends with -Follow when the session ends' {
        $session = Connect-TestAgent
        $shell = [powershell]::Create()
        $null = $shell.AddCommand('Import-Module').AddParameter('Name', (Get-TestModule)).AddStatement().AddCommand('Receive-AgwEvent').AddParameter('Session', $session).AddParameter('Follow')
        $running = $shell.BeginInvoke()

        Disconnect-AgwSession -Session $session

        $running.AsyncWaitHandle.WaitOne(10000) | Should -BeTrue
        $shell.Dispose()
    }

    It 'says so where a session does not poll' {
        $owner = Connect-TestAgent
        $gateway = Get-TestGateway
        $run = Invoke-TestRunspace -Variable @{ gateway = $gateway; guid = $owner.GetGuid(); agent = $owner.AgentId } -Script @'
            Connect-AgwSession -Uri $gateway.Address -CACertificate $gateway.Certificate -NoProxy -Guid $guid -AgentId $agent | Receive-AgwEvent
'@

        $run.Errors.Count | Should -Be 1
        $run.Errors[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.ReceiveAgwEventCommand'
        "$($run.Errors[0])" | Should -Match '-Poll'
    }

    It 'takes with -Follow no event that nobody has seen' {
        $session = Connect-TestAgent
        'Test_One', 'Test_Two', 'Test_Three' | ForEach-Object { & $raise $session $_ }
        Start-Sleep -Milliseconds 500

        $first = Receive-AgwEvent -Session $session -EventType Test_* -Follow | Select-Object -First 1

        $first.EventType | Should -BeExactly 'Test_One'
        (Receive-AgwEvent -Session $session).EventType | Should -Be 'Test_Two', 'Test_Three'
    }

    It 'reports with -Follow a session that is lost, once and after its last event' {
        $sessions = @(Connect-TestAgent -Count 2)
        $sessions | ForEach-Object { & $raise $_ 'Test_Last' }
        $null = Invoke-TestControl -Method Post -Path "agents/$($sessions[0].AgentId)/signout"
        Wait-TestCondition { $sessions[0].State -eq 'Ended' }
        $written = [System.Collections.Generic.List[object]]::new()
        $shell = [powershell]::Create()
        $null = $shell.AddScript('param($module, $session) Import-Module $module; Receive-AgwEvent -Session $session -Follow 2>&1').AddArgument((Get-TestModule)).AddArgument($sessions[0])
        foreach ($one in $shell.Invoke()) { $written.Add($one) }
        $shell.Dispose()

        @($written | Where-Object { $_ -is [AgentGateway.AgentEvent] }).EventType | Should -Contain 'Test_Last'
        $errors = @($written | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
        $errors.Count | Should -Be 1
        $written[-1] | Should -Be $errors[0]
        $errors[0].FullyQualifiedErrorId | Should -BeExactly 'NotSignedIn,AgentGateway.Commands.ReceiveAgwEventCommand'
        $errors[0].TargetObject | Should -Be $sessions[0].AgentId
    }

    It 'reports a session that is lost without -Follow, too' {
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

    It 'ends with -Follow without an error where the session is signed out here' {
        $session = Connect-TestAgent
        $shell = [powershell]::Create()
        $null = $shell.AddScript('param($module, $session) Import-Module $module; Receive-AgwEvent -Session $session -Follow').AddArgument((Get-TestModule)).AddArgument($session)
        $running = $shell.BeginInvoke()

        Disconnect-AgwSession -Session $session

        $running.AsyncWaitHandle.WaitOne(10000) | Should -BeTrue
        $shell.Streams.Error.Count | Should -Be 0
        $shell.Dispose()
    }

    It 'warns with -Follow while the gateway does not answer' {
        $session = Connect-TestAgent
        Add-TestFault -AgentId $session.AgentId -Operation getAgentEvent -Fault cutBefore
        $shell = [powershell]::Create()
        $null = $shell.AddScript('param($module, $session) Import-Module $module; Receive-AgwEvent -Session $session -Follow').AddArgument((Get-TestModule)).AddArgument($session)
        $null = $shell.BeginInvoke()

        Wait-TestCondition -Seconds 15 { $shell.Streams.Warning.Count -gt 0 }

        "$($shell.Streams.Warning[0])" | Should -Match "^Agent $($session.AgentId): no events come"
        $shell.Stop()
        $shell.Dispose()
        $null = Invoke-TestControl -Method Delete -Path faults
        Disconnect-AgwSession -Session $session
    }
}
