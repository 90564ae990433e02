BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Stop-AgwPlayback' {
    It 'sends the documented request, without a body, and waits for its event with -Wait' {
        $session = Connect-TestAgent
        $null = Start-AgwPlayback -Session $session -VoicePath 'Y:/a.V3' -Wait

        $result = Stop-AgwPlayback -Session $session -Wait

        $request = @(Get-TestRequest -AgentId $session.AgentId -Operation stopPlay)
        $request.Count | Should -Be 1
        $request[0].method | Should -BeExactly 'DELETE'
        $request[0].path | Should -BeExactly "/agentgateway/resource/recordplay/$($session.AgentId)/stopplay"
        $request[0].body | Should -BeNullOrEmpty
        $result | Should -BeOfType ([AgentGateway.OperationResult])
        $result.Events[-1].EventType | Should -BeExactly 'AgentMediaEvent_StopPlayDone'
        (Get-TestAgentState -AgentId $session.AgentId).playing | Should -BeFalse
    }

    It 'reports PlaybackState if nothing is being played' {
        Connect-TestAgent | Stop-AgwPlayback @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'PlaybackState,AgentGateway.Commands.StopAgwPlaybackCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
    }
}
