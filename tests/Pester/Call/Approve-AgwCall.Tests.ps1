BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Approve-AgwCall' {
    It 'answers the ringing call with the documented request' {
        $session = Connect-TestAgent
        $call = Add-TestCall -AgentId $session.AgentId -State Ringing

        $result = Approve-AgwCall -AgentId $session.AgentId -Wait

        $request = Get-TestRequest -AgentId $session.AgentId -Operation answer
        $request.method | Should -BeExactly 'PUT'
        $request.path | Should -BeExactly "/agentgateway/resource/voicecall/$($session.AgentId)/answer"
        $result.Events[-1].Content.CallId | Should -Be $call
    }

    It 'answers a call from the pipeline, after a check' {
        $session = Connect-TestAgent
        $call = Add-TestCall -AgentId $session.AgentId -State Ringing

        $result = Get-AgwCall -Session $session | Approve-AgwCall -Wait

        $result.CallId | Should -Be $call
        (Get-TestRequest -AgentId $session.AgentId -Operation answer).query | Should -BeExactly "?callid=$call"
    }

    It 'answers the call of an event' {
        $session = Connect-TestAgent
        $call = Add-TestCall -AgentId $session.AgentId -State Ringing

        $result = Wait-AgwEvent -Session $session -EventType AgentEvent_Ringing | Approve-AgwCall -Wait

        $result.CallId | Should -Be $call
    }

    It 'sends nothing if another call rings, and with <Code> if none does' -ForEach @{ Code = '200-002' } {
        $session = Connect-TestAgent
        Approve-AgwCall -Session $session @collectErrors
        $problems[0].Exception.RetCode | Should -Be $Code

        $null = Add-TestCall -AgentId $session.AgentId -State Ringing
        Approve-AgwCall -Session $session -CallId 1-1 @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'CallChanged,AgentGateway.Commands.ApproveAgwCallCommand'
        @(Get-TestRequest -AgentId $session.AgentId -Operation answer).Count | Should -Be 1
    }
}
