BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Disconnect-AgwConference' {
    It 'sends the documented request, without a body, and the conference continues' {
        $chairperson, $member = Connect-TestAgent -Count 2
        $conference = Add-TestConference -AgentId $chairperson.AgentId -Participant @{ addressType = '9'; address = "$($member.AgentId)" }

        $result = Disconnect-AgwConference -AgentId $member.AgentId

        $request = @(Get-TestRequest -AgentId $member.AgentId -Operation requestLeaveAgentConf)
        $request.Count | Should -Be 1
        $request[0].method | Should -BeExactly 'POST'
        $request[0].path | Should -BeExactly "/agentgateway/resource/agentconf/$($member.AgentId)/requestleaveagentconf"
        $request[0].body | Should -BeNullOrEmpty
        $result | Should -BeOfType ([AgentGateway.OperationResult])
        @((Get-TestConference -ConferenceId $conference).participants).Count | Should -Be 1
    }

    It 'waits until the agent has left with -Wait' {
        $chairperson, $member = Connect-TestAgent -Count 2
        $null = Add-TestConference -AgentId $chairperson.AgentId -Participant @{ addressType = '9'; address = "$($member.AgentId)" }

        $result = Disconnect-AgwConference -Session $member -Wait

        $result.Events[-1].EventType | Should -BeExactly 'AgentConf_SelfLeaveResult'
    }

    It 'reports ChairpersonRule for the chairperson, with a remedy' {
        Connect-TestChairperson | Disconnect-AgwConference @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'ChairpersonRule,AgentGateway.Commands.DisconnectAgwConferenceCommand'
        $problems[0].ErrorDetails.RecommendedAction | Should -Match 'Remove-AgwConference'
    }
}
