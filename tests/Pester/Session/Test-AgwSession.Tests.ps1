BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Test-AgwSession' {
    It 'queries the gateway once, and returns true for a valid session' {
        $session = Connect-TestAgent

        $answer = Test-AgwSession -AgentId $session.AgentId

        $answer | Should -BeOfType ([bool])
        $answer | Should -BeTrue
        $request = @(Get-TestRequest -AgentId $session.AgentId -Operation getAgentStatus)
        $request.Count | Should -Be 1
        $request[0].method | Should -BeExactly 'GET'
        $request[0].path | Should -BeExactly "/agentgateway/resource/onlineagent/$($session.AgentId)/agentstatus"
    }

    It 'returns false without an error for an agent that the gateway has signed out' {
        $session = Connect-TestAgent
        $null = Invoke-TestControl -Method Post -Path "agents/$($session.AgentId)/signout"

        Test-AgwSession -Session $session -ErrorVariable problems | Should -BeFalse

        $problems | Should -BeNullOrEmpty
    }

    It 'returns false without an error if the state of the agent is signed out' {
        $session = Connect-TestAgent
        $null = Invoke-TestControl -Method Post -Path "agents/$($session.AgentId)/state" -Body @{ state = 2 }

        Test-AgwSession -Session $session -ErrorVariable problems | Should -BeFalse

        $problems | Should -BeNullOrEmpty
    }

    It 'reports a reply without the state as an error' -ForEach 'absentResult', 'nullResult', 'stringResult' {
        $session = Connect-TestAgent
        Add-TestFault -AgentId $session.AgentId -Operation getAgentStatus -Fault $_

        Test-AgwSession -Session $session @collectErrors | Should -BeNullOrEmpty

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'BadReply,AgentGateway.Commands.TestAgwSessionCommand'
        $problems[0].TargetObject | Should -Be $session.AgentId
    }

    It 'returns false without an error for an agent without a session' {
        Test-AgwSession -AgentId (Get-TestAgent) -ErrorVariable problems | Should -BeFalse

        $problems | Should -BeNullOrEmpty
    }

    It 'returns a result for each of many agents' {
        $session = Connect-TestAgent

        $answers = @($session.AgentId, (Get-TestAgent), $session.AgentId | Test-AgwSession)

        $answers.Count | Should -Be 3
        @($answers | Where-Object { $_ }).Count | Should -Be 2
    }

    It 'reports an unreadable reply as an error, not as false' {
        $session = Connect-TestAgent -Option @{ MaximumRetryCount = 0 }
        Add-TestFault -AgentId $session.AgentId -Operation getAgentStatus -Fault notJson

        Test-AgwSession -Session $session @collectErrors | Should -BeNullOrEmpty

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'BadReply,AgentGateway.Commands.TestAgwSessionCommand'
    }
}
