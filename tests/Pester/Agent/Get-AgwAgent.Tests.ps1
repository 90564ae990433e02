BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Get-AgwAgent' {
    It 'queries an agent with its own session, with the documented request' {
        $agent = (Connect-TestAgent).AgentId

        $status = Get-AgwAgent -AgentId $agent

        $request = @(Get-TestRequest -AgentId $agent -Operation getAgentStatus)
        $request.Count | Should -Be 1
        $request[0].method | Should -BeExactly 'GET'
        $request[0].path | Should -BeExactly "/agentgateway/resource/onlineagent/$agent/agentstatus"
        $status | Should -BeOfType ([AgentGateway.AgentStatus])
        $status.AgentId | Should -Be $agent
        $status.State | Should -Be 'Idle'
        $status.IsWorking | Should -BeFalse
    }

    It 'returns the state <State> for the number <Number>' -ForEach @(
        @{ Number = 3; State = 'Busy' }
        @{ Number = 4; State = 'Idle' }
        @{ Number = 5; State = 'WrapUp' }
        @{ Number = 8; State = 'Rest' }
    ) {
        $session = Connect-TestAgent
        $null = Invoke-TestControl -Method Post -Path "agents/$($session.AgentId)/state" -Body @{ state = $Number }

        (Get-AgwAgent -Session $session).State | Should -Be $State
    }

    It 'queries other agents with an inspector''s session, and returns name and phone' {
        $inspector = Connect-TestAgent -AgentId 900
        $session = Connect-TestAgent -Option @{ PhoneNumber = '40038' }

        $status = Get-AgwAgent -AgentId $session.AgentId -Inspector $inspector

        $request = Get-TestRequest -AgentId 900 -Operation queryAgentInfoByWorkNo
        $request.path | Should -BeExactly "/agentgateway/resource/agentgroup/900/agentbyworkno/$($session.AgentId)"
        $status.AgentId | Should -Be $session.AgentId
        $status.PhoneNumber | Should -BeExactly '40038'
        $status.VdnId | Should -Be 1
    }

    It 'requires agent IDs with -Inspector' {
        $inspector = Connect-TestAgent -AgentId 901

        Get-AgwAgent -Inspector $inspector @collectErrors | Should -BeNullOrEmpty

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.GetAgwAgentCommand'
    }
}
