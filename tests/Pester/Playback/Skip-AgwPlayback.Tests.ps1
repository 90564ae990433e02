BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
}

AfterAll { Disconnect-TestAgent }

Describe 'Skip-AgwPlayback' {
    It 'sends the documented request: <Name>' -ForEach @(
        @{ Name = 'forward by seconds'; Parameter = @{ Forward = 10 }; Operation = 'foreFastPlay'; Path = 'forefast/10' }
        @{ Name = 'forward by a time'; Parameter = @{ Forward = '0:01:30' }; Operation = 'foreFastPlay'; Path = 'forefast/90' }
        @{ Name = 'back by seconds'; Parameter = @{ Back = 5 }; Operation = 'backFastPlay'; Path = 'backfast/5' }
        @{ Name = 'not at all'; Parameter = @{ Forward = 0 }; Operation = 'foreFastPlay'; Path = 'forefast/0' }
    ) {
        $session = Connect-TestAgent
        $null = Start-AgwPlayback -Session $session -VoicePath 'Y:/a.V3' -Wait

        $result = Skip-AgwPlayback -Session $session @Parameter -Wait

        $request = Get-TestRequest -AgentId $session.AgentId -Operation $Operation
        $request.method | Should -BeExactly 'POST'
        $request.path | Should -BeExactly "/agentgateway/resource/recordplay/$($session.AgentId)/$Path"
        $request.body | Should -BeNullOrEmpty
        $result.Events[-1].EventType | Should -BeExactly 'AgentMediaEvent_JumpPlayDone'
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'neither forward nor back'; Parameter = @{} }
        @{ Name = 'forward and back at once'; Parameter = @{ Forward = 1; Back = 1 } }
        @{ Name = 'a negative time'; Parameter = @{ Forward = -1 } }
        @{ Name = 'half a second'; Parameter = @{ Back = 0.5 } }
        @{ Name = 'more than the interface takes'; Parameter = @{ Forward = 2147483648 } }
    ) {
        $agent = (Connect-TestAgent).AgentId

        $problem = { Skip-AgwPlayback -AgentId $agent @Parameter -ErrorAction Stop } | Should -Throw -PassThru

        $problem.FullyQualifiedErrorId | Should -Match '^(ParameterArgument(Validation|Transformation)Error|InvalidArgument)'
        @(Get-TestRequest -AgentId $agent).Count | Should -Be 1
    }
}
