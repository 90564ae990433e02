BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Get-AgwCall' {
    It 'returns the current and the held call of an agent' {
        $session = Connect-TestAgent
        $held = Add-TestCall -AgentId $session.AgentId -State Held -AgeMinutes 100
        $current = Add-TestCall -AgentId $session.AgentId -Feature 7 -AgeMinutes 5

        $calls = @(Get-AgwCall -Session $session)

        $calls.CallId | Should -Be $current, $held
        $calls.State | Should -Be 'Talking', 'Held'
        $calls[0] | Should -BeOfType ([AgentGateway.AgwCall])
        $calls[0].AgentId | Should -Be $session.AgentId
        $calls[0].Gateway | Should -Be $session.Gateway
        $calls[0].CallType | Should -Be 'Outbound'
        $calls[0].Caller, $calls[0].Called, $calls[0].Queue, $calls[0].QueueId | Should -Be '70004', '60015', 'voice', 25
        $calls[0].StartedAt | Should -BeLessThan ([datetimeoffset]::Now.AddMinutes(-4))
        $calls[1].Duration.TotalMinutes | Should -BeGreaterThan 99
        @(Get-TestRequest -AgentId $session.AgentId).operation |
            Should -Be 'login', 'queryCallInfo', 'queryHoldListInfo', 'queryCallInfoByCallId'
    }

    It 'returns nothing and no error for an agent without a call' {
        $session = Connect-TestAgent

        Get-AgwCall -Session $session @collectErrors | Should -BeNullOrEmpty

        $problems | Should -BeNullOrEmpty
    }

    It 'returns a ringing call' {
        $session = Connect-TestAgent
        $ringing = Add-TestCall -AgentId $session.AgentId -State Ringing

        $call = Get-AgwCall -Session $session

        $call.CallId, $call.State | Should -Be $ringing, 'Ringing'
        $call.Duration | Should -BeNullOrEmpty
    }

    It 'returns the calls of other agents to an inspector, who needs no session of them' {
        $inspector = Connect-TestAgent -AgentId 900
        $sessions = @(Connect-TestAgent -Count 2)
        $ids = foreach ($session in $sessions) { Add-TestCall -AgentId $session.AgentId -AgeMinutes 95 }

        $calls = @($sessions.AgentId | Get-AgwCall -Inspector $inspector)

        $calls.CallId | Sort-Object | Should -Be ($ids | Sort-Object)
        $calls.State | Should -Be 'Answered', 'Answered'
        $calls.AgentId | Sort-Object | Should -Be $sessions.AgentId
        Get-TestRequest -AgentId $sessions.AgentId -Operation queryCallInfo | Should -BeNullOrEmpty
        $request = Get-TestRequest -AgentId 900 -Operation queryAllCallInfoByAgentWorkNoEx | Select-Object -Last 1
        $request.path | Should -BeLike '/agentgateway/resource/calldata/900/allcallinfoEx/*'
    }

    It 'returns only calls that are older than -OlderThan' {
        $session = Connect-TestAgent
        $old = Add-TestCall -AgentId $session.AgentId -State Held -AgeMinutes 95
        $null = Add-TestCall -AgentId $session.AgentId -AgeMinutes 85

        (Get-AgwCall -Session $session -OlderThan 90).CallId | Should -Be $old
        (Get-AgwCall -Session $session | Where-Object Duration -GT (New-TimeSpan -Minutes 90)).CallId | Should -Be $old
        Get-AgwCall -Session $session -OlderThan 2:00:00 | Should -BeNullOrEmpty
    }

    It 'writes PermissionDenied for an inspector who is none' {
        $agent, $other = Connect-TestAgent -Count 2

        Get-AgwCall -AgentId $other.AgentId -Inspector $agent @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'PermissionDenied,AgentGateway.Commands.GetAgwCallCommand'
        $problems[0].TargetObject | Should -Be $other.AgentId
    }
}
