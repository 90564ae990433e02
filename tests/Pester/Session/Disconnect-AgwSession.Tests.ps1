BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Disconnect-AgwSession' {
    It 'signs out with the documented request, and removes the session' {
        $session = Connect-TestAgent

        Disconnect-AgwSession -AgentId $session.AgentId | Should -BeNullOrEmpty

        $request = @(Get-TestRequest -AgentId $session.AgentId -Operation logout)
        $request.Count | Should -Be 1
        $request[0].method | Should -BeExactly 'DELETE'
        $request[0].path | Should -BeExactly "/agentgateway/resource/onlineagent/$($session.AgentId)/logout"
        $request[0].body | Should -BeNullOrEmpty
        (Get-TestAgentState -AgentId $session.AgentId).signedIn | Should -BeFalse
        $session.State | Should -Be 'SignedOut'
        $session.IsPolling | Should -BeFalse
        Get-AgwSession | Where-Object AgentId -EQ $session.AgentId | Should -BeNullOrEmpty
    }

    It 'uses <Operation> with <Name>' -ForEach @(
        @{ Name = '-Force'; Parameter = @{ Force = $true }; Operation = 'forceLogout'; Path = 'forcelogout' }
        @{ Name = '-Reason'; Parameter = @{ Reason = 7 }; Operation = 'forceLogoutWithReason'; Path = 'forcelogoutwithreason/7' }
    ) {
        $session = Connect-TestAgent

        Disconnect-AgwSession -Session $session @Parameter

        $request = Get-TestRequest -AgentId $session.AgentId -Operation $Operation
        $request.method | Should -BeExactly 'DELETE'
        $request.path | Should -BeExactly "/agentgateway/resource/onlineagent/$($session.AgentId)/$Path"
        (Get-TestAgentState -AgentId $session.AgentId).signedIn | Should -BeFalse
    }

    It 'signs out a pipeline of sessions' {
        $sessions = @(Connect-TestAgent -Count 3)

        $sessions | Disconnect-AgwSession

        foreach ($session in $sessions) {
            (Get-TestAgentState -AgentId $session.AgentId).signedIn | Should -BeFalse
        }
    }

    It 'sends nothing and keeps the session with -WhatIf' {
        $session = Connect-TestAgent

        $session | Disconnect-AgwSession -WhatIf

        Get-TestRequest -AgentId $session.AgentId -Operation logout | Should -BeNullOrEmpty
        (Get-AgwSession -AgentId $session.AgentId).State | Should -Be 'SignedIn'
    }

    It 'removes an attached session without a sign-out' {
        $owner = Connect-TestAgent
        $gateway = Get-TestGateway
        $run = Invoke-TestRunspace -Variable @{ gateway = $gateway; guid = $owner.GetGuid(); agent = $owner.AgentId } -Script @'
            $attached = Connect-AgwSession -Uri $gateway.Address -CACertificate $gateway.Certificate -NoProxy -Guid $guid -AgentId $agent
            Disconnect-AgwSession -Session $attached
            $attached
'@

        $run.Errors | Should -BeNullOrEmpty
        $run.Output[0].State | Should -Be 'SignedOut'
        (Get-TestAgentState -AgentId $owner.AgentId).signedIn | Should -BeTrue
        $owner.State | Should -Be 'SignedIn'
    }

    It 'removes a shared session with and without -Force' -ForEach @{ Given = @{} }, @{ Given = @{ Force = $true } } {
        $owner = Connect-TestAgent
        $gateway = Get-TestGateway
        $lender = Connect-AgwSession -Uri $gateway.Address -CACertificate $gateway.Certificate -NoProxy -Guid $owner.GetGuid() -NoDefault

        Disconnect-AgwSession -Session $lender @Given -ErrorVariable problems

        $problems | Should -BeNullOrEmpty
        Get-AgwSession | Where-Object { $null -eq $_.AgentId } | Should -BeNullOrEmpty
        (Get-TestRequest -AgentId $owner.AgentId).operation | Should -Be 'login'
    }

    It 'names no agent for a shared session' {
        $run = Invoke-TestRunspace -Variable @{ gateway = Get-TestGateway; guid = (Connect-TestAgent).GetGuid() } -Script @'
            $lender = Connect-AgwSession -Uri $gateway.Address -CACertificate $gateway.Certificate -NoProxy -Guid $guid
            Disconnect-AgwSession -Session $lender -Confirm:$false -Verbose
'@

        $run.Text | Should -Match 'Any agent: detached'
        $run.Text | Should -Match '"Sign out" on target "Any agent at '
        $run.Text | Should -Not -Match 'Agent 0'
    }

    It 'is refused while the agent is in a call unless -Force is specified, and the session remains' {
        $session = Connect-TestChairperson

        Disconnect-AgwSession -Session $session @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].Exception.RetCode | Should -BeExactly '100-010'
        $session.State | Should -Be 'SignedIn'
        Disconnect-AgwSession -Session $session -Force
        $session.State | Should -Be 'SignedOut'
    }

    It 'succeeds for an agent that the gateway has already signed out' {
        $session = Connect-TestAgent
        $null = Invoke-TestControl -Method Post -Path "agents/$($session.AgentId)/signout"

        Disconnect-AgwSession -Session $session -ErrorVariable problems

        $problems | Should -BeNullOrEmpty
        Get-AgwSession | Where-Object AgentId -EQ $session.AgentId | Should -BeNullOrEmpty
    }

    It 'refuses a reason out of range: <_>' -ForEach 0, 256 {
        $session = Connect-TestAgent

        $problem = { Disconnect-AgwSession -Session $session -Reason $_ -ErrorAction Stop } | Should -Throw -PassThru

        $problem.FullyQualifiedErrorId | Should -Match '^(ParameterArgument(Validation|Transformation)Error|InvalidArgument)'
        Get-TestRequest -AgentId $session.AgentId -Operation forceLogoutWithReason | Should -BeNullOrEmpty
    }

    It 'leaves no default session if it ends the default session' {
        $session = Connect-TestAgent
        Select-AgwSession -Session $session

        Disconnect-AgwSession -Session $session

        Get-AgwSession -Default | Should -BeNullOrEmpty
    }

    It 'returns the session with -PassThru if it was signed out' {
        $sessions = @(Connect-TestAgent -Count 2)

        $ended = @($sessions | Disconnect-AgwSession -PassThru)

        $ended.AgentId | Sort-Object | Should -Be $sessions.AgentId
        $ended.State | Should -Be 'SignedOut', 'SignedOut'
    }

    It 'returns nothing with -PassThru for an agent that was not signed out' {
        $session = Connect-TestChairperson

        Disconnect-AgwSession -Session $session -PassThru -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        Disconnect-AgwSession -Session $session -Force -PassThru | Should -Be $session
    }
}
