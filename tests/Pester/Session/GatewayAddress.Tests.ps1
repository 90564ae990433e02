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

    Context 'the address' {
        It 'can be only a host, with https and port 8043' {
            $option = @{
                Uri                      = 'localhost'
                Credential               = (Get-TestCredential)
                AgentId                  = 101
                NoProxy                  = $true
                MaximumRetryCount        = 0
                ConnectionTimeoutSeconds = 2
            }
            Connect-AgwSession @option @collectErrors

            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'ConnectFailed,AgentGateway.Commands.ConnectAgwSessionCommand'
            $problems[0].CategoryInfo.Category | Should -Be 'ConnectionError'
            $problems[0].Exception.Gateway | Should -Be ([uri]'https://localhost:8043/')
        }

        It 'is refused if it is invalid: <_>' -ForEach @(
            'http://gateway.example.com:8043'
            'https://gateway:8043/agentgateway/resource'
            'https://user:word@gateway:8043'
            'ftp://gateway'
            ''
        ) {
            $problem = { Connect-AgwSession -Uri $_ -Credential (Get-TestCredential) -AgentId 101 -ErrorAction Stop } |
                Should -Throw -PassThru

            $problem.FullyQualifiedErrorId | Should -Match '^(ParameterArgument(Validation|Transformation)Error|InvalidArgument)'
        }
    }

    Context 'the certificate' {
        BeforeAll { $plain = @{ Uri = $gateway.Address; NoProxy = $true; Credential = Get-TestCredential } }

        It 'is checked: an untrusted one is refused, and nothing is sent' {
            $agent = Get-TestAgent

            Connect-AgwSession @plain -AgentId $agent @collectErrors

            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'TlsFailed,AgentGateway.Commands.ConnectAgwSessionCommand'
            $problems[0].CategoryInfo.Category | Should -Be 'SecurityError'
            $problems[0].ErrorDetails.RecommendedAction | Should -Match '-CACertificate'
            Get-TestRequest -AgentId $agent | Should -BeNullOrEmpty
        }

        It 'is not checked with -SkipCertificateCheck, which writes one warning for a list of agents' {
            $agents = Get-TestAgent -Count 2

            $sessions = @(
                $agents | Connect-AgwSession @plain -SkipCertificateCheck -WarningVariable warnings -WarningAction SilentlyContinue
            )

            $sessions.Count | Should -Be 2
            $warnings.Count | Should -Be 1
        }

        It 'is pinned by its thumbprint, with or without colons' -ForEach @(
            @{ Form = { $args[0] } }
            @{ Form = { $args[0].ToLowerInvariant() } }
            @{ Form = { $args[0] -replace '(..)(?!$)', '$1:' } }
        ) {
            $agent = Get-TestAgent

            $session = Connect-AgwSession @plain -AgentId $agent -CertificateThumbprint (& $Form $gateway.Thumbprint)

            $session.State | Should -Be 'SignedIn'
        }

        It 'is refused if it is not the pinned one' {
            $agent = Get-TestAgent

            Connect-AgwSession @plain -AgentId $agent -CertificateThumbprint ('0' * 64) @collectErrors

            $problems[0].FullyQualifiedErrorId | Should -BeLike 'TlsFailed,*'
            Get-TestRequest -AgentId $agent | Should -BeNullOrEmpty
        }

        It 'requires an existing certificate file' {
            $errorId = 'InvalidArgument,AgentGateway.Commands.ConnectAgwSessionCommand'
            { Connect-AgwSession @plain -AgentId 101 -CACertificate (Join-Path -Path $TestDrive -ChildPath 'none.pem') -ErrorAction Stop } |
                Should -Throw -ExceptionType ([AgentGateway.GatewayException]) -ErrorId $errorId
        }
    }
}
