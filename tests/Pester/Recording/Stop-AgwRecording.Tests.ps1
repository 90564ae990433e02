BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Stop-AgwRecording' {
    It 'stops the recording of the call with the documented request, and waits for its event with -Wait' {
        $session = Connect-TestAgent
        $null = New-AgwConference -Session $session -MemberCount 3
        $null = Start-AgwRecording -Session $session -Wait

        $result = Stop-AgwRecording -Session $session -Wait

        $request = Get-TestRequest -AgentId $session.AgentId -Operation stopRecord
        $request.method | Should -BeExactly 'DELETE'
        $request.path | Should -BeExactly "/agentgateway/resource/recordplay/$($session.AgentId)/stoprecord"
        $request.body | Should -BeNullOrEmpty
        $result.Events[-1].EventType | Should -BeExactly 'AgentMediaEvent_StopRecordDone'
    }

    It 'stops the recording of the screen with -Screen' {
        $session = Connect-TestAgent
        $null = Start-AgwRecording -Session $session -Screen -Wait

        $result = Stop-AgwRecording -Session $session -Screen -Wait

        $request = Get-TestRequest -AgentId $session.AgentId -Operation stopRecordScreen
        $request.method | Should -BeExactly 'DELETE'
        $request.path | Should -BeExactly "/agentgateway/resource/recordplay/$($session.AgentId)/stoprecordscreen"
        $result.Events[-1].EventType | Should -BeExactly 'AgentMediaEvent_StopRecordScreen_Succ'
    }

    It 'reports PlaybackState if nothing is being recorded' {
        Connect-TestAgent | Stop-AgwRecording @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'PlaybackState,AgentGateway.Commands.StopAgwRecordingCommand'
    }
}
