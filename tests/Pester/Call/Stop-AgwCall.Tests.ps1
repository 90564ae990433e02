BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Stop-AgwCall' {
    BeforeAll {
        $inspector = Connect-TestAgent -AgentId 900
    }

    It 'releases a call with the documented request' {
        $agent = (Connect-TestAgent).AgentId
        $null = New-AgwConference -AgentId $agent -MemberCount 3
        $call = (Get-TestAgentState -AgentId $agent).callId

        $result = Stop-AgwCall -CallId $call -Inspector $inspector -Confirm:$false

        $request = Get-TestRequest -AgentId 900 -Operation forceDropCall
        $request.method | Should -BeExactly 'POST'
        $request.path | Should -BeExactly "/agentgateway/resource/qualitycontrol/900/forcedropcall/$call"
        $result | Should -BeOfType ([AgentGateway.OperationResult])
        (Get-TestAgentState -AgentId $agent).callId | Should -BeNullOrEmpty
    }

    It 'ends the call between two agents once, with an outcome for each of them: <Name>' -ForEach @(
        @{ Name = 'by an inspector'; Through = { @{ Inspector = $inspector } }; Sender = { 900 }; Operation = 'forceDropCall' }
        @{ Name = 'by their own sessions'; Through = { @{} }; Sender = { $first.AgentId, $second.AgentId }; Operation = 'dropCall' }
    ) {
        $first, $second = Connect-TestAgent -Count 2
        $through = & $Through
        $call = (Start-AgwCall -AgentId $first.AgentId -CalledAgent $second.AgentId -Wait -Confirm:$false).CallId
        Wait-TestCondition { @($first, $second | Get-AgwCall | Where-Object State -EQ Talking).Count -eq 2 }

        $results = $first.AgentId, $second.AgentId | Get-AgwCall @through | Stop-AgwCall @through -Confirm:$false @collectErrors

        $problems | Should -BeNullOrEmpty
        $results.AgentId | Sort-Object | Should -Be $first.AgentId, $second.AgentId
        $results.CallId | Should -Be $call, $call
        @(Get-TestRequest -AgentId (& $Sender) -Operation $Operation | Where-Object path -Like "*/$call").Count | Should -Be 1
    }

    It 'gives each of several inputs for a call the same outcome: <Name>' -ForEach @(
        @{ Name = 'a success'; Script = { Add-TestCall -AgentId $agent } }
        @{ Name = 'a failure'; Script = { "9-$agent" } }
    ) {
        $agent = (Connect-TestAgent).AgentId
        $call = & $Script

        $results = @($call, $call, $call | Stop-AgwCall -Inspector $inspector -Confirm:$false @collectErrors)

        $results.Count + $problems.Count | Should -Be 3
        $problems.TargetObject | Select-Object -Unique | Should -Be $(if ($problems) { $call })
        @(Get-TestRequest -AgentId 900 -Operation forceDropCall | Where-Object path -Like "*/$call").Count | Should -Be 1
    }

    It 'writes an error for a call that doesn''t exist, with its ID as target' {
        Stop-AgwCall -CallId '1477393325-164' -Inspector $inspector -Confirm:$false @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'GatewayError,AgentGateway.Commands.StopAgwCallCommand'
        $problems[0].TargetObject | Should -BeExactly '1477393325-164'
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'an ID that would leave the path'; CallId = '../../onlineagent/101/logout' }
        @{ Name = 'an ID with a space'; CallId = '1 2' }
        @{ Name = 'an ID with a query'; CallId = '1?a=b' }
        @{ Name = 'an ID with an escape'; CallId = '%2e%2e' }
        @{ Name = 'an empty ID'; CallId = '' }
        @{ Name = 'two dots'; CallId = '..' }
    ) {
        $before = @(Get-TestRequest).Count

        $problem = { Stop-AgwCall -CallId $CallId -Inspector $inspector -Confirm:$false -ErrorAction Stop } | Should -Throw -PassThru

        $problem.FullyQualifiedErrorId | Should -Match '^(ParameterArgumentValidationError|InvalidArgument)'
        @(Get-TestRequest).Count | Should -Be $before
    }
}

Describe 'Stop-AgwCall for the own calls of agents' {
    It 'ends the current call with the documented request' {
        $session = Connect-TestAgent
        $held = Add-TestCall -AgentId $session.AgentId -State Held
        $null = Add-TestCall -AgentId $session.AgentId

        $result = Stop-AgwCall -AgentId $session.AgentId -Confirm:$false

        $result.Operation, $result.AgentId | Should -Be 'release', $session.AgentId
        $request = Get-TestRequest -AgentId $session.AgentId -Operation release
        $request.method | Should -BeExactly 'DELETE'
        $request.path | Should -BeExactly "/agentgateway/resource/voicecall/$($session.AgentId)/release"
        (Get-AgwCall -Session $session).CallId | Should -Be $held
    }

    It 'ends only the named call, through the session of its agent: <Name>' -ForEach @(
        @{ Name = 'a call of Get-AgwCall'; Script = { $call | Stop-AgwCall -Confirm:$false } }
        @{ Name = 'a call as an argument'; Script = { Stop-AgwCall $call -Confirm:$false } }
        @{ Name = 'a call of Get-AgwCall beside its agent'; Script = { $call | Stop-AgwCall -AgentId $call.AgentId -Confirm:$false } }
        @{ Name = 'an ID and an agent'; Script = { Stop-AgwCall -CallId $call.CallId -AgentId $call.AgentId -Confirm:$false } }
        @{ Name = 'a call as its agent'; Script = { Stop-AgwCall -AgentId $call -Confirm:$false } }
        @{ Name = 'a row'; Script = { $call | Select-Object -Property AgentId, CallId | Stop-AgwCall -Confirm:$false } }
    ) {
        $session = Connect-TestAgent
        $null = Add-TestCall -AgentId $session.AgentId -State Held
        $current = Add-TestCall -AgentId $session.AgentId
        $call = Get-AgwCall -Session $session | Where-Object State -EQ Held

        $result = & $Script

        $result.Operation, $result.CallId | Should -Be 'dropCall', $call.CallId
        $request = Get-TestRequest -AgentId $session.AgentId -Operation dropCall
        $request.path | Should -BeExactly "/agentgateway/resource/voicecall/$($session.AgentId)/dropcall/$($call.CallId)"
        (Get-AgwCall -Session $session).CallId | Should -Be $current
    }

    It 'ends the calls that are too long, and no other: <By>' -ForEach @{ By = 'their agents' }, @{ By = 'an inspector' } {
        $inspector = Connect-TestAgent -AgentId 901
        $sessions = @(Connect-TestAgent -Count 3)
        $null = Add-TestCall -AgentId $sessions[0].AgentId -AgeMinutes 95
        $null = Add-TestCall -AgentId $sessions[1].AgentId -AgeMinutes 5
        $null = Add-TestCall -AgentId $sessions[2].AgentId -AgeMinutes 200
        $through = if ($By -eq 'an inspector') { @{ Inspector = $inspector } } else { @{} }

        $results = @(
            $sessions.AgentId |
                Get-AgwCall @through |
                Where-Object Duration -GT (New-TimeSpan -Minutes 90) |
                Stop-AgwCall @through -Confirm:$false
        )

        $results.Count | Should -Be 2
        ($sessions.AgentId | Get-AgwCall).AgentId | Should -Be $sessions[1].AgentId
    }

    It 'writes CallNotFound for a call that has ended' {
        $session = Connect-TestAgent
        $null = Add-TestCall -AgentId $session.AgentId
        $call = Get-AgwCall -Session $session
        $call | Stop-AgwCall -Confirm:$false

        $call | Stop-AgwCall -Confirm:$false @collectErrors
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'CallNotFound,AgentGateway.Commands.StopAgwCallCommand'
        $problems[0].TargetObject | Should -Be $call.CallId

        Stop-AgwCall -AgentId $session.AgentId -Confirm:$false @collectErrors
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'CallNotFound,AgentGateway.Commands.StopAgwCallCommand'
        $problems[0].Exception.RetCode | Should -Be '200-017'
        $problems[0].TargetObject | Should -Be $session.AgentId
    }

    It 'never uses the default session for a call from the pipeline whose agent has no session' {
        $inspector = Connect-TestAgent -AgentId 900
        Select-AgwSession -Session $inspector
        $session = Connect-TestAgent
        $id = Add-TestCall -AgentId $session.AgentId
        $call = Get-AgwCall -AgentId $session.AgentId -Inspector $inspector
        $row = [pscustomobject]@{ AgentId = Get-TestAgent; CallId = $id; Gateway = $call.Gateway }

        $row | Stop-AgwCall -Confirm:$false @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'NoSession,AgentGateway.Commands.StopAgwCallCommand'
        (Get-AgwCall -Session $session).CallId | Should -Be $id
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'another agent than the call has'; Script = { $call | Stop-AgwCall -AgentId $other -Confirm:$false @collectErrors } }
        @{ Name = 'another gateway'; Script = { $call | Stop-AgwCall -Gateway gw.contoso.com -Confirm:$false @collectErrors } }
        @{ Name = 'an agent and an inspector'; Script = { Stop-AgwCall -AgentId $agent -Inspector $first -Confirm:$false @collectErrors } }
        @{ Name = 'another call than that of the agent'; Script = { Stop-AgwCall 1-1 -AgentId $call -Confirm:$false @collectErrors } }
        @{ Name = 'a call of two agents'; Script = { Stop-AgwCall 1-1 -AgentId $agent, $other -Confirm:$false @collectErrors } }
        @{ Name = 'an input without a call'; Script = { $first | Stop-AgwCall -AgentId $agent -Confirm:$false @collectErrors } }
    ) {
        $first, $second = Connect-TestAgent -Count 2
        $agent, $other = $first.AgentId, $second.AgentId
        $null = Add-TestCall -AgentId $agent
        $null = Add-TestCall -AgentId $other
        $call = Get-AgwCall -AgentId $agent

        . $Script

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Match '^InvalidArgument,'
        @(Get-TestRequest -AgentId $agent, $other).operation | Should -Not -Contain 'dropCall'
        @(Get-TestRequest -AgentId $agent, $other).operation | Should -Not -Contain 'release'
    }
}
