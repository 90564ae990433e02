BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    $gateway = Get-TestGateway
    $reach = @{ Uri = $gateway.Address; CACertificate = $gateway.Certificate; NoProxy = $true }

    function Read-Text([securestring] $Secret) { [System.Net.NetworkCredential]::new('', $Secret).Password }
}

AfterAll { Disconnect-TestAgent }

Describe 'Get-AgwSessionGuid' {
    BeforeAll {
        $sessions = @(Connect-TestAgent -Count 2)
        Select-AgwSession -Session $sessions[0]
    }

    It 'returns the GUID as a SecureString, and sends nothing' {
        $guid = Get-AgwSessionGuid -AgentId $sessions[1].AgentId

        $guid | Should -BeOfType ([securestring])
        Read-Text $guid | Should -BeExactly (Get-TestGuid -Session $sessions[1])
        (Get-TestRequest -AgentId $sessions[1].AgentId).operation | Should -Be 'login'
    }

    It 'returns one GUID for each agent or session, in their order: <_>' -ForEach @(
        { Get-AgwSessionGuid -AgentId $sessions.AgentId }
        { $sessions.AgentId | Get-AgwSessionGuid }
        { $sessions | Get-AgwSessionGuid }
        { Get-AgwSessionGuid -Session $sessions }
    ) {
        $guids = @(& $_)

        $guids | ForEach-Object { Read-Text $_ } | Should -Be ($sessions | ForEach-Object { Get-TestGuid -Session $_ })
    }

    It 'returns the GUID of the default session if neither an agent nor a session is specified' {
        Read-Text (Get-AgwSessionGuid) | Should -BeExactly (Get-TestGuid -Session $sessions[0])
    }

    It 'does not use the default session for input without an agent' {
        [pscustomobject]@{ Name = 'x' } | Get-AgwSessionGuid @collectErrors | Should -BeNullOrEmpty

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.GetAgwSessionGuidCommand'
    }

    It 'returns the GUID of a shared session' {
        $guid = $sessions[1].GetGuid()
        $shared = Connect-AgwSession @reach -Guid $guid -NoDefault

        Read-Text (Get-AgwSessionGuid -Session $shared) | Should -BeExactly (Read-Text $guid)
        $shared | Disconnect-AgwSession
    }

    It 'reports an agent without a session, and returns the other GUIDs' {
        $withoutSession = Get-TestAgent

        $guids = @($withoutSession, $sessions[0].AgentId | Get-AgwSessionGuid @collectErrors)

        $guids.Count | Should -Be 1
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'NoSession,AgentGateway.Commands.GetAgwSessionGuidCommand'
        $problems[0].TargetObject | Should -Be $withoutSession
    }

    It 'reports a session that has ended, whose GUID is of no use' {
        $ended = Connect-TestAgent
        $null = $ended | Disconnect-AgwSession

        Get-AgwSessionGuid -Session $ended @collectErrors | Should -BeNullOrEmpty

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'NotSignedIn,AgentGateway.Commands.GetAgwSessionGuidCommand'
        $problems[0].TargetObject | Should -Be $ended.AgentId
    }

    It 'returns the cookie of the load balancer with -Cookie, and nothing for a session without a cookie' {
        Get-AgwSessionGuid -Session $sessions[0] -Cookie | Should -BeNullOrEmpty
        $attached = Invoke-TestRunspace -Variable @{ reach = $reach; owner = $sessions[0] } -Script @'
            $session = Connect-AgwSession @reach -Guid $owner.GetGuid() -AgentId $owner.AgentId -Cookie 'ROUTE=node1'
            Get-AgwSessionGuid -Session $session -Cookie
'@

        $attached.Errors | Should -BeNullOrEmpty
        Read-Text $attached.Output[0] | Should -BeExactly 'ROUTE=node1'
    }

    It 'does not show the GUID' {
        $text = Get-AgwSessionGuid -Session $sessions[0] -Verbose 4>&1 | Format-List -Property * -Force | Out-String

        $text | Should -Not -Match ([regex]::Escape((Get-TestGuid -Session $sessions[0]).Substring(0, 18)))
    }

    It 'gives a job what it needs to attach to the session' {
        $guid = Get-AgwSessionGuid -Session $sessions[1]
        $module, $agent = (Get-TestModule), $sessions[1].AgentId
        $job = Start-Job -ScriptBlock {
            Import-Module -Name $using:module
            $gateway = $using:reach
            Connect-AgwSession @gateway -Guid $using:guid -AgentId $using:agent | Get-AgwAgent
        }

        ($job | Receive-Job -Wait -AutoRemoveJob).AgentId | Should -Be $agent
    }
}
