BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
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

    It 'reports NoSession for an agent without a session, and leaves no default session' {
        Select-AgwSession -Session $sessions[0]

        Select-AgwSession -AgentId (Get-TestAgent) @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'NoSession,AgentGateway.Commands.SelectAgwSessionCommand'
        Get-AgwSession -Default | Should -BeNullOrEmpty
    }

    It 'refuses several sessions, in the pipeline or in a list, and leaves no default session' {
        $scripts = @(
            { $sessions | Select-AgwSession }
            { $sessions.AgentId | Select-AgwSession }
            { Select-AgwSession $sessions.AgentId }
        )
        foreach ($script in $scripts) {
            Select-AgwSession -Session $sessions[0]

            $problems = @(& { $ErrorActionPreference = 'Continue'; & $script 2>&1 })

            $problems.Count | Should -Be 2
            $problems.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
            Get-AgwSession -Default | Should -BeNullOrEmpty
        }
    }

    It 'leaves no default session if binding fails or nothing is piped in' {
        foreach ($script in { Select-AgwSession -Session $null }, { Select-AgwSession -Bogus 1 }, { @() | Select-AgwSession }) {
            Select-AgwSession -Session $sessions[0]

            try { & $script } catch { $null = $_ }

            Get-AgwSession -Default | Should -BeNullOrEmpty
        }
    }

    It 'does nothing during tab completion' {
        Select-AgwSession -Session $sessions[0]

        foreach ($line in 'Select-AgwSession -Ag', 'Select-AgwSession ', 'Connect-AgwSession -Cr', 'Connect-AgwSession ') {
            $null = TabExpansion2 $line $line.Length
        }

        $sessions[0].IsDefault | Should -BeTrue
    }

    It 'selects the agent of cmdlets without an agent and a session' {
        Select-AgwSession -Session $sessions[1]

        Test-AgwSession | Should -BeTrue

        (Get-TestRequest -AgentId $sessions[1].AgentId)[-1].operation | Should -BeExactly 'getAgentStatus'
    }
}
