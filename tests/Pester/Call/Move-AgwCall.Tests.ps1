BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Move-AgwCall' {
    It 'sends the number of the mode that the target has: <Mode> <Target>' -ForEach @(
        @{ Target = @{ ToAgent = 4001 }; Mode = 'Blind'; Body = '{"address":"4001","devicetype":2,"mode":0}' }
        @{ Target = @{ ToAgent = 4001 }; Mode = 'AfterSuccess'; Body = '{"address":"4001","devicetype":2,"mode":2}' }
        @{ Target = @{ ToQueue = 25 }; Mode = 'Blind'; Body = '{"address":"25","devicetype":1,"mode":0}' }
        @{ Target = @{ ToIvr = '7' }; Mode = 'Blind'; Body = '{"address":"7","devicetype":3,"mode":0}' }
        @{ Target = @{ ToIvr = '7' }; Mode = 'Return'; Body = '{"address":"7","devicetype":3,"mode":1}' }
        @{ Target = @{ ToAccessCode = '1321' }; Mode = 'AfterSuccess'; Body = '{"address":"1321","devicetype":4,"mode":2}' }
        @{ Target = @{ ToNumber = '40040' }; Mode = 'Blind'; Body = '{"address":"40040","devicetype":5,"mode":1}' }
        @{ Target = @{ ToNumber = '40040' }; Mode = 'AfterSuccess'; Body = '{"address":"40040","devicetype":5,"mode":2}' }
        @{ Target = @{ ToNumber = '40040' }; Mode = 'Consult'; Body = '{"address":"40040","devicetype":5,"mode":3}' }
        @{ Target = @{ ToNumber = '40040' }; Mode = 'ThreeParty'; Body = '{"address":"40040","devicetype":5,"mode":4}' }
    ) {
        $session = Connect-TestAgent
        $null = Add-TestCall -AgentId $session.AgentId

        $result = Move-AgwCall -AgentId $session.AgentId @Target -Mode $Mode -Confirm:$false

        $result.Operation, $result.RetCode | Should -Be 'transfer', '0'
        $request = Get-TestRequest -AgentId $session.AgentId -Operation transfer
        $request.method | Should -BeExactly 'POST'
        $request.path | Should -BeExactly "/agentgateway/resource/voicecall/$($session.AgentId)/transfer"
        Format-TestBody -Body $request.body | Should -BeExactly $Body
    }

    It 'is blind by default, and waits until the agent has left the call' {
        $session, $other = Connect-TestAgent -Count 2
        $call = Add-TestCall -AgentId $session.AgentId

        $result = Get-AgwCall -Session $session | Move-AgwCall -ToAgent $other.AgentId -Wait -Confirm:$false

        $result.CallId | Should -Be $call
        $result.Events[-1].EventType | Should -BeExactly 'AgentEvent_Call_Release'
        Get-AgwCall -Session $session | Should -BeNullOrEmpty
        Wait-TestCondition { (Get-AgwCall -Session $other).State -eq 'Talking' }
    }

    It 'writes OperationFailed with -Wait if the target doesn''t answer' {
        $session = Connect-TestAgent
        $call = Add-TestCall -AgentId $session.AgentId

        Move-AgwCall -Session $session -ToNumber 400000 -Mode Consult -Wait -Confirm:$false @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'OperationFailed,AgentGateway.Commands.MoveAgwCallCommand'
        (Get-AgwCall -Session $session).CallId | Should -Be $call
    }

    It 'sends nothing if the agent has another current call' {
        $session = Connect-TestAgent
        $null = Add-TestCall -AgentId $session.AgentId

        Move-AgwCall -Session $session -CallId 1-1 -ToQueue 25 -Confirm:$false @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'CallChanged,AgentGateway.Commands.MoveAgwCallCommand'
        Get-TestRequest -AgentId $session.AgentId -Operation transfer | Should -BeNullOrEmpty
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'a consultation of an agent'; Parameter = @{ ToAgent = 4001; Mode = 'Consult' } }
        @{ Name = 'a third party that is a queue'; Parameter = @{ ToQueue = 25; Mode = 'ThreeParty' } }
        @{ Name = 'a transfer after success to an IVR flow'; Parameter = @{ ToIvr = '7'; Mode = 'AfterSuccess' } }
        @{ Name = 'a return from a number'; Parameter = @{ ToNumber = '1'; Mode = 'Return' } }
        @{ Name = 'a flow with letters'; Parameter = @{ ToIvr = 'abc' } }
        @{ Name = 'a number with an F'; Parameter = @{ ToNumber = '1F' } }
        @{ Name = 'a caller in a blind transfer'; Parameter = @{ ToNumber = '1'; Caller = '2' } }
        @{ Name = 'an agent out of range'; Parameter = @{ ToAgent = 100 } }
    ) {
        $session = Connect-TestAgent

        $problem = { Move-AgwCall -Session $session @Parameter -Confirm:$false -ErrorAction Stop } | Should -Throw -PassThru

        $problem.FullyQualifiedErrorId | Should -Match '^(ParameterArgumentValidationError|InvalidArgument)'
        Get-TestRequest -AgentId $session.AgentId -Operation transfer | Should -BeNullOrEmpty
    }
}
