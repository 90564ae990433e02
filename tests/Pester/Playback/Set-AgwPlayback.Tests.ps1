BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
}

AfterAll { Disconnect-TestAgent }

Describe 'Set-AgwPlayback' {
    It 'sends the documented request: <Name>' -ForEach @(
        @{ Name = 'from the start'; Parameter = @{ Position = 90 }; Body = '{"seekposition":0,"seekseconds":90}' }
        @{
            Name      = 'onward'
            Parameter = @{ Position = '0:00:10'; From = 'Current' }
            Body      = '{"seekdirection":0,"seekposition":1,"seekseconds":10}'
        }
        @{
            Name      = 'back'
            Parameter = @{ Position = -10; From = 'Current' }
            Body      = '{"seekdirection":1,"seekposition":1,"seekseconds":10}'
        }
        @{ Name = 'from the end'; Parameter = @{ Position = 20; From = 'End' }; Body = '{"seekposition":2,"seekseconds":20}' }
    ) {
        $session = Connect-TestAgent
        $null = Start-AgwPlayback -Session $session -VoicePath 'Y:/a.V3' -Wait

        $result = Set-AgwPlayback -Session $session @Parameter -Wait

        $request = Get-TestRequest -AgentId $session.AgentId -Operation playRelocation
        $request.method | Should -BeExactly 'POST'
        $request.path | Should -BeExactly "/agentgateway/resource/recordplay/$($session.AgentId)/playrelocation"
        Format-TestBody -Body $request.body | Should -BeExactly $Body
        $result.Events[-1].EventType | Should -BeExactly 'AgentMediaEvent_JumpPlayDone'
    }

    It 'moves the playback' {
        $session = Connect-TestAgent
        $null = Start-AgwPlayback -Session $session -VoicePath 'Y:/a.V3' -Wait

        $null = Set-AgwPlayback -Session $session -Position 100 -Wait

        (Get-TestAgentState -AgentId $session.AgentId).position | Should -BeGreaterOrEqual 100
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'a place before the start'; Parameter = @{ Position = -1 } }
        @{ Name = 'a place behind the end'; Parameter = @{ Position = -1; From = 'End' } }
        @{ Name = 'half a second'; Parameter = @{ Position = 0.5 } }
    ) {
        $agent = (Connect-TestAgent).AgentId

        $problem = { Set-AgwPlayback -AgentId $agent @Parameter -ErrorAction Stop } | Should -Throw -PassThru

        $problem.FullyQualifiedErrorId | Should -Match '^(ParameterArgument(Validation|Transformation)Error|InvalidArgument)'
        @(Get-TestRequest -AgentId $agent).Count | Should -Be 1
    }
}
