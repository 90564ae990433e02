BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Set-AgwCall' {
    It '<Action> the current call with the documented request' -ForEach @(
        @{ Action = 'mutes'; Muted = $true; Operation = 'beginMute'; Path = 'beginmute' }
        @{ Action = 'unmutes'; Muted = $false; Operation = 'endMute'; Path = 'endmute' }
    ) {
        $session = Connect-TestAgent
        $null = Add-TestCall -AgentId $session.AgentId
        if (-not $Muted) { $null = Set-AgwCall -Session $session -Muted }

        $result = Set-AgwCall -AgentId $session.AgentId -Muted:$Muted

        $result.Operation, $result.RetCode | Should -Be $Operation, '0'
        $request = Get-TestRequest -AgentId $session.AgentId -Operation $Operation
        $request.method | Should -BeExactly 'POST'
        $request.path | Should -BeExactly "/agentgateway/resource/voicecall/$($session.AgentId)/$Path"
        (Get-TestAgentState -AgentId $session.AgentId).calls[0].muted | Should -Be $Muted
    }

    It 'mutes a call from the pipeline, after a check' {
        $session = Connect-TestAgent
        $call = Add-TestCall -AgentId $session.AgentId

        (Get-AgwCall -Session $session | Set-AgwCall -Muted).CallId | Should -Be $call
        Set-AgwCall -Session $session -CallId 1-1 -Muted:$false @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'CallChanged,AgentGateway.Commands.SetAgwCallCommand'
        Get-TestRequest -AgentId $session.AgentId -Operation endMute | Should -BeNullOrEmpty
    }

    It 'writes CallState for an internal call' {
        $session = Connect-TestAgent
        $null = Add-TestCall -AgentId $session.AgentId -Feature 6

        Set-AgwCall -Session $session -Muted @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'CallState,AgentGateway.Commands.SetAgwCallCommand'
        $problems[0].Exception.RetCode | Should -Be '200-004'
    }
}
