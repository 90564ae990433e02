BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Approve-AgwConference' {
    It 'sends the documented request, without a body, and the agent joins the conference' {
        $agent = (Connect-TestInvitee).Invitee.AgentId

        $result = Approve-AgwConference -AgentId $agent

        $request = @(Get-TestRequest -AgentId $agent -Operation answerAgentConf)
        $request.Count | Should -Be 1
        $request[0].method | Should -BeExactly 'POST'
        $request[0].path | Should -BeExactly "/agentgateway/resource/agentconf/$agent/answeragentconf"
        $request[0].body | Should -BeNullOrEmpty
        $result | Should -BeOfType ([AgentGateway.OperationResult])
        (Get-TestAgentState -AgentId $agent).stage | Should -BeExactly 'Joined'
    }

    It 'waits until the agent has joined with -Wait, and returns the conference ID' {
        $invitation = Connect-TestInvitee

        $result = Approve-AgwConference -Session $invitation.Invitee -Wait

        $result.Events[-1].EventType | Should -BeExactly 'AgentConf_SelfJoinResult'
        $invitation.Invitee.ConferenceId | Should -Be (Get-TestAgentState -AgentId $invitation.Invitee.AgentId).confId
    }

    It 'reports ConferenceNotFound if there is no invitation' {
        Connect-TestAgent | Approve-AgwConference @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'ConferenceNotFound,AgentGateway.Commands.ApproveAgwConferenceCommand'
    }
}
