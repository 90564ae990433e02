BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'New-AgwConference' {
    It 'sends only the specified parameters' {
        $agent = (Connect-TestAgent).AgentId

        $null = New-AgwConference -AgentId $agent -MemberCount 5

        $request = @(Get-TestRequest -AgentId $agent -Operation requestAgentConf)
        $request.Count | Should -Be 1
        $request[0].method | Should -BeExactly 'POST'
        $request[0].path | Should -BeExactly "/agentgateway/resource/agentconf/$agent/requestagentconf"
        Format-TestBody -Body $request[0].body | Should -BeExactly '{"memberNum":5}'
    }

    It 'sends every parameter in the documented spelling and type' {
        $agent = (Connect-TestAgent).AgentId

        $option = @{
            AgentId      = $agent
            MemberCount  = 10
            Caller       = 12345
            Duration     = '1:30:00'
            PromptBefore = 5
            BeepTone     = $true
            VoicePath    = 'y:/conf/120/1136287.V3'
        }
        $null = New-AgwConference @option

        $request = Get-TestRequest -AgentId $agent -Operation requestAgentConf
        $body = Format-TestBody -Body $request.body
        $expected = @(
            '{"beepTone":true,"confCallerNo":"12345","memberNum":10,"playMode":2,"promptTime":5,'
            '"time":90,"voicePath":"y:/conf/120/1136287.V3"}'
        ) -join ''
        $body | Should -BeExactly $expected
    }

    It 'waits until the conference starts, and returns it with its chairperson' {
        $agent = (Connect-TestAgent).AgentId

        $conference = New-AgwConference -AgentId $agent -MemberCount 5

        $conference | Should -BeOfType ([AgentGateway.Conference])
        $conference.AgentId | Should -Be $agent
        $conference.Duration | Should -Be ([timespan]::FromHours(1))
        (Get-TestConference -ConferenceId $conference.ConferenceId).chairperson | Should -Be $agent
    }

    It 'can be piped to cmdlets that act on the conference' {
        $agent = (Connect-TestAgent).AgentId

        $results = @(New-AgwConference -AgentId $agent -MemberCount 5 | Stop-AgwConfVoice)

        $results.Count | Should -Be 1
        $results[0].AgentId | Should -Be $agent
    }

    It 'returns as soon as the gateway has accepted the request with -NoWait' {
        $agent = (Connect-TestAgent).AgentId

        $result = New-AgwConference -AgentId $agent -MemberCount 5 -NoWait

        $result | Should -BeOfType ([AgentGateway.OperationResult])
        $result.Events | Should -BeNullOrEmpty
    }

    It 'reports a failure event as an error with its cause' {
        $agent = (Connect-TestAgent).AgentId

        # The number that is refused in the sample of the reference.
        $conference = New-AgwConference -AgentId $agent -MemberCount 5 -Caller 21234 @collectErrors

        $conference | Should -BeNullOrEmpty
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'OperationFailed,AgentGateway.Commands.NewAgwConferenceCommand'
        $problems[0].Exception.Cause | Should -Be 21234
        $problems[0].Exception.Result.Events[-1].EventType | Should -BeExactly 'AgentConf_RequestFailed'
    }

    It 'reports AlreadyInConference for an agent that is in a conference' {
        $agent = (Connect-TestChairperson).AgentId

        New-AgwConference -AgentId $agent -MemberCount 5 @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'AlreadyInConference,AgentGateway.Commands.NewAgwConferenceCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'ResourceExists'
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'a capacity of 0'; Parameter = @{ MemberCount = 0 } }
        @{ Name = 'a capacity of 121'; Parameter = @{ MemberCount = 121 } }
        @{ Name = 'a duration of 3 minutes'; Parameter = @{ MemberCount = 5; Duration = 3 } }
        @{ Name = 'a duration of 1441 minutes'; Parameter = @{ MemberCount = 5; Duration = 1441 } }
        @{ Name = 'a duration of a minute and a half'; Parameter = @{ MemberCount = 5; Duration = [timespan]::FromSeconds(330) } }
        @{ Name = 'a warning of 2 minutes'; Parameter = @{ MemberCount = 5; PromptBefore = 2 } }
        @{ Name = 'a caller of 25 bytes'; Parameter = @{ MemberCount = 5; Caller = '1' * 25 } }
        @{ Name = 'a tone without a file'; Parameter = @{ MemberCount = 5; BeepTone = $true } }
        @{ Name = 'a path of 128 characters'; Parameter = @{ MemberCount = 5; BeepTone = $true; VoicePath = 'v' * 128 } }
    ) {
        $agent = (Connect-TestAgent).AgentId

        $problem = { New-AgwConference -AgentId $agent @Parameter -ErrorAction Stop } | Should -Throw -PassThru

        $problem.FullyQualifiedErrorId | Should -Match '^(ParameterArgument(Validation|Transformation)Error|InvalidArgument)'
        Get-TestRequest -AgentId $agent -Operation requestAgentConf | Should -BeNullOrEmpty
    }
}
