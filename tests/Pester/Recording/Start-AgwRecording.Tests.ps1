BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Start-AgwRecording' {
    It 'records the call with the documented request: <Name>' -ForEach @(
        @{ Name = 'as the gateway likes'; Parameter = @{}; Body = '{"mediaType":5}' }
        @{
            Name      = 'to a file'
            Parameter = @{ FileName = 'Y:/1/a.V3'; Append = $true; RecordFormat = 1 }
            Body      = '{"fileName":"Y:/1/a.V3","mediaType":5,"recordFormat":1,"recordMode":1}'
        }
    ) {
        $session = Connect-TestAgent
        $null = New-AgwConference -Session $session -MemberCount 3

        $result = Start-AgwRecording -Session $session @Parameter -Wait

        $request = Get-TestRequest -AgentId $session.AgentId -Operation beginRecord
        $request.method | Should -BeExactly 'PUT'
        $request.path | Should -BeExactly "/agentgateway/resource/recordplay/$($session.AgentId)/record"
        Format-TestBody -Body $request.body | Should -BeExactly $Body
        $result.Events[-1].EventType | Should -BeExactly 'AgentMediaEvent_Record'
    }

    It 'records the screen with -Screen' {
        $session = Connect-TestAgent

        $result = Start-AgwRecording -Session $session -Screen -Wait

        $request = Get-TestRequest -AgentId $session.AgentId -Operation startRecordScreen
        $request.method | Should -BeExactly 'PUT'
        $request.path | Should -BeExactly "/agentgateway/resource/recordplay/$($session.AgentId)/startrecordscreen"
        $request.body | Should -BeNullOrEmpty
        $result.Events[-1].EventType | Should -BeExactly 'AgentMediaEvent_StartRecordScreen_Succ'
    }

    It 'reports a failure event as an error' {
        $session = Connect-TestAgent
        $null = Start-AgwRecording -Session $session -Screen -Wait

        # The screen is already being recorded, so the gateway accepts the request and then reports a failure event.
        Start-AgwRecording -Session $session -Screen -Wait @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'OperationFailed,AgentGateway.Commands.StartAgwRecordingCommand'
    }

    It 'reports PlaybackState if there is no call to record' {
        Connect-TestAgent | Start-AgwRecording @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'PlaybackState,AgentGateway.Commands.StartAgwRecordingCommand'
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'a file of 101 characters'; Parameter = @{ FileName = 'v' * 101 } }
        @{ Name = 'a format that is not documented'; Parameter = @{ RecordFormat = 4 } }
        @{ Name = 'a file for the screen'; Parameter = @{ Screen = $true; FileName = 'v' } }
    ) {
        $agent = (Connect-TestAgent).AgentId

        $problem = { Start-AgwRecording -AgentId $agent @Parameter -ErrorAction Stop } | Should -Throw -PassThru

        $problem.FullyQualifiedErrorId | Should -Match '^(ParameterArgumentValidationError|InvalidArgument)'
        @(Get-TestRequest -AgentId $agent).Count | Should -Be 1
    }
}
