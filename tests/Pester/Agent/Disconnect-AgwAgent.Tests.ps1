BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Disconnect-AgwAgent' {
    BeforeAll {
        $inspector = Connect-TestAgent -AgentId 900
        # Signed in by somebody else: this runspace has no session for them.
        $elsewhere = Open-TestRunspace
        $signIn = {
            param($Agents)
            $gateway = Get-TestGateway
            $option = @{ Uri = $gateway.Address; CACertificate = $gateway.Certificate; NoProxy = $true; Credential = Get-TestCredential }
            $null = Invoke-TestRunspace -Runspace $elsewhere -Variable @{ option = $option; agents = $Agents } -Script @'
                $null = $agents | Connect-AgwSession @option
'@
        }
    }

    AfterAll { $elsewhere.Dispose() }

    It 'signs out agents that have no session here, with the documented request' {
        $agents = Get-TestAgent -Count 2
        & $signIn $agents

        $results = @($agents | Disconnect-AgwAgent -Inspector $inspector -Confirm:$false)

        $results.Count | Should -Be 2
        $results | ForEach-Object { $_ | Should -BeOfType ([AgentGateway.OperationResult]) }
        $requests = @(Get-TestRequest -AgentId 900 -Operation forceLogOutAgent)
        $requests.method | Should -Be 'POST', 'POST'
        $requests.path | Sort-Object | Should -Be ($agents | ForEach-Object { "/agentgateway/resource/qualitycontrol/900/forcelogout/$_" })
        $agents | ForEach-Object { (Get-TestAgentState -AgentId $_).signedIn | Should -BeFalse }
    }

    It 'uses the default session if -Inspector is not specified' {
        $agent = Get-TestAgent
        & $signIn $agent
        Select-AgwSession -Session $inspector

        $null = Disconnect-AgwAgent -AgentId $agent -Confirm:$false

        (Get-TestAgentState -AgentId $agent).signedIn | Should -BeFalse
    }

    It 'writes an error for each agent that can''t be signed out, with the agent as target' {
        $agent = Get-TestAgent
        & $signIn $agent
        $absent = Get-TestAgent

        $results = @($absent, $agent, 900 | Disconnect-AgwAgent -Inspector $inspector -Confirm:$false @collectErrors)

        $results.Count | Should -Be 1
        $problems.TargetObject | Sort-Object | Should -Be (@($absent, 900) | Sort-Object)
    }

    It 'ends the agent''s own session' {
        $session = Connect-TestAgent

        $null = Disconnect-AgwAgent -AgentId $session.AgentId -Inspector $inspector -Confirm:$false

        Wait-TestCondition { $session.State -eq 'Ended' }
        $session.LastError | Should -Not -BeNullOrEmpty
    }

    It 'refuses an agent ID out of range before anything is sent: <_>' -ForEach 100, 1000000 {
        $before = @(Get-TestRequest -AgentId 900).Count

        Disconnect-AgwAgent -AgentId $_ -Inspector $inspector -Confirm:$false @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.DisconnectAgwAgentCommand'
        @(Get-TestRequest -AgentId 900).Count | Should -Be $before
    }
}
