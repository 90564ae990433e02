BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Get-AgwSession' {
    BeforeAll {
        $sessions = @(Connect-TestAgent -Count 3)
    }

    It 'returns the sessions of this runspace in the order of the agent IDs' {
        $listed = @(Get-AgwSession | Where-Object AgentId -In $sessions.AgentId)

        $listed.AgentId | Should -Be ($sessions.AgentId | Sort-Object)
    }

    It 'sends no request' {
        $before = @(Get-TestRequest -AgentId $sessions.AgentId).Count

        $null = Get-AgwSession

        @(Get-TestRequest -AgentId $sessions.AgentId).Count | Should -Be $before
    }

    It 'returns sessions by agent, from the pipeline and by property name' {
        (Get-AgwSession -AgentId $sessions[0].AgentId) | Should -Be $sessions[0]
        ($sessions[1].AgentId | Get-AgwSession) | Should -Be $sessions[1]
        ([pscustomobject]@{ WorkNo = $sessions[2].AgentId } | Get-AgwSession) | Should -Be $sessions[2]
    }

    It 'reports NoSession for an agent without a session, and continues' {
        $missing = Get-TestAgent

        $found = @($sessions[0].AgentId, $missing, $sessions[1].AgentId | Get-AgwSession @collectErrors)

        $found.Count | Should -Be 2
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'NoSession,AgentGateway.Commands.GetAgwSessionCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'ConnectionError'
        $problems[0].TargetObject | Should -Be $missing
    }

    It 'returns the default session with -Default' {
        Select-AgwSession -AgentId $sessions[1].AgentId

        (Get-AgwSession -Default) | Should -Be $sessions[1]
    }

    It 'doesn''t return the sessions of another runspace' {
        $run = Invoke-TestRunspace -Script 'Get-AgwSession'

        $run.Errors | Should -BeNullOrEmpty
        $run.Output | Should -BeNullOrEmpty
    }
}
