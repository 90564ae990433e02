BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
}

AfterAll { Disconnect-TestAgent }

Describe 'Select-AgwSession' {
    BeforeAll {
        $sessions = @(Connect-TestAgent -Count 2)
    }

    It 'makes a session the default, by agent' {
        Select-AgwSession -AgentId $sessions[0].AgentId | Should -BeNullOrEmpty

        $sessions[0].IsDefault | Should -BeTrue
        $sessions[1].IsDefault | Should -BeFalse
    }

    It 'makes a session the default, by session from the pipeline' {
        $sessions[1] | Select-AgwSession

        $sessions[1].IsDefault | Should -BeTrue
    }

    It 'returns the session with -PassThru' {
        (Select-AgwSession $sessions[0].AgentId -PassThru) | Should -Be $sessions[0]
    }

    It 'reports NoSession for an agent without one, and leaves the default as it is' {
        Select-AgwSession -Session $sessions[0]

        Select-AgwSession -AgentId (Get-TestAgent) -ErrorVariable problems -ErrorAction SilentlyContinue

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'NoSession,AgentGateway.Commands.SelectAgwSessionCommand'
        $sessions[0].IsDefault | Should -BeTrue
    }

    It 'decides whom a cmdlet acts for where neither agent nor session is named' {
        Select-AgwSession -Session $sessions[1]

        Test-AgwSession | Should -BeTrue

        (Get-TestRequest -AgentId $sessions[1].AgentId)[-1].operation | Should -BeExactly 'getAgentStatus'
    }
}
