BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Suspend-AgwPlayback' {
    It 'sends the documented request, without a body, and waits for its event with -Wait' {
        $session = Connect-TestAgent
        $null = Start-AgwPlayback -Session $session -VoicePath 'Y:/a.V3' -Wait

        $result = Suspend-AgwPlayback -Session $session -Wait

        $request = @(Get-TestRequest -AgentId $session.AgentId -Operation pausePlay)
        $request.Count | Should -Be 1
        $request[0].method | Should -BeExactly 'POST'
        $request[0].path | Should -BeExactly "/agentgateway/resource/recordplay/$($session.AgentId)/pauseplay"
        $request[0].body | Should -BeNullOrEmpty
        $result | Should -BeOfType ([AgentGateway.OperationResult])
        $result.Events[-1].EventType | Should -BeExactly 'AgentMediaEvent_PausePlayDone'
        (Get-TestAgentState -AgentId $session.AgentId).paused | Should -BeTrue
    }

    It 'reports PlaybackState if nothing is being played' {
        Connect-TestAgent | Suspend-AgwPlayback @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'PlaybackState,AgentGateway.Commands.SuspendAgwPlaybackCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
    }
}
