BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
}

AfterAll { Disconnect-TestAgent }

Describe 'Wait-AgwEvent' {
    It 'returns the first event that is wanted, also one that came before it' {
        $session = Connect-TestAgent

        $received = Wait-AgwEvent -Session $session -EventType 'AgentState_*'

        $received | Should -BeOfType ([AgentGateway.AgentEvent])
        $received.EventType | Should -BeExactly 'AgentState_Ready'
        (Get-TestRequest -AgentId $session.AgentId).operation | Should -Be 'login'
    }

    It 'waits for what is still to come' {
        $session = Connect-TestAgent
        $shell = [powershell]::Create()
        $null = $shell.AddCommand('Import-Module').AddParameter('Name', (Get-TestModule)).AddStatement().AddCommand('Wait-AgwEvent').AddParameter('Session', $session).AddParameter('EventType', 'Test_Late')
        $running = $shell.BeginInvoke()

        $null = Invoke-TestControl -Method Post -Path "agents/$($session.AgentId)/events" -Body @{ eventType = 'Test_Late' }

        $running.AsyncWaitHandle.WaitOne(10000) | Should -BeTrue
        $shell.EndInvoke($running)[0].EventType | Should -BeExactly 'Test_Late'
        $shell.Dispose()
    }

    It 'waits for many agents at once: one event, or one error, for each' {
        $sessions = @(Connect-TestAgent -Count 3)
        $null = Invoke-TestControl -Method Post -Path "agents/$($sessions[1].AgentId)/events" -Body @{ eventType = 'Test_Come' }
        $watch = [System.Diagnostics.Stopwatch]::StartNew()

        $events = @($sessions | Wait-AgwEvent -EventType Test_Come -TimeoutSeconds 1 -ErrorVariable problems -ErrorAction SilentlyContinue)

        $watch.Elapsed.TotalSeconds | Should -BeLessThan 3
        $events.AgentId | Should -Be $sessions[1].AgentId
        $problems.Count | Should -Be 2
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'WaitTimeout,AgentGateway.Commands.WaitAgwEventCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $problems.TargetObject | Sort-Object | Should -Be $sessions[0].AgentId, $sessions[2].AgentId
    }

    It 'ends when the session ends, with the id NotSignedIn' {
        $session = Connect-TestAgent
        $null = Invoke-TestControl -Method Post -Path "agents/$($session.AgentId)/signout"

        Wait-AgwEvent -Session $session -EventType Test_Never -TimeoutSeconds 10 -ErrorVariable problems -ErrorAction SilentlyContinue

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'NotSignedIn,AgentGateway.Commands.WaitAgwEventCommand'
    }
}
