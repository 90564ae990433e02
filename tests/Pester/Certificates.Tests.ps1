BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1", "$PSScriptRoot/Listener.psm1"
    Import-TestModule
    . "$PSScriptRoot/ListenerScene.ps1"

    function Assert-Refused($Listener, [hashtable] $Option, [string] $Why) {
        $given = $Option.Clone()
        if ($given['CACertificate']) { $given.CACertificate = $authorityPem }
        if ($given['CertificateThumbprint'] -eq 'own') { $given.CertificateThumbprint = $Listener.Pin }

        $problem = Connect-Listener $Listener $given

        $problem.FullyQualifiedErrorId | Should -BeExactly 'TlsFailed,AgentGateway.Commands.ConnectAgwSessionCommand'
        $problem.CategoryInfo.Category | Should -Be 'SecurityError'
        $problem.TargetObject | Should -Be 101
        $problem.Exception.Message | Should -BeLike "*$Why*"
        $Listener.Connections | Should -Be 1
        $Listener.Received | Should -BeNullOrEmpty
    }
}

AfterAll { Disconnect-TestAgent }

Describe 'The certificate of a gateway' {
    BeforeEach { $opened = [System.Collections.Generic.List[object]]::new() }

    AfterEach {
        Get-AgwSession |
            Where-Object { $_.Gateway.Port -in $opened.Port } |
            Disconnect-AgwSession -Confirm:$false -ErrorAction SilentlyContinue
        foreach ($listener in $opened) { $listener.Dispose() }
    }

    It 'is refused before a credential is sent: <Name>' -ForEach @(
        @{ Name = 'it signs itself'; Made = @{ SelfSigned = $true }; Option = @{}; Why = 'certificate CN=gateway' }
        @{
            Name   = 'it signs itself, and a CA is given'
            Made   = @{ SelfSigned = $true }
            Option = @{ CACertificate = 'authority' }
            Why    = 'not issued by the given certificate authority'
        }
        @{
            Name   = 'it is for another host'
            Made   = @{ HostName = 'gateway.example.com' }
            Option = @{ CACertificate = 'authority' }
            Why    = 'it was issued for another name'
        }
        @{
            Name   = 'it is for another address'
            Made   = @{ HostName = '127.0.0.2' }
            Option = @{ CACertificate = 'authority' }
            Why    = 'it was issued for another name'
        }
        @{ Name = 'it has expired'; Made = @{ From = -30; To = -1 }; Option = @{ CACertificate = 'authority' }; Why = 'expired' }
        @{ Name = 'it is not valid yet'; Made = @{ From = 1; To = 30 }; Option = @{ CACertificate = 'authority' }; Why = 'expired' }
        @{
            Name   = 'it is not the pinned one'
            Made   = @{}
            Option = @{ CertificateThumbprint = 'AB' * 32 }
            Why    = "it isn't the pinned certificate"
        }
        @{
            Name   = 'it is the pinned one and has expired'
            Made   = @{ From = -30; To = -1 }
            Option = @{ CertificateThumbprint = 'own' }
            Why    = 'it has expired'
        }
        @{
            Name   = 'its CA is trusted and another is pinned'
            Made   = @{}
            Option = @{ CACertificate = 'authority'; CertificateThumbprint = 'AB' * 32 }
            Why    = "it isn't the pinned certificate"
        }
    ) {
        Assert-Refused -Listener (Open-Listener $Made) -Option $Option -Why $Why
    }

    # Wine accepts an incomplete chain, but Windows doesn't.
    It 'is refused before a credential is sent: no trusted authority issued it' -Tag NoWine {
        Assert-Refused -Listener (Open-Listener) -Option @{} -Why 'certificate CN=gateway'
    }

    It 'is accepted by its SHA-256 thumbprint, written as <Name>' -ForEach @(
        @{ Name = 'one word'; Write = { $_ } }
        @{ Name = 'small letters'; Write = { $_.ToLowerInvariant() } }
        @{ Name = 'pairs with colons'; Write = { $_ -replace '..(?=.)', '$0:' } }
    ) {
        $listener = Open-Listener @{ HostName = 'elsewhere.example.com'; SelfSigned = $true }

        $session = Connect-Listener $listener @{ CertificateThumbprint = $listener.Pin | ForEach-Object $Write }

        $session | Should -BeOfType ([AgentGateway.AgwSession])
        $listener.Received | Should -Match $password
    }

    It 'is accepted from a CA file in <Format>' -ForEach @(@{ Format = 'PEM' }, @{ Format = 'DER' }) {
        $file = $authorityPem
        if ($Format -eq 'DER') {
            $file = "$TestDrive/authority.cer"
            [System.IO.File]::WriteAllBytes($file, $authority)
        }

        Connect-Listener (Open-Listener) @{ CACertificate = $file } | Should -BeOfType ([AgentGateway.AgwSession])
    }

    It 'can''t be checked with a CA file that <Name>' -ForEach @(
        @{ Name = 'is not there'; Content = $null }
        @{ Name = 'holds none'; Content = 'no certificate' }
    ) {
        $listener = Open-Listener
        $file = "$TestDrive/none.pem"
        if ($Content) { Set-Content -LiteralPath $file -Value $Content }

        $problem = Connect-Listener $listener @{ CACertificate = $file }

        $problem.FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.ConnectAgwSessionCommand'
        $listener.Connections | Should -Be 0
    }

    It 'is not checked with -SkipCertificateCheck, and each call writes a warning' {
        $listener = Open-Listener @{ HostName = 'elsewhere.example.com'; From = -30; To = -1; SelfSigned = $true }
        $option = @{
            Uri                  = $listener.Address
            Credential           = Get-TestCredential
            NoProxy              = $true
            NoDefault            = $true
            SkipCertificateCheck = $true
        }

        $first = Connect-AgwSession @option -AgentId 101 -WarningVariable warned -WarningAction SilentlyContinue
        $second = Connect-AgwSession @option -AgentId 102 -WarningVariable +warned -WarningAction SilentlyContinue

        $first, $second | Should -BeOfType ([AgentGateway.AgwSession])
        $warned.Count | Should -Be 2
        $warned[1].Message | Should -Match "$([regex]::Escape(([uri]$listener.Address).Authority)) is not checked"
    }

    It 'is checked for other gateways than the one with -SkipCertificateCheck' {
        $unchecked, $checked = (Open-Listener @{ SelfSigned = $true }), (Open-Listener @{ SelfSigned = $true })

        Connect-Listener $unchecked @{ SkipCertificateCheck = $true } | Should -BeOfType ([AgentGateway.AgwSession])

        (Connect-Listener $checked).FullyQualifiedErrorId | Should -BeLike 'TlsFailed,*'
        # Without the switch, the options differ, so it is another gateway object.
        (Connect-Listener $unchecked).FullyQualifiedErrorId | Should -BeLike 'TlsFailed,*'
        $checked.Received | Should -BeNullOrEmpty
    }

    # Wine does not find the private key.
    It 'of the client is sent if the gateway requests it' -Tag NoWine {
        $listener = Open-Listener @{ AsksForCertificate = $true }
        $own = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new((Get-TestClientCertificate -Subject 'CN=agent tools'))

        $null = Connect-Listener $listener @{ CACertificate = $authorityPem; ClientCertificate = $own }

        $listener.ClientSubject | Should -BeExactly 'CN=agent tools'
    }

    It 'of the client is not sent if none is specified' {
        $listener = Open-Listener @{ AsksForCertificate = $true }

        Connect-Listener $listener @{ CACertificate = $authorityPem } | Should -BeOfType ([AgentGateway.AgwSession])

        $listener.ClientSubject | Should -BeNullOrEmpty
    }

    It 'is requested with TLS 1.2 and later only' {
        $listener = Open-Listener

        $null = Connect-Listener $listener @{ CACertificate = $authorityPem }

        # 0303 is TLS 1.2, 0304 is TLS 1.3.
        # A Windows before 11 has no TLS 1.3.
        $expected = if ((Get-TestFramework) -eq 'net472') { '0303' } elseif ($IsWindows) { '0303 0304', '0303' } else { '0303 0304' }
        ($listener.OfferedVersions | Where-Object { $_ -match '^03' } | Sort-Object) -join ' ' | Should -BeIn $expected
    }
}
