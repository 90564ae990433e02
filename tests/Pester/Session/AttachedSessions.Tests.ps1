BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Connect-AgwSession' {
    BeforeAll {
        $gateway = Get-TestGateway
        $reach = @{ Uri = $gateway.Address; CACertificate = $gateway.Certificate; NoProxy = $true }
        $signIn = $reach + @{ Credential = Get-TestCredential }
    }

    Context 'attaching by GUID' {
        It 'accepts the GUID as a SecureString, checks it with one query, and neither polls nor signs in' {
            $owner = Connect-TestAgent
            $run = Invoke-TestRunspace -Variable @{ reach = $reach; guid = $owner.GetGuid(); agent = $owner.AgentId } -Script @'
                Connect-AgwSession @reach -Guid $guid -AgentId $agent
'@

            $run.Errors | Should -BeNullOrEmpty
            $run.Output[0].State | Should -Be 'Attached'
            $run.Output[0].IsPolling | Should -BeFalse
            $run.Output[0].SignedInAt | Should -BeNullOrEmpty
            (Get-TestRequest -AgentId $owner.AgentId).operation | Should -Be 'login', 'getAgentStatus'
        }

        It 'accepts the GUID as a string' {
            $owner = Connect-TestAgent
            $run = Invoke-TestRunspace -Variable @{ reach = $reach; guid = Get-TestGuid -Session $owner; agent = $owner.AgentId } -Script @'
                Connect-AgwSession @reach -Guid $guid -AgentId $agent
'@

            $run.Output[0].State | Should -Be 'Attached'
        }

        It 'returns the existing session if this runspace has signed the agent in' {
            $owner = Connect-TestAgent

            $attached = Connect-AgwSession @reach -Guid $owner.GetGuid() -AgentId $owner.AgentId

            [object]::ReferenceEquals($attached, $owner) | Should -BeTrue
            $owner.State | Should -Be 'SignedIn'
            $owner.IsPolling | Should -BeTrue
            $owner.IsDefault | Should -BeTrue
            (Get-TestRequest -AgentId $owner.AgentId).operation | Should -Be 'login'
        }

        It 'refuses a GUID that the gateway doesn''t know' {
            $owner = Connect-TestAgent

            Connect-AgwSession @reach -Guid '11111111-2222-3333-4444-555555555555.AgentGateway0' -AgentId $owner.AgentId @collectErrors

            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'PermissionDenied,AgentGateway.Commands.ConnectAgwSessionCommand'
            "$($problems[0])" | Should -Not -Match '11111111'
        }

        It 'refuses <Name> before anything is sent, and doesn''t show it' -ForEach @(
            @{ Name = 'a GUID with a line break'; Guid = "aaaa`r`nX-Injected: yes" }
            @{ Name = 'a GUID with a space'; Guid = 'aaaa bbbb' }
            @{ Name = 'an empty GUID'; Guid = '' }
            @{ Name = 'a GUID of 129 characters'; Guid = 'a' * 129 }
            @{ Name = 'a GUID with a letter outside ASCII'; Guid = "aaaa$([char]0xE9)" }
        ) {
            $agent = Get-TestAgent

            $problem = { Connect-AgwSession @reach -Guid $Guid -AgentId $agent -ErrorAction Stop } | Should -Throw -PassThru

            $problem.FullyQualifiedErrorId | Should -Match '^(ParameterArgument(Validation|Transformation)Error|InvalidArgument)'

            "$($Error[0])" | Should -Not -Match 'aaaa'
            Get-TestRequest -AgentId $agent | Should -BeNullOrEmpty
        }

        It 'sends the cookies of -Cookie with each call: <Name>' -ForEach @(
            @{ Name = 'one'; Cookie = 'loadbalance=node7'; Sent = 'loadbalance=node7' }
            @{ Name = 'several'; Cookie = 'loadbalance=node7;affinity=a=b'; Sent = 'loadbalance=node7; affinity=a=b' }
            @{
                Name   = 'a whole Set-Cookie'
                Cookie = 'loadbalance=node7; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT; HttpOnly'
                Sent   = 'loadbalance=node7'
            }
            @{
                Name   = 'a SecureString'
                Cookie = [System.Net.NetworkCredential]::new('', 'loadbalance=node7').SecurePassword
                Sent   = 'loadbalance=node7'
            }
        ) {
            $owner = Connect-TestAgent
            $attached = Invoke-TestRunspace -Variable @{
                reach  = $reach
                guid   = $owner.GetGuid()
                agent  = $owner.AgentId
                cookie = $Cookie
            } -Script {
                $session = Connect-AgwSession @reach -Guid $guid -AgentId $agent -Cookie $cookie -Verbose
                $session | Set-AgwAgent -State Busy -Verbose
                $session | Format-List -Property *
            }

            $attached.Errors | Should -BeNullOrEmpty
            $attached.Text | Should -Not -Match 'node7'
            (Get-TestRequest -AgentId $owner.AgentId -Operation sayBusy).cookie | Should -BeExactly $Sent
            (Get-TestRequest -AgentId $owner.AgentId -Operation getAgentStatus).cookie | Should -BeExactly $Sent
        }

        It 'refuses an invalid cookie before anything is sent: <_>' -ForEach @(
            'node7'
            '=node7'
            'a=b c'
            'a="b"'
            "a=b`r`nX-Evil: 1"
            'Path=/'
            ' '
        ) {
            $owner = Connect-TestAgent
            $guid = Get-TestGuid -Session $owner
            $null = Invoke-TestControl -Method Delete -Path requests

            $attached = Invoke-TestRunspace -Variable @{ reach = $reach; guid = $guid; agent = $owner.AgentId; cookie = $_ } -Script {
                Connect-AgwSession @reach -Guid $guid -AgentId $agent -Cookie $cookie
            }

            $attached.Output | Should -BeNullOrEmpty
            $attached.Errors.Count | Should -Be 1
            $attached.Errors[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.ConnectAgwSessionCommand'
            @(Get-TestRequest -AgentId $owner.AgentId -Operation getAgentStatus) | Should -BeNullOrEmpty
        }

        It 'polls with -Poll' {
            $owner = Connect-TestAgent
            $run = Invoke-TestRunspace -Variable @{ reach = $reach; guid = $owner.GetGuid(); agent = $owner.AgentId } -Script @'
                (Connect-AgwSession @reach -Guid $guid -AgentId $agent -Poll).IsPolling
'@

            $run.Output | Should -Be $true
        }
    }
}
