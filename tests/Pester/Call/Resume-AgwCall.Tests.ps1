BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Resume-AgwCall' {
    It 'continues the held call with the documented request' {
        $session = Connect-TestAgent
        $call = Add-TestCall -AgentId $session.AgentId -State Held

        $result = Resume-AgwCall -AgentId $session.AgentId -Wait

        $request = Get-TestRequest -AgentId $session.AgentId -Operation getHold
        $request.method | Should -BeExactly 'POST'
        $request.path | Should -BeExactly "/agentgateway/resource/voicecall/$($session.AgentId)/gethold"
        $result.Events[-1].EventType | Should -BeExactly 'AgentEvent_Talking'
        $result.Events[-1].Content.CallId | Should -Be $call
    }

    It 'continues a call from the pipeline, after a check' {
        $session = Connect-TestAgent
        $first = Add-TestCall -AgentId $session.AgentId -State Held
        $null = Add-TestCall -AgentId $session.AgentId -State Held

        $result = Get-AgwCall -Session $session | Where-Object CallId -EQ $first | Resume-AgwCall -Wait

        $result.CallId | Should -Be $first
        (Get-TestRequest -AgentId $session.AgentId -Operation getHold).query | Should -BeExactly "?callid=$first"
        (Get-AgwCall -Session $session | Where-Object State -EQ Talking).CallId | Should -Be $first
    }

    It 'sends nothing if the call is not on hold' {
        $session = Connect-TestAgent
        $null = Add-TestCall -AgentId $session.AgentId

        Get-AgwCall -Session $session | Resume-AgwCall @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'CallNotFound,AgentGateway.Commands.ResumeAgwCallCommand'
        Get-TestRequest -AgentId $session.AgentId -Operation getHold | Should -BeNullOrEmpty
    }

    It 'writes CallState during another call' {
        $session = Connect-TestAgent
        $null = Add-TestCall -AgentId $session.AgentId -State Held
        $null = Add-TestCall -AgentId $session.AgentId

        Resume-AgwCall -Session $session @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'CallState,AgentGateway.Commands.ResumeAgwCallCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
        $problems[0].Exception.RetCode | Should -Be '200-016'
    }
}
