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
