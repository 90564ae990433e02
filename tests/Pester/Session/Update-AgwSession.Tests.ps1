BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Update-AgwSession' {
    It 'requests a new GUID with the documented request, and uses it' {
        $session = Connect-TestAgent
        $null = Add-TestConference -AgentId $session.AgentId
        $old = Get-TestGuid -Session $session

        $updated = Update-AgwSession -AgentId $session.AgentId

        $request = @(Get-TestRequest -AgentId $session.AgentId -Operation updateGuid)
        $request.Count | Should -Be 1
        $request[0].method | Should -BeExactly 'PUT'
        $request[0].path | Should -BeExactly "/agentgateway/resource/onlineagent/$($session.AgentId)/updateGuid"
        $updated | Should -Be $session
        Get-TestGuid -Session $session | Should -Not -Be $old
        (Stop-AgwConfVoice -Session $session).RetCode | Should -BeExactly '0'
        (Get-TestRequest -AgentId $session.AgentId -Operation stopVoiceToConf).guidMatched | Should -BeExactly 'current'
    }

    It 'reports NotSignedIn for an agent that the gateway has signed out' {
        $session = Connect-TestAgent
        $null = Invoke-TestControl -Method Post -Path "agents/$($session.AgentId)/signout"

        Update-AgwSession -Session $session @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'NotSignedIn,AgentGateway.Commands.UpdateAgwSessionCommand'
    }
}
