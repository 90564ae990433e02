BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Deny-AgwConference' {
    It 'sends the documented request, without a body' {
        $agent = (Connect-TestInvitee).Invitee.AgentId

        $null = Deny-AgwConference -AgentId $agent

        $request = @(Get-TestRequest -AgentId $agent -Operation rejectAgentConf)
        $request.Count | Should -Be 1
        $request[0].method | Should -BeExactly 'POST'
        $request[0].path | Should -BeExactly "/agentgateway/resource/agentconf/$agent/rejectagentconf"
        $request[0].contentType | Should -Be 'application/json; charset=UTF-8'
        $request[0].guidMatched | Should -Be 'current'
        $request[0].body | Should -BeNullOrEmpty
    }

    It 'rejects the invitation and returns a typed result' {
        $agent = (Connect-TestInvitee).Invitee.AgentId

        $result = Deny-AgwConference -AgentId $agent

        $result | Should -BeOfType ([AgentGateway.OperationResult])
        $result.Operation | Should -BeExactly 'rejectAgentConf'
        (Get-TestAgentState -AgentId $agent).confId | Should -BeNullOrEmpty
    }

    It 'waits until the agent is ready again with -Wait' {
        $agent = (Connect-TestInvitee).Invitee.AgentId

        $result = Deny-AgwConference -AgentId $agent -Wait

        $result.Events[-1].EventType | Should -BeExactly 'AgentState_Ready'
    }

    It 'reports ConferenceNotFound if there is no invitation' {
        $agent = (Connect-TestAgent).AgentId

        Deny-AgwConference -AgentId $agent @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'ConferenceNotFound,AgentGateway.Commands.DenyAgwConferenceCommand'
        $problems[0].TargetObject | Should -Be $agent
    }
}
