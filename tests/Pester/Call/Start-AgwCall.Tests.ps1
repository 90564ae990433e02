BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Start-AgwCall' {
    It 'calls a number with the documented request, and returns the ID of the call' {
        $session = Connect-TestAgent

        $result = Start-AgwCall -AgentId $session.AgentId -Called 40040 -Caller 40038 -SkillId 25 -CallData 'Konto 7' -Wait

        $request = Get-TestRequest -AgentId $session.AgentId -Operation callout
        $request.method | Should -BeExactly 'PUT'
        $request.path | Should -BeExactly "/agentgateway/resource/voicecall/$($session.AgentId)/callout"
        Format-TestBody -Body $request.body |
            Should -BeExactly '{"callappdata":"Konto 7","called":"40040","caller":"40038","skillid":25}'
        $result.Events[-1].EventType | Should -BeExactly 'AgentEvent_Talking'
        $result.CallId | Should -Be (Get-AgwCall -Session $session).CallId
    }

    It 'accepts the number by position, and sends nothing else' {
        $session = Connect-TestAgent

        $result = Start-AgwCall $session.AgentId 40040

        $result.CallId | Should -Match '^\d+-\d+$'
        (Get-TestRequest -AgentId $session.AgentId -Operation callout).body | Should -BeExactly '{"called":"40040"}'
    }

    It 'calls another agent' {
        $session, $other = Connect-TestAgent -Count 2

        $result = Start-AgwCall -Session $session -CalledAgent $other.AgentId -Wait

        (Get-TestRequest -AgentId $session.AgentId -Operation callInner).body | Should -BeExactly "{`"called`":`"$($other.AgentId)`"}"
        (Get-AgwCall -Session $other).CallId | Should -Be $result.CallId
    }

    It 'writes OperationFailed with -Wait if nobody answers' {
        $session = Connect-TestAgent

        Start-AgwCall -Session $session -Called 400000 -Wait @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'OperationFailed,AgentGateway.Commands.StartAgwCallCommand'
        "$($problems[0])" | Should -Match 'AgentEvent_Call_Out_Fail'
    }

    It 'returns a call that can be ended' {
        $session = Connect-TestAgent

        $result = Start-AgwCall -Session $session -Called 40040 -Wait | Stop-AgwCall -Confirm:$false

        $result.Operation | Should -Be 'dropCall'
        Get-AgwCall -Session $session | Should -BeNullOrEmpty
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'a number with letters'; Parameter = @{ Called = 'abc' } }
        @{ Name = 'a number of 25 digits'; Parameter = @{ Called = '1' * 25 } }
        @{ Name = 'an empty number'; Parameter = @{ Called = '' } }
        @{ Name = 'a caller with letters'; Parameter = @{ Called = '1'; Caller = 'x' } }
        @{ Name = 'an agent out of range'; Parameter = @{ CalledAgent = 100 } }
        @{ Name = 'data of 16385 bytes'; Parameter = @{ Called = '1'; CallData = 'x' * 16385 } }
    ) {
        $session = Connect-TestAgent

        $problem = { Start-AgwCall -Session $session @Parameter -ErrorAction Stop } | Should -Throw -PassThru

        $problem.FullyQualifiedErrorId | Should -Match '^(ParameterArgumentValidationError|InvalidArgument)'
        @(Get-TestRequest -AgentId $session.AgentId).operation | Should -Be 'login'
    }
}
