BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Remove-AgwConference' {
    It 'sends the documented request, without a body' {
        $agent = (Connect-TestChairperson).AgentId

        $null = Remove-AgwConference -AgentId $agent -Confirm:$false

        $request = @(Get-TestRequest -AgentId $agent -Operation releaseAgentConf)
        $request.Count | Should -Be 1
        $request[0].method | Should -BeExactly 'POST'
        $request[0].path | Should -BeExactly "/agentgateway/resource/agentconf/$agent/releaseagentconf"
        $request[0].contentType | Should -Be 'application/json; charset=UTF-8'
        $request[0].guidMatched | Should -Be 'current'
        $request[0].body | Should -BeNullOrEmpty
    }

    It 'ends the conference for everybody and returns a typed result' {
        $session = Connect-TestAgent
        $conference = Add-TestConference -AgentId $session.AgentId -Participant @{ addressType = '6'; address = '88887946' }

        $result = Remove-AgwConference -AgentId $session.AgentId -Confirm:$false

        $result | Should -BeOfType ([AgentGateway.OperationResult])
        $result.AgentId | Should -Be $session.AgentId
        $result.Operation | Should -BeExactly 'releaseAgentConf'
        $result.RetCode | Should -BeExactly '0'
        Get-TestConference -ConferenceId $conference | Should -BeNullOrEmpty
    }

    It 'waits for the event that the conference has ended with -Wait, and returns the events in order' {
        $agent = (Connect-TestChairperson).AgentId

        $result = Remove-AgwConference -AgentId $agent -Wait -Confirm:$false

        $result.Events.EventType | Should -Contain 'AgentConf_SelfLeaveResult'
        $result.Events.EventType[0] | Should -BeExactly 'AgentMediaEvent_StopRecordDone'
        $result.Events[-1].EventType | Should -BeExactly 'AgentConf_SelfLeaveResult'
    }

    It 'reports WaitTimeout if the event doesn''t arrive, and sends the request once' {
        # The gateway accepts the request but doesn't carry it out, so no event arrives.
        $agent = (Connect-TestChairperson).AgentId
        Add-TestFault -AgentId $agent -Operation releaseAgentConf -Fault retCode -Detail @{ retCode = '0'; acted = $false }

        $result = Remove-AgwConference -AgentId $agent -Wait -TimeoutSeconds 1 -Confirm:$false @collectErrors

        $result | Should -BeNullOrEmpty
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'WaitTimeout,AgentGateway.Commands.RemoveAgwConferenceCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        @(Get-TestRequest -AgentId $agent -Operation releaseAgentConf).Count | Should -Be 1
    }

    It 'prompts for confirmation, and in a non-interactive host fails, names the agent, and sends nothing' {
        $session = Connect-TestChairperson

        $run = Invoke-TestRunspace -Script 'Remove-AgwConference -Session $session' -Variable @{ session = $session }

        $run.Text | Should -Match "End the conference for everybody in it.*Agent $($session.AgentId) "
        $run.Errors.Count | Should -Be 1
        $run.Output | Should -BeNullOrEmpty
        Get-TestRequest -AgentId $session.AgentId -Operation releaseAgentConf | Should -BeNullOrEmpty
    }

    It 'reports NotChairperson for an agent that is not the chairperson' {
        $session = Connect-TestAgent
        $member = Connect-TestAgent
        $null = Add-TestConference -AgentId $session.AgentId -Participant @{ addressType = '9'; address = "$($member.AgentId)" }

        Remove-AgwConference -AgentId $member.AgentId -Confirm:$false @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'NotChairperson,AgentGateway.Commands.RemoveAgwConferenceCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'PermissionDenied'
    }
}
