BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Start-AgwPlayback' {
    It 'sends the documented request, with volume and speed as strings' {
        $agent = (Connect-TestAgent).AgentId

        $option = @{
            AgentId       = $agent
            VoicePath     = 'Y:/1/0/20180621/105/1406470.V3'
            StartPosition = 0
            Volume        = 20
            Speed         = 20
            Times         = 1
            CodeFormat    = 0
            LocationId    = '-1'
        }
        $null = Start-AgwPlayback @option

        $request = @(Get-TestRequest -AgentId $agent -Operation beginPlay)
        $request.Count | Should -Be 1
        $request[0].method | Should -BeExactly 'PUT'
        $request[0].path | Should -BeExactly "/agentgateway/resource/recordplay/$agent/play"
        $request[0].contentType | Should -Be 'application/json; charset=UTF-8'
        $body = Format-TestBody -Body $request[0].body
        $expected = @(
            '{"codeformat":0,"locationId":-1,"speedchange":"20","startpostion":0,"times":1,'
            '"voicepath":"Y:/1/0/20180621/105/1406470.V3","volumechange":"20"}'
        ) -join ''
        $body | Should -BeExactly $expected
    }

    It 'sends only the path if nothing else is specified' {
        $agent = (Connect-TestAgent).AgentId

        $null = Start-AgwPlayback $agent 'Y:/1/0/20180621/105/1406470.V3'

        Format-TestBody -Body (Get-TestRequest -AgentId $agent -Operation beginPlay).body |
            Should -BeExactly '{"voicepath":"Y:/1/0/20180621/105/1406470.V3"}'
    }

    It 'accepts the start as a time span or as a number of seconds' -ForEach @(
        @{ Start = 90 }
        @{ Start = '0:01:30' }
        @{ Start = [timespan]::FromSeconds(90) }
    ) {
        $agent = (Connect-TestAgent).AgentId

        $null = Start-AgwPlayback -AgentId $agent -VoicePath 'Y:/a.V3' -StartPosition $Start

        Format-TestBody -Body (Get-TestRequest -AgentId $agent -Operation beginPlay).body |
            Should -BeExactly '{"startpostion":90,"voicepath":"Y:/a.V3"}'
    }

    It 'waits until the playback has started with -Wait' {
        $agent = (Connect-TestAgent).AgentId

        $result = Start-AgwPlayback -AgentId $agent -VoicePath 'Y:/1/0/20180621/105/1406470.V3' -Wait

        $result | Should -BeOfType ([AgentGateway.OperationResult])
        $result.Events[-1].EventType | Should -BeExactly 'AgentMediaEvent_Play_Succ'
        (Get-TestAgentState -AgentId $agent).playing | Should -BeTrue
    }

    It 'reports a failure event as an error' {
        $agent = (Connect-TestAgent).AgentId

        $result = Start-AgwPlayback -AgentId $agent -VoicePath 'Y:/missing.V3' -Wait @collectErrors

        $result | Should -BeNullOrEmpty
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'OperationFailed,AgentGateway.Commands.StartAgwPlaybackCommand'
        $problems[0].Exception.Result.Events[-1].EventType | Should -BeExactly 'AgentMediaEvent_Play_Fail'
    }

    It 'reports PlaybackState if a playback is running' {
        $agent = (Connect-TestAgent).AgentId
        $null = Start-AgwPlayback -AgentId $agent -VoicePath 'Y:/a.V3' -Wait

        Start-AgwPlayback -AgentId $agent -VoicePath 'Y:/b.V3' @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'PlaybackState,AgentGateway.Commands.StartAgwPlaybackCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'a path of 101 characters'; Parameter = @{ VoicePath = 'v' * 101 } }
        @{ Name = 'an empty path'; Parameter = @{ VoicePath = '' } }
        @{ Name = 'a path with a line break'; Parameter = @{ VoicePath = "Y:/a`r`n.V3" } }
        @{ Name = 'a volume of six digits'; Parameter = @{ Volume = '100000' } }
        @{ Name = 'a negative volume'; Parameter = @{ Volume = '-1' } }
        @{ Name = 'an empty volume'; Parameter = @{ Volume = '' } }
        @{ Name = 'a speed of six digits'; Parameter = @{ Speed = '100000' } }
        @{ Name = 'a speed with letters'; Parameter = @{ Speed = 'fast' } }
        @{ Name = 'a negative start'; Parameter = @{ StartPosition = -1 } }
        @{ Name = 'half a second'; Parameter = @{ StartPosition = [timespan]::FromMilliseconds(500) } }
        @{ Name = 'a format that is not supported'; Parameter = @{ CodeFormat = 1 } }
    ) {
        $agent = (Connect-TestAgent).AgentId
        $arguments = @{ VoicePath = 'Y:/a.V3' }
        foreach ($key in $Parameter.Keys) { $arguments[$key] = $Parameter[$key] }

        $problem = { Start-AgwPlayback -AgentId $agent @arguments -ErrorAction Stop } | Should -Throw -PassThru

        $problem.FullyQualifiedErrorId | Should -Match '^(ParameterArgument(Validation|Transformation)Error|InvalidArgument)'
        Get-TestRequest -AgentId $agent -Operation beginPlay | Should -BeNullOrEmpty
    }

    It 'accepts the longest path and numbers of five digits' {
        $agent = (Connect-TestAgent).AgentId

        (Start-AgwPlayback -AgentId $agent -VoicePath ('v' * 100) -Volume 99999 -Speed 00001).RetCode | Should -Be '0'
    }
}
