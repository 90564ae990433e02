BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Suspend-AgwCall' {
    It 'puts the current call on hold with the documented request' {
        $session = Connect-TestAgent
        $call = Add-TestCall -AgentId $session.AgentId

        $result = Suspend-AgwCall -AgentId $session.AgentId -Wait

        $request = @(Get-TestRequest -AgentId $session.AgentId -Operation hold)
        $request.Count | Should -Be 1
        $request[0].method, $request[0].body | Should -Be 'POST', ''
        $request[0].path | Should -BeExactly "/agentgateway/resource/voicecall/$($session.AgentId)/hold"
        $result.Events[-1].EventType, $result.Events[-1].Content | Should -Be 'AgentEvent_Hold', $call
        (Get-AgwCall -Session $session).State | Should -Be 'Held'
    }

    It 'checks a call from the pipeline, and puts it on hold' {
        $session = Connect-TestAgent
        $call = Add-TestCall -AgentId $session.AgentId

        $result = Get-AgwCall -Session $session | Suspend-AgwCall

        $result.CallId | Should -Be $call
        @(Get-TestRequest -AgentId $session.AgentId).operation | Should -Be @(
            'login', 'queryCallInfo', 'queryHoldListInfo', 'queryCallInfo', 'hold'
        )
    }

    It 'sends nothing if the agent has another current call: <Name>' -ForEach @(
        @{ Name = 'an object of Get-AgwCall'; Script = { $call | Suspend-AgwCall @collectErrors } }
        @{ Name = 'a parameter'; Script = { Suspend-AgwCall -AgentId $session.AgentId -CallId $call.CallId @collectErrors } }
        @{ Name = 'an object beside -AgentId'; Script = { $call | Suspend-AgwCall -AgentId $session.AgentId @collectErrors } }
        @{ Name = 'an object beside -Session'; Script = { $call | Suspend-AgwCall -Session $session @collectErrors } }
        @{ Name = 'a row'; Script = { $call | Select-Object -Property AgentId, CallId | Suspend-AgwCall @collectErrors } }
        @{
            Name   = 'a row of a CSV file'
            Script = { $call | Select-Object -Property AgentId, CallId | ConvertTo-Csv | ConvertFrom-Csv | Suspend-AgwCall @collectErrors }
        }
    ) {
        $session = Connect-TestAgent
        $id = Add-TestCall -AgentId $session.AgentId
        $call = Get-AgwCall -Session $session
        $null = Invoke-TestControl -Method Delete -Path "agents/$($session.AgentId)/calls/$id"
        $current = Add-TestCall -AgentId $session.AgentId

        . $Script

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'CallChanged,AgentGateway.Commands.SuspendAgwCallCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
        $problems[0].TargetObject | Should -Be $id
        "$($problems[0])" | Should -Match "$current instead of $id"
        $problems[0].ErrorDetails.RecommendedAction | Should -Match 'Get-AgwCall'
        Get-TestRequest -AgentId $session.AgentId -Operation hold | Should -BeNullOrEmpty
    }

    It 'writes CallNotFound for a call that has ended, and sends nothing' {
        $session = Connect-TestAgent
        $id = Add-TestCall -AgentId $session.AgentId
        $call = Get-AgwCall -Session $session
        $null = Invoke-TestControl -Method Delete -Path "agents/$($session.AgentId)/calls/$id"

        $call | Suspend-AgwCall @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'CallNotFound,AgentGateway.Commands.SuspendAgwCallCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        Get-TestRequest -AgentId $session.AgentId -Operation hold | Should -BeNullOrEmpty
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'an empty ID in a row'; Script = { [pscustomobject]@{ AgentId = $agent; CallId = '' } | Suspend-AgwCall @collectErrors } }
        @{ Name = 'no call in a row'; Script = { [pscustomobject]@{ AgentId = $agent; CallId = $null } | Suspend-AgwCall @collectErrors } }
        @{ Name = 'an empty call'; Script = { Suspend-AgwCall -AgentId $agent -CallId '' @collectErrors } }
        @{ Name = 'another agent than the call has'; Script = { $call | Suspend-AgwCall -AgentId $other @collectErrors } }
        @{ Name = 'another call than the input has'; Script = { $call | Suspend-AgwCall -CallId 1-1 @collectErrors } }
        @{ Name = 'another gateway than the call has'; Script = { $call | Suspend-AgwCall -Gateway gw.contoso.com @collectErrors } }
    ) {
        $first, $second = Connect-TestAgent -Count 2
        $agent, $other = $first.AgentId, $second.AgentId
        $null = Add-TestCall -AgentId $agent
        $null = Add-TestCall -AgentId $other
        $call = Get-AgwCall -AgentId $agent

        . $Script

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Match '^InvalidArgument,'
        Get-TestRequest -AgentId $agent, $other -Operation hold | Should -BeNullOrEmpty
    }

    It 'writes CallNotFound with the code of the gateway if the agent has no call' {
        $session = Connect-TestAgent

        Suspend-AgwCall -Session $session @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'CallNotFound,AgentGateway.Commands.SuspendAgwCallCommand'
        $problems[0].Exception.RetCode | Should -Be '200-013'
        $problems[0].TargetObject | Should -Be $session.AgentId
    }
}
